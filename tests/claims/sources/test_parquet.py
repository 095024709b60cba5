"""Parquet by a mapping."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claims.errors import SourceError
from claims.ingest import IngestReport, Intake, ingest
from claims.sources.mapping import Mapping
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
