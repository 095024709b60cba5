"""Kill a process at random moments of its work, and show that what it leaves can be relied on."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from claims.errors import ClaimsError
from claims.ingest import Intake, ingest
from claims.store import ClaimStore
from scripts.crash_recheck import crash_recheck, told_kills
from scripts.empty_store import open_empty

_RUN = """
import sys
from pathlib import Path
from claims.ingest import Intake, ingest
from claims.store import ClaimStore
print("ready", flush=True)
with ClaimStore.open(sys.argv[1]) as store:
    ingest(store, Intake(path=sys.argv[2], source="crash"), Path(sys.argv[3]))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that a store says, but for the time at which it was told."""

    claims: tuple[object, ...]
    versions: tuple[object, ...]


@click.group(help=__doc__)
def main() -> None:
    """The command line."""


main.add_command(crash_recheck)


@main.command("ingest")
@click.option("--moments", default=50, show_default=True, type=click.IntRange(1))
@click.option("--records", default=40_000, show_default=True, type=click.IntRange(1))
@click.option("--seed", default=7, show_default=True)
@click.option("--store", metavar="URL", help="An empty store. Default: SQLite, thrown away.")
def crash_ingest(moments: int, records: int, seed: int, store: str | None) -> None:
    """Kill an ingest at random moments, starting it again each time, then let it finish."""
    with TemporaryDirectory(prefix="priorcheck-crash-") as folder:
        url = store or f"sqlite:///{folder}/killed.sqlite"
        try:
            found = kill_ingests(url, Path(folder), moments, records, seed)
        except (ClaimsError, AssertionError) as error:
            click.echo(f"crash_test: {error}", err=True)
            sys.exit(1)
    click.echo(told_kills(found, moments, f"of {records} claims stored"))
    click.echo("each time the store opened and held whole records only; the last run completed")


def kill_ingests(url: str, folder: Path, moments: int, records: int, seed: int) -> list[int]:
    """How many claims each run left that was killed before it was done; raises AssertionError where
    one cannot be trusted."""
    open_empty(url).close()
    chance = random.Random(seed)  # noqa: S311
    source = folder / "in.jsonl"
    _write(source, records)
    wanted, seconds = _undisturbed(source, folder)
    left, met = [], []
    for _ in range(moments):
        # a run that starts with most of the work done is over sooner, a batch takes its time
        met.append(kill_one(url, source, folder, chance.uniform(0, seconds / 2)))
        state = _state(url)
        _expect(set(state.claims) <= set(wanted.claims), "a claim is not whole")
        _expect(set(state.versions) <= set(wanted.versions), "a version is not whole")
        _expect(len(state.claims) == len(state.versions), "a claim lacks its version")
        left.append(len(state.claims))
    _expect(left == sorted(left), "stored claims were lost")
    with ClaimStore.open(url) as store:
        ingest(store, Intake(path=source, source="crash"), folder)
    _expect(_state(url) == wanted, "the completed store is not that of an undisturbed run")
    return [claims for claims, killed in zip(left, met, strict=True) if killed]


def _write(source: Path, records: int) -> None:
    with source.open("w", encoding="utf-8") as file:
        for n in range(records):
            row = {"id": n, "text": f"Claim {n}", "rating": "False", "title": "No " * 50}
            file.write(json.dumps(row) + "\n")


def _undisturbed(source: Path, folder: Path) -> tuple[State, float]:
    url = f"sqlite:///{folder}/undisturbed.sqlite"
    started = time.perf_counter()
    with ClaimStore.open(url) as store:
        ingest(store, Intake(path=source, source="crash"), folder)
    return _state(url), time.perf_counter() - started


def kill_one(url: str, source: Path, folder: Path, after: float) -> bool:
    """Whether it was still running."""
    command = [sys.executable, "-c", _RUN, url, str(source), str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603
    assert process.stdout  # noqa: S101
    process.stdout.readline()
    time.sleep(after)
    running = process.poll() is None
    process.kill()
    process.communicate()
    return running


def _state(url: str) -> State:
    with ClaimStore.open(url) as store:
        claims = tuple(store.claims())
        versions = tuple(
            (claim_id, version.kind, version.file, version.record)
            for claim_id, version in store.all_history(withdrawn=True)
        )
        logged = sorted(change.claim_id for change in store.changes_since(0))
    _expect(logged == sorted(claim.id for claim in claims), "a claim lacks its change")
    return State(claims=claims, versions=versions)


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise AssertionError(otherwise)


if __name__ == "__main__":
    main()
