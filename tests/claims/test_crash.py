"""An ingest killed at any moment leaves whole records, and a re-run completes it."""

from __future__ import annotations

from pathlib import Path

from scripts.crash_test import kill_ingests


def test_a_killed_ingest_completes_to_the_same_state(store_url: str, tmp_path: Path) -> None:
    left = kill_ingests(store_url, tmp_path, moments=5, records=12_000, seed=7)
    assert len(left) == 5
