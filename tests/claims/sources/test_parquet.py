"""Parquet by a mapping."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claims.errors import SourceError
from claims.ingest import IngestReport, Intake, ingest
from claims.sources.mapping import Mapping
from claims.sources.texts import Columns, Document, Unread, read_texts
from claims.store import ClaimStore


def take(store: ClaimStore, path: Path, *maps: str) -> IngestReport:
    mapping = Mapping.parse(maps) if maps else Mapping.by_name()
    return ingest(store, Intake(path=path, mapping=mapping), path.parent)


def test_rows_become_claims(tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    columns = {
        "n": [1, 2, 3],
        "words": ["One", "", None],
        "day": [date(2020, 2, 29), None, None],
        "seen": [datetime(2021, 1, 1, 12), None, None],
        "score": [float("nan"), 1.5, None],
    }
    pq.write_table(pa.table(columns), path)
    with ClaimStore.open(tmp_path / "store.sqlite") as store:
        maps = ["id=n", "text=words", "claimed_at=day", "reviewed_at=seen", "rating=score"]
        report = take(store, path, *maps)
        assert (report.format, report.read, report.new, report.rejected) == ("parquet", 3, 1, 2)
        (claim,) = store.claims()
    assert (claim.text, claim.claimed_at) == ("One", "2020-02-29")
    (review,) = claim.reviews
    assert (review.reviewed_at, review.rating_text) == ("2021-01-01T12:00:00", None)
    assert review.provenance.record_id == "1"


def test_texts_and_ids_held_as_bytes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    kinds = {"id": pa.binary(), "text": pa.large_binary()}
    columns = {"id": [b"7", b"\xff"], "text": ["Größe".encode(), b"Two"]}
    arrays = {name: pa.array(columns[name], kind) for name, kind in kinds.items()}
    pq.write_table(pa.table(arrays), path)
    found = list(read_texts([str(path)], Columns(text="text", id="id")))
    assert found[0] == Document(id="7", text="Größe")
    assert isinstance(found[1], Document) and found[1].text == "Two"
    with ClaimStore.open(tmp_path / "store.sqlite") as store:
        take(store, path)
        assert {claim.text for claim in store.claims()} == {"Größe", "Two"}


def test_files_that_are_not_whole_say_so(tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    pq.write_table(pa.table({"text": ["One"]}), path)
    whole = path.read_bytes()
    with ClaimStore.open(tmp_path / "store.sqlite") as store:
        path.write_bytes(whole[:-20])
        with pytest.raises(SourceError, match="damaged Parquet"):
            take(store, path)
        path.write_bytes(whole)
        with pytest.raises(SourceError, match="no column words"):
            take(store, path, "text=words")


def _untold(path: Path) -> None:
    """Row 2 holds text that is no UTF-8, row 3 a day that there is not."""
    words = pa.array([b"One", b"caf\xe9", b"Three", b"Four"])
    days = pa.array([0, 0, 1 << 60, 0], pa.timestamp("ms"))
    words = pa.Array.from_buffers(pa.string(), 4, words.buffers())
    pq.write_table(pa.table({"id": ["1", "2", "3", "4"], "text": words, "day": days}), path)


def test_a_row_that_cannot_be_told_is_rejected_alone(tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    _untold(path)
    with ClaimStore.open(tmp_path / "store.sqlite") as store:
        report = take(store, path, "id=id", "text=text", "reviewed_at=day")
        assert (report.new, report.rejected) == (2, 2)
        assert {claim.text for claim in store.claims()} == {"One", "Four"}
    second, third = (
        json.loads(line) for line in Path(str(report.rejects_file)).read_text().splitlines()
    )
    assert (second["line"], json.loads(second["record"])["id"]) == (2, "2")
    assert second["reason"].startswith("column 'text' cannot be read: 'utf-8' codec can't decode")
    assert third["line"] == 3 and third["reason"].startswith("column 'day' cannot be read")


def test_documents_that_cannot_be_told_are_rejected_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    _untold(path)
    found = list(read_texts([str(path)], Columns(id="id")))
    assert [one.id if isinstance(one, Document) else one.line for one in found] == [
        "1",
        2,
        "3",
        "4",
    ]
    times = pa.array([1, None], pa.timestamp("s", tz="Nowhere/Nothing"))
    pq.write_table(pa.table({"at": times, "text": ["One.", "Two."]}), path)
    first, second = read_texts([str(path)], Columns(id="at"))
    assert isinstance(first, Unread) and "column 'at' cannot be read" in first.reason
    assert isinstance(second, Unread) and second.reason == "no id in column 'at'"
