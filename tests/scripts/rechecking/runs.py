"""Two runs over a small archive by the real Matcher: claims come, go and change in between."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from claims.language import detect
from claims.model import Publisher, Record, Verdict
from claims.sentences import sentences
from claims.store import ClaimStore
from index.build import build_snapshot
from index.changes import ChangeKind, compare
from index.checked import CheckedSentence, checked
from index.encoder import Encoder
from index.matcher import Matcher
from index.publish import current_id
from index.recheck_columns import render_sentence
from index.recheck_run import Recheck, RunInfo, change_line
from index.snapshot import Snapshot
from tests.conftest import CHECKOUT
from tests.factories import make_provenance, make_record, make_review

MATERIAL = CHECKOUT / "tests" / "material"
PUBLISHERS = (
    Publisher(name="Nordlicht Faktencheck", site="nordlicht.example"),
    Publisher(name="The Harbour Desk", site="harbour.example"),
    Publisher(name="Klartext Redaktion", site="klartext.example"),
    Publisher(name="Check & Balance", site="balance.example"),
    Publisher(name="Open Ledger", site="ledger.example"),
)
BEFORE, NOW = "2026-11-20T06:00:00+00:00", "2026-11-24T06:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Document:
    """A text of the archive by its id."""

    id: str
    text: str


def demo_records() -> list[Record]:
    """The demo claims, each reviewed by an invented publisher; some by a second one."""
    path = CHECKOUT / "claims" / "demo" / "claims.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        _record(line, number + second * 2)
        for number, line in enumerate(lines)
        for second in ((0, 1) if number % 7 == 0 else (0,))
    ]


def _record(line: dict[str, str], number: int) -> Record:
    publisher = PUBLISHERS[(number + number // 7) % len(PUBLISHERS)]
    month = f"{2021 + number % 5}-{number * 5 % 12 + 1:02}-{number % 27 + 1:02}"
    review = make_review(
        publisher=publisher,
        url=f"https://{publisher.site}/{line['id']}",
        title=line["title"],
        rating_text=line["rating"],
        verdict=Verdict(line["verdict"]),
        reviewed_at=month,
        language=line["language"],
        provenance=make_provenance(record_id=f"{line['id']}-{publisher.site}"),
    )
    return make_record(line["text"], language=line["language"], review=review)


def archive(languages: Sequence[str] = ("de", "en", "fr")) -> list[Document]:
    """Documents of a few sentences each: paraphrases of demo claims among ordinary sentences."""
    told: list[str] = []
    with (MATERIAL / "paraphrases.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["language"] in languages:
                told.append(row["text"])
    told += [record.text for record in demo_records() if record.language in languages][:100]
    told += ["The Great Wall of China is not visible from the Moon with the naked eye."]
    with (MATERIAL / "ordinary.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        plain = [row["text"] for row in rows if row["language"] in languages]
    found = []
    for number in range(0, len(told), 3):
        chosen = told[number : number + 3]
        around = plain[number % len(plain) : number % len(plain) + 3]
        text = "\n".join(line for pair in zip(around, chosen, strict=False) for line in pair)
        name = f"https://paper.example/2019/{number:03}" if number % 2 else f"desk/{number:03}.txt"
        found.append(Document(name, text))
    return found


def changed_claims(records: Sequence[Record]) -> list[Record]:
    """The same claims some days on: some withdrawn, some judged otherwise."""
    found = []
    for number, record in enumerate(records):
        if number % 11 == 3:
            continue
        if number % 5 == 1:
            review = replace(record.review, verdict=Verdict.MISLEADING, rating_text="Misleading")
            record = make_record(record.text, language=record.language, review=review)
        found.append(record)
    return found


def check(
    documents: Sequence[Document], records: Sequence[Record], encoder: Encoder, folder: Path
) -> tuple[list[CheckedSentence], Snapshot]:
    """Every sentence's answer from a snapshot of these records."""
    with ClaimStore.open(folder / "claims.sqlite") as store:
        store.upsert(records)
        build_snapshot(store, encoder, folder / "snapshots", fitted=folder / "calibrations")
    snapshots = folder / "snapshots"
    snapshot = Snapshot.open(snapshots / current_id(snapshots), encoder.spec.fingerprint)
    matcher = Matcher(snapshot, encoder)
    rows = []
    for document in documents:
        language = detect(document.text).language
        parts = sentences(document.text, language)
        lookups = matcher.match([part.text for part in parts], language=language)
        rows += [
            CheckedSentence(
                document=document.id,
                ordinal=ordinal,
                start=part.start,
                end=part.end,
                text=part.text,
                language=language,
                answer=checked(lookup),
                snapshot=snapshot.info.id,
            )
            for ordinal, (part, lookup) in enumerate(zip(parts, lookups, strict=True))
        ]
    return rows, snapshot


@dataclass(frozen=True, slots=True)
class TwoRuns:
    """The first run, the second, and the rows that stand after it."""

    first: Recheck
    second: Recheck
    before: list[CheckedSentence]
    now: list[CheckedSentence]


def two_runs(encoder: Encoder, folder: Path) -> TwoRuns:
    """Check an archive, change claims and the archive, check again."""
    for name in ("before", "now"):
        (folder / name).mkdir(parents=True)
    records, documents = demo_records(), archive()
    old, then = check(documents, records[40:], encoder, folder / "before")
    edited = [replace(documents[0], text=documents[0].text.split("\n")[0]), *documents[1:]]
    new, now = check(edited, changed_claims(records), encoder, folder / "now")
    first = recheck_of([], old, folder / "before", then, None)
    return TwoRuns(first, recheck_of(old, new, folder / "now", now, then), old, new)


def recheck_of(
    before: Sequence[CheckedSentence],
    now: Sequence[CheckedSentence],
    folder: Path,
    snapshot: Snapshot,
    previous: Snapshot | None,
) -> Recheck:
    """The finished run that finds `now` after `before`; sentences are told by their words."""
    old = {(row.document, row.text): row for row in before}
    new = {(row.document, row.text): row for row in now}
    claims = {claim.id for claim in snapshot.each_claim()}
    changes = [
        change
        for place in [*new, *(known for known in old if known not in new)]
        for change in compare(
            old.get(place), new.get(place), head=lambda claim: claim if claim in claims else None
        )
    ]
    changes = [change for change in changes if change.kind is not ChangeKind.UNCHANGED]
    path = folder / "changes.jsonl"
    path.write_text("".join(map(change_line, changes)), encoding="utf-8")
    info = RunInfo(
        snapshot=snapshot.info.id,
        built_at=snapshot.info.built_at,
        encoder=snapshot.info.encoder,
        previous=previous.info.id if previous else None,
        previous_at=BEFORE if previous else None,
        started_at=NOW if previous else BEFORE,
        documents=len({row.document for row in now}),
        rejected=0,
        sentences=len(now),
        encoded=len(now),
        matched_anew=len(now),
    )
    counts = Counter(change.kind for change in changes)
    output = folder / "out.jsonl"
    lines = (json.dumps(render_sentence(row), ensure_ascii=False) + "\n" for row in now)
    output.write_text("".join(lines), encoding="utf-8")
    return Recheck(info=info, counts=dict(counts), output=output, changes_file=path)
