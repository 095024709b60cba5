"""An ingest killed at any moment leaves whole records, and a re-run completes it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from claims.store import ClaimStore
from scripts.bench import main as bench
from scripts.crash_test import kill_ingests
from scripts.crash_test import main as crash_test
from tests.claims.factories import make_record


def test_a_killed_ingest_completes_to_the_same_state(store_url: str, tmp_path: Path) -> None:
    left = kill_ingests(store_url, tmp_path, moments=5, records=12_000, seed=7)
    assert len(left) == 5


def test_a_store_that_holds_claims_is_not_filled(store_url: str, tmp_path: Path) -> None:
    with ClaimStore.open(store_url) as store:
        store.upsert([make_record()])
    for main, more in ((crash_test, ["--records", "1"]), (bench, ["--data", str(tmp_path)])):
        done = CliRunner().invoke(main, ["ingest", "--store", store_url, *more])
        assert done.exit_code == 1
        assert "the store holds claims" in done.output
    with ClaimStore.open(store_url) as store:
        assert store.count() == 1
