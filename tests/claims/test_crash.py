"""An ingest killed at any moment leaves whole records, and a re-run completes it."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

from claims.ingest import Intake, ingest
from claims.store import ClaimStore

_RUN = """
import sys
from pathlib import Path
from claims.ingest import Intake, ingest
from claims.store import ClaimStore
with ClaimStore.open(sys.argv[1]) as store:
    print("open", flush=True)
    ingest(store, Intake(path=sys.argv[2], source="crash"), Path(sys.argv[3]))
"""


def _records(path: Path) -> list[tuple[str, str | None]]:
    with ClaimStore.open(path) as store:
        found = [(claim.id, claim.reviews[0].rating_text) for claim in store.claims()]
        logged = {change.claim_id for change in store.changes_since(0)}
    assert logged == {claim_id for claim_id, _ in found}
    return found


def test_a_killed_ingest_completes_to_the_same_state(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    with source.open("w") as file:
        for n in range(10_000):
            file.write(json.dumps({"id": n, "text": f"Claim {n}", "rating": "False"}) + "\n")
    chance = random.Random(7)  # noqa: S311
    killed, undisturbed = tmp_path / "killed.sqlite", tmp_path / "undisturbed.sqlite"
    command = [sys.executable, "-c", _RUN, str(killed), str(source), str(tmp_path)]
    sizes = []
    for _ in range(3):
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout and process.stdout.readline() == b"open\n"
        time.sleep(chance.uniform(0.05, 0.6))
        process.kill()
        process.communicate()
        sizes.append(len(_records(killed)))
    assert sizes == sorted(sizes)
    for path in (killed, undisturbed):
        with ClaimStore.open(path) as store:
            ingest(store, Intake(path=source, source="crash"), tmp_path)
    assert _records(killed) == _records(undisturbed)
    assert len(_records(killed)) == 10_000
