"""The same file again: not read where nothing could change, read wherever something could."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from claims import ingest as module
from claims.ingest import IngestReport, Intake, ingest
from claims.store import ClaimStore

Take = Callable[..., IngestReport]


@pytest.fixture
def take(store: ClaimStore, tmp_path: Path) -> Take:
    """Ingest a file, the fixture's own unless a test writes another."""
    path = tmp_path / "in.jsonl"
    lines = [json.dumps({"id": n, "text": f"Claim {n}", "rating": "False"}) for n in range(5)]
    path.write_text("\n".join([*lines, "broken"]))

    def _take(**changes: object) -> IngestReport:
        intake = replace(Intake(path=path, source="test"), **changes)  # type: ignore[arg-type]
        return ingest(store, intake, tmp_path / "rejects")

    return _take


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was really read."""
    seen: list[object] = []
    real = module.read_outcomes
    monkeypatch.setattr(module, "read_outcomes", lambda *a: seen.append(a) or real(*a))
    return seen


def test_the_same_file_is_not_read_again_and_is_all_unchanged(
    take: Take, reads: list[object]
) -> None:
    first, again = take(), take(retrieved_at="2030-01-01")
    assert len(reads) == 1
    assert (first.new, first.rejected) == (5, 1)
    assert (again.read, again.new, again.changed, again.unchanged, again.rejected) == (
        (6, 0, 0, 5, 1)
    )
    assert (again.warnings, again.rejects_file) == (first.warnings, first.rejects_file)


def test_another_way_of_reading_reads(take: Take, reads: list[object]) -> None:
    take()
    assert take(licence="CC0-1.0").changed == 5
    assert take(source="other").new == 5
    assert len(reads) == 3


def test_a_claim_that_changed_since_makes_it_read(
    take: Take, store: ClaimStore, reads: list[object], tmp_path: Path
) -> None:
    take()
    other = tmp_path / "other.jsonl"
    other.write_text('{"id": 1, "text": "Claim 1", "rating": "True"}')
    assert take(path=other).changed == 1
    assert take().changed == 1
    assert len(reads) == 3


def test_another_sources_claims_do_not(take: Take, reads: list[object], tmp_path: Path) -> None:
    take()
    other = tmp_path / "other.jsonl"
    other.write_text('{"id": 1, "text": "Claim 1", "rating": "True"}')
    take(path=other, source="other")
    assert take().unchanged == 5
    assert len(reads) == 2


def test_rejects_that_are_gone_are_written_again(take: Take, reads: list[object]) -> None:
    report = take()
    assert report.rejects_file
    Path(report.rejects_file).unlink()
    again = take()
    assert again.rejects_file and Path(again.rejects_file).exists()
    assert len(reads) == 2
