"""An ingest killed at any moment leaves whole records, and a re-run completes it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from claims.store import ClaimStore
from scripts.bench import main as bench
from scripts.crash_recheck import told_kills
from scripts.crash_test import kill_ingests, kill_one
from scripts.crash_test import main as crash_test
from tests.claims.factories import make_record


def test_a_killed_ingest_completes_to_the_same_state(store_url: str, tmp_path: Path) -> None:
    left = kill_ingests(store_url, tmp_path, moments=5, records=12_000, seed=7)
    assert len(left) <= 5
    assert left == sorted(left)


def test_a_run_that_was_over_is_not_called_killed(tmp_path: Path) -> None:
    url, missing = f"sqlite:///{tmp_path}/store.sqlite", tmp_path / "missing.jsonl"
    assert not kill_one(url, missing, tmp_path, 5)  # which it needs no tenth of
    said = told_kills([0, 20], 5, "of 40 claims stored")
    assert said == "killed 2 of 5 runs before they were done, with 0 to 20 of 40 claims stored"
    assert told_kills([], 5, "parts done") == "killed 0 of 5 runs before they were done"


def test_a_store_that_holds_claims_is_not_filled(store_url: str, tmp_path: Path) -> None:
    with ClaimStore.open(store_url) as store:
        store.upsert([make_record()])
    for main, more in ((crash_test, ["--records", "1"]), (bench, ["--data", str(tmp_path)])):
        done = CliRunner().invoke(main, ["ingest", "--store", store_url, *more])
        assert done.exit_code == 1
        assert "the store holds claims" in done.output
    with ClaimStore.open(store_url) as store:
        assert store.count() == 1
