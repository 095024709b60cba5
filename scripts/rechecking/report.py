"""write_report(): what a re-check found and what changed, as one page that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps

from claims.aside import aside
from index.changes import Change, ChangeKind
from index.checked import CheckedMatch, CheckedSentence
from index.recheck_run import Recheck
from scripts.rechecking.plots import HEIGHT, WIDTH, month_plot, publisher_plot
from scripts.rechecking.report_rows import ClaimWords, ReportRow, row_of
from scripts.rechecking.tally import Tally
from scripts.rechecking.wording import (
    KINDS,
    RELATIONS,
    KindWords,
    counted,
    kind_words,
    relation_words,
)

LISTED = 100_000  # changes on the page; the most telling ones
UNCHANGED = 500
_AT_ONCE = 50  # rows that are there before the script runs, and on each page of the table
_WEB = Path(__file__).parent / "web"


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows of the page in the order of telling; of each kind all there are, and not listed."""

    rows: list[ReportRow]
    counts: Counter[ChangeKind]
    left_out: dict[ChangeKind, int]


def write_report(
    recheck: Recheck,
    rows: Iterable[CheckedSentence],
    path: Path,
    *,
    listed: int = LISTED,
    unchanged: int = UNCHANGED,
    unread: Callable[[str], bool] = lambda _: False,
) -> None:
    """Write the page in place of whatever was there. `rows` are the present ones with matches,
    `unread` tells the documents that could not be read.

    Lists at most `listed` changes and `unchanged` unchanged matches, and says what it left out.
    Raises OSError.
    """
    found = Tally()
    listing = gather(recheck, found.over(rows), listed, unchanged, unread)
    page = _render(recheck, listing, found)
    with aside(path) as beside, beside.open("w", encoding="utf-8", errors="replace") as file:
        file.writelines(page)


def gather(
    recheck: Recheck,
    rows: Iterable[CheckedSentence],
    listed: int,
    unchanged: int,
    unread: Callable[[str], bool] = lambda _: False,
) -> Listing:
    """The changes that tell most, then the first unchanged matches of the rows, all read once."""
    seen: Counter[ChangeKind] = Counter()
    standing: set[tuple[str, int, str]] = set()

    def changed() -> Iterator[ReportRow]:
        for change in recheck.changes():
            if change.kind is not ChangeKind.UNCHANGED:
                seen[change.kind] += 1
                if change.now:
                    standing.add(_place(change.sentence, change.now))
                away = change.gone and unread(change.sentence.document)
                yield row_of(change, recheck.info.started_at, unread=away)

    found = heapq.nsmallest(listed, changed(), key=lambda row: row.order)
    for row in rows:
        for match in row.matches:
            if _place(row, match) in standing:
                continue
            seen[ChangeKind.UNCHANGED] += 1
            if seen[ChangeKind.UNCHANGED] <= unchanged:
                same = Change(kind=ChangeKind.UNCHANGED, sentence=row, before=match, now=match)
                found.append(row_of(same, recheck.info.started_at))
    shown = Counter(row.kind for row in found)
    left_out = {kind: seen[kind] - shown[kind] for kind in KINDS if seen[kind] > shown[kind]}
    return Listing(found, seen, left_out)


def _place(row: CheckedSentence, match: CheckedMatch) -> tuple[str, int, str]:
    return row.document, row.ordinal, match.claim_id


def _render(recheck: Recheck, listing: Listing, found: Tally) -> Iterator[str]:
    first = recheck.info.previous is None
    words = {kind: kind_words(kind, first=first) for kind in KINDS}
    style, script = (_text(name) for name in ("report.css", "report.js"))
    environment = Environment(
        loader=FileSystemLoader(_WEB),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["thousands"] = lambda number: f"{number:,}"
    environment.filters["day"] = _day
    return environment.get_template("report.html").generate(
        style=style,
        script=script,
        policy=_policy(style, script),
        info=recheck.info,
        first=first,
        headline=_headline(listing.counts, words, first=first),
        kinds=[(kind, words[kind], listing.counts[kind]) for kind in KINDS],
        left_out=[counted(number, words[kind]) for kind, number in listing.left_out.items()],
        rows=listing.rows[:_AT_ONCE],
        listed=len(listing.rows),
        found=found,
        months=month_plot(found),
        publishers=publisher_plot(found),
        size=(WIDTH, HEIGHT),
        table=htmlsafe_json_dumps(_table(listing.rows, words, first=first), ensure_ascii=False),
    )


def _headline(
    counts: Counter[ChangeKind], words: dict[ChangeKind, KindWords], *, first: bool
) -> str:
    told = [kind for kind in KINDS if kind is not ChangeKind.UNCHANGED and counts[kind]]
    phrases = [counted(counts[kind], words[kind]) for kind in told]
    if not phrases:
        return "No sentence matches a reviewed claim." if first else "Nothing has changed."
    together = ", ".join(phrases[:-1]) + (" and " if phrases[:-1] else "") + phrases[-1]
    return f"{together[0].upper()}{together[1:]}."


def _table(
    rows: list[ReportRow], words: dict[ChangeKind, KindWords], *, first: bool
) -> dict[str, Any]:
    """What the script lists: documents and claims once each, rows as short lists."""
    documents: dict[str, int] = {}
    claims: dict[ClaimWords, int] = {}
    kinds, relations = list(KINDS), list(RELATIONS)
    lines = [
        [
            kinds.index(row.kind),
            documents.setdefault(row.document, len(documents)),
            row.ordinal,
            row.sentence,
            row.quote,
            row.language,
            claims.setdefault(row.claim, len(claims)),
            relations.index(row.relation),
            row.differences,
            row.band,
            row.percent,
            row.probability,
            [[edit.about, edit.before, edit.now] for edit in row.edits],
            row.since,
            row.gone,
        ]
        for row in rows
    ]
    return {
        "first": first,
        "page": _AT_ONCE,
        "kinds": [
            [str(kind), words[kind].name, words[kind].one, words[kind].many] for kind in kinds
        ],
        "relations": [
            [str(relation), *(relation_words(relation, quoted=quoted) for quoted in (False, True))]
            for relation in relations
        ],
        "documents": list(documents),
        "claims": [
            [
                claim.text,
                claim.language,
                [[r.publisher, r.verdict, r.url, r.title, r.reviewed_at] for r in claim.reviews],
            ]
            for claim in claims
        ],
        "rows": lines,
    }


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _text(name: str) -> str:
    return (_WEB / name).read_text(encoding="utf-8")


def _day(moment: str | None) -> str:
    """An ISO time for people, in UTC."""
    if not moment:
        return "unknown"
    try:
        when = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    when = when.astimezone(UTC) if when.tzinfo else when
    return f"{when.day} {when:%B %Y, %H:%M} UTC"
