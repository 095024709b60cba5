"""An export ingests back to the same claims, reviews, verdicts and provenance."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from claims.errors import StoreError
from claims.export import ExportFormat, export_store
from claims.ingest import Intake, ingest
from claims.model import Verdict
from claims.store import ClaimStore, RecordVersion
from tests.claims.factories import make_record

HOSTILE = "<script>alert(1)</script> {{7*7}} \u2028 \u202e \"quoted\", 'too'\nsecond line"


@pytest.fixture
def full(store: ClaimStore) -> ClaimStore:
    """A store that holds every shape of record."""
    gone = make_record("Withdrawn")
    store.upsert(
        [
            make_record(
                "Ein Satz – mit „Zeichen“, 日本語",
                claimant="A, B",
                claimed_at="2019-10",
                appearances=("https://example.org/post", "http://example.org/other"),
                title="No, it cannot",
                summary="The wall is as wide as a road.",
                record_id="7",
                language="de",
                name="Desk",
            ),
            make_record(HOSTILE, title=HOSTILE, rating_text=HOSTILE, verdict=Verdict.OTHER),
            make_record("Two", url="https://one.example/1", site="one.example", source="b/b"),
            make_record("Two", url=None, site=None, verdict=None, rating_text=None, language=None),
            make_record("One text", claim_key="id\x1fs\x1f1", url="https://example.org/1"),
            make_record("Other text", claim_key="id\x1fs\x1f1", url="https://example.org/2"),
            gone,
        ]
    )
    store.withdraw(gone.claim_id)
    return store


@pytest.mark.parametrize("form", list(ExportFormat))
def test_an_export_ingests_to_the_same_claims(
    full: ClaimStore, tmp_path: Path, form: ExportFormat
) -> None:
    path = tmp_path / f"export.{form}"
    assert export_store(full, path, form) == 6
    with ClaimStore.open(tmp_path / "other.sqlite") as other:
        report = ingest(other, Intake(path=path), tmp_path / "rejects")
        assert (report.format, report.new, report.rejected) == ("export", 6, 0)
        assert list(other.claims()) == list(full.claims())
        assert list(other.records()) == list(full.records())
        again = tmp_path / "again"
        export_store(other, again, form)
        assert again.read_bytes() == path.read_bytes() or form is ExportFormat.PARQUET


def test_an_export_into_its_own_store_changes_nothing(full: ClaimStore, tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    export_store(full, path, ExportFormat.JSONL)
    assert ingest(full, Intake(path=path), tmp_path).unchanged == 6


def test_an_export_restores_what_has_changed_since(full: ClaimStore, tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    export_store(full, path, ExportFormat.JSONL)
    with ClaimStore.open(tmp_path / "other.sqlite") as other:
        ingest(other, Intake(path=path), tmp_path)
        first = next(one for one in other.records() if one.claim_key.startswith("text"))
        other.upsert([replace(first, claimant="Somebody else")])
        assert list(other.records()) != list(full.records())
        report = ingest(other, Intake(path=path), tmp_path)
        assert (report.changed, report.unchanged) == (1, 5)
        assert list(other.records()) == list(full.records())


def test_jsonld_is_one_document_of_claim_reviews(full: ClaimStore, tmp_path: Path) -> None:
    path = tmp_path / "export.jsonld"
    export_store(full, path, ExportFormat.JSONLD)
    graph = json.loads(path.read_text("utf-8"))["@graph"]
    (review,) = [node for node in graph if node["claimReviewed"].startswith("Ein Satz")]
    assert review["@type"] == "ClaimReview" and review["inLanguage"] == "de"
    assert review["author"]["url"] == "https://example.org"
    assert review["reviewRating"]["alternateName"] == "False"


def test_an_empty_store_exports_to_a_document(store: ClaimStore, tmp_path: Path) -> None:
    path = tmp_path / "export.jsonld"
    assert export_store(store, path, ExportFormat.JSONLD) == 0
    assert json.loads(path.read_text())["@graph"] == []


@pytest.mark.parametrize("form", list(ExportFormat))
def test_what_others_sent_is_not_taken_at_its_word(
    full: ClaimStore, tmp_path: Path, form: ExportFormat
) -> None:
    path = tmp_path / f"export.{form}"
    export_store(full, path, form)
    with ClaimStore.open(tmp_path / "other.sqlite") as other:
        report = ingest(other, Intake(path=path, source="web", foreign=True), tmp_path)
        assert report.format != "export"
        assert {record.review.provenance.source for record in other.records()} == {"web"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"url": "javascript:alert(1)"}, "no http"),
        ({"appearances": ["data:text/html,x"]}, "no http"),
        ({"verdict": "nonsense"}, "none of ours"),
        ({"claim_key": None}, "claim_key is missing"),
        ({"title": 5}, "title is no text"),
        ({"text": "a\0b"}, "NUL"),
        ({"priorcheck_export": 99}, "edition"),
    ],
)
def test_a_spoilt_record_is_rejected_with_its_reason(
    full: ClaimStore, tmp_path: Path, changes: dict[str, object], reason: str
) -> None:
    path = tmp_path / "export.jsonl"
    export_store(full, path, ExportFormat.JSONL)
    first, *rest = path.read_text("utf-8").split("\n")
    path.write_text("\n".join([*rest[:-1], json.dumps(json.loads(first) | changes)]))
    with ClaimStore.open(tmp_path / "other.sqlite") as other:
        report = ingest(other, Intake(path=path), tmp_path / "rejects")
    assert (report.new, report.rejected) == (5, 1) and report.rejects_file
    assert reason in json.loads(Path(report.rejects_file).read_text("utf-8"))["reason"]


def test_an_export_that_cannot_be_written_leaves_nothing(full: ClaimStore, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        export_store(full, tmp_path / "no" / "such.jsonl", ExportFormat.JSONL)
    target = tmp_path / "folder"
    target.mkdir()
    with pytest.raises(StoreError, match="cannot be written"):
        export_store(full, target, ExportFormat.JSONL)
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_an_export_takes_the_place_of_no_link_and_no_pipe(full: ClaimStore, tmp_path: Path) -> None:
    link, pipe = tmp_path / "link.jsonl", tmp_path / "pipe.jsonl"
    link.symlink_to(tmp_path / "there.jsonl")
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as beside:
        read = beside.submit(pipe.read_text, "utf-8")
        export_store(full, pipe, ExportFormat.JSONL)
    export_store(full, link, ExportFormat.JSONL)
    assert link.is_symlink() and pipe.is_fifo()
    assert read.result(timeout=10) == (tmp_path / "there.jsonl").read_text("utf-8") != ""


@pytest.mark.parametrize("form", list(ExportFormat))
@pytest.mark.parametrize("history", [False, True])
def test_withdrawn_claims_and_history_go_along(
    full: ClaimStore, tmp_path: Path, form: ExportFormat, history: bool
) -> None:
    corrected = make_record("Withdrawn", rating_text="True", verdict=Verdict.TRUE)
    back = make_record("Reinstated")
    full.upsert([back])
    full.withdraw(back.claim_id, "by mistake")
    full.reinstate(back.claim_id, "it stands")
    later = make_record("Two", url="https://one.example/1", site="one.example", source="b/b")
    full.upsert([make_record("Withdrawn", rating_text="Half"), corrected], file="may.jsonl")
    full.withdraw(corrected.claim_id, "taken back")
    full.upsert([replace(later, claimant="Somebody")], file="june.jsonl")
    path = tmp_path / f"export.{form}"
    written = export_store(full, path, form, withdrawn=True, history=history)
    with ClaimStore.open(tmp_path / "other.sqlite") as other:
        report = ingest(other, Intake(path=path), tmp_path / "rejects")
        assert (report.format, report.read, report.rejected) == ("export", written, 0)
        assert list(other.claims()) == list(full.claims())
        assert other.get(corrected.claim_id) is None
        told, kept = (store.history(corrected.claim_id) for store in (full, other))
        assert (kept[-1].kind, kept[-1].reason, kept[-1].seen_at) == (
            "withdrawn", "taken back", told[-1].seen_at,
        )  # fmt: skip
        assert kept[-2].record == told[-2].record
        if history:
            for claim_id in {record.claim_id for record in full.records()} | {corrected.claim_id}:
                assert [_said(v) for v in other.history(claim_id)] == [
                    _said(v) for v in full.history(claim_id)
                ]
        before = list(other.all_history(withdrawn=True))
        renamed = path.rename(path.with_name(f"again.{form}"))
        assert ingest(other, Intake(path=renamed), tmp_path / "rejects").unchanged == written
        assert list(other.all_history(withdrawn=True)) == before


def test_a_review_that_went_alone_goes_along_with_the_history(
    store: ClaimStore, tmp_path: Path
) -> None:
    mine, other = make_record(), make_record(url="https://b.example/1", site="b.example")
    store.upsert([mine])
    store.withdraw(mine.claim_id)
    store.upsert([other])
    export_store(store, tmp_path / "all.jsonl", ExportFormat.JSONL, history=True)
    with ClaimStore.open(tmp_path / "other.sqlite") as restored:
        ingest(restored, Intake(path=tmp_path / "all.jsonl"), tmp_path / "rejects")
        assert list(restored.records()) == [other]
        assert restored.upsert([mine]).unchanged == 1


def test_a_correction_before_another_review_stays_before_it(
    store: ClaimStore, tmp_path: Path
) -> None:
    mine, other = make_record(), make_record(url="https://b.example/1", site="b.example")
    for said in (mine, make_record(title="Corrected"), other, make_record(title="Once more")):
        store.upsert([said])
    export_store(store, tmp_path / "all.jsonl", ExportFormat.JSONL, history=True)
    with ClaimStore.open(tmp_path / "other.sqlite") as restored:
        ingest(restored, Intake(path=tmp_path / "all.jsonl"), tmp_path / "rejects")
        titles = [v.record and v.record.review.title for v in restored.history(mine.claim_id)]
        assert titles == [mine.review.title, "Corrected", other.review.title, "Once more"]


def _said(version: RecordVersion) -> tuple[object, ...]:
    return (version.kind, version.seen_at, version.file, version.reason, version.record)


def test_without_the_switch_withdrawn_claims_stay_behind(full: ClaimStore, tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    assert export_store(full, path, ExportFormat.JSONL, history=True) == 6
    assert "Withdrawn" not in path.read_text("utf-8")


@pytest.mark.parametrize(
    "change", [{"kind": "sold"}, {"kind": "withdrawn", "id": None}, {"guess_confidence": 2}]
)
def test_an_export_that_was_tampered_with_is_rejected(
    full: ClaimStore, tmp_path: Path, change: dict[str, object]
) -> None:
    path = tmp_path / "export.jsonl"
    export_store(full, path, ExportFormat.JSONL)
    lines = [json.loads(line) for line in path.read_text("utf-8").strip().split("\n")]
    lines = [line | {"guess_detector": "x"} | change for line in lines]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    with ClaimStore.open(tmp_path / "other.sqlite") as other:
        assert ingest(other, Intake(path=path), tmp_path / "rejects").rejected == 6


@pytest.mark.parametrize("form", list(ExportFormat))
def test_an_export_of_nothing_replaces_no_backup(
    store: ClaimStore, tmp_path: Path, form: ExportFormat
) -> None:
    path = tmp_path / f"backup.{form}"
    path.touch()
    assert export_store(store, path, form) == 0
    path.write_bytes(b"a backup")
    with pytest.raises(StoreError, match=rf"nothing to export, and .*backup\.{form} is kept"):
        export_store(store, path, form)
    assert [one.read_bytes() for one in tmp_path.glob("*backup*")] == [b"a backup"]
