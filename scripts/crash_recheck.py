"""crash_test.py recheck: a re-check killed at random moments ends with the same output."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from claims.demo_set import load_demo
from claims.errors import ClaimsError
from claims.store import ClaimStore
from index.build import build_snapshot
from index.encoders import open_encoder
from index.errors import MatchingError

_RUN = """
import sys
from pathlib import Path
from claims.sources.texts import Columns
from scripts.rechecking.request import Request
from scripts.rechecking.run import rechecked
from service.config import Settings
data, source, output, state = map(Path, sys.argv[1:])
request = Request(inputs=(str(source),), output=output, state=state, columns=Columns(id="id"),
                  chunk_characters=4000)
print("ready", flush=True)
with rechecked(request, Settings(data=data, encoder="hashing")) as recheck:
    pass
print("done", flush=True)
"""


@click.command("recheck")
@click.option("--moments", default=20, show_default=True, type=click.IntRange(1))
@click.option("--documents", default=3_000, show_default=True, type=click.IntRange(10))
@click.option("--seed", default=7, show_default=True)
def crash_recheck(moments: int, documents: int, seed: int) -> None:
    """Kill a re-check at random moments, start it again each time, and compare its output."""
    with TemporaryDirectory(prefix="priorcheck-crash-") as folder:
        try:
            parts = kill_rechecks(Path(folder), moments, documents, seed)
        except (ClaimsError, MatchingError, AssertionError) as error:
            click.echo(f"crash_test: {error}", err=True)
            sys.exit(1)
    click.echo(told_kills(parts, moments, "parts done"))
    click.echo("the output of both runs, first and incremental, is that of undisturbed ones")


def told_kills(found: list[int], moments: int, what: str) -> str:
    """How many runs were killed before they were done, and how far those were, in order."""
    spread = f", with {found[0]} to {found[-1]} {what}" if found else ""
    return f"killed {len(found)} of {moments} runs before they were done{spread}"


def kill_rechecks(folder: Path, moments: int, documents: int, seed: int) -> list[int]:
    """How many parts were done of each run that was killed before it was; raises AssertionError
    where the output differs.

    Half of the kills meet a first run, half one that goes on from a state as claims and documents
    have changed.
    """
    chance = random.Random(seed)  # noqa: S311
    source = folder / "archive.jsonl"
    found: list[int] = []
    texts: list[str] = []
    for stage in ("first", "incremental"):
        _publish(folder, without=20 if stage == "first" else 10)
        with ClaimStore.open(folder / "store.sqlite") as store:
            texts = texts or [claim.text for claim in store.claims()]
        _write(source, documents, stage, texts)
        seconds = _undisturbed(folder, source)
        for _ in range(moments // 2 if stage == "first" else moments - moments // 2):
            if _start(folder, source, "killed", chance.uniform(0.3, 0.35 + seconds / 3)):
                found.append(len(list((folder / "killed" / "run").glob("part-*"))))
        _start(folder, source, "killed", None)
        same = _digest(folder / "killed.jsonl") == _digest(folder / "whole.jsonl")
        if not same:
            raise AssertionError(f"the {stage} run wrote something else than an undisturbed one")
    return sorted(found)


def _publish(folder: Path, without: int) -> None:
    """A snapshot of the demo claims but for some."""
    (folder / "store.sqlite").unlink(missing_ok=True)
    encoder = open_encoder("hashing", cache=folder)
    with ClaimStore.open(folder / "store.sqlite") as store:
        load_demo(store)
        for claim in list(store.claims())[:without]:
            store.withdraw(claim.id, "a test")
        build_snapshot(store, encoder, folder / "data" / "snapshots", fitted=folder / "fitted")


def _write(source: Path, documents: int, stage: str, texts: list[str]) -> None:
    """Documents of a few claims each; every fiftieth is another one in another stage."""
    with source.open("w", encoding="utf-8") as file:
        for number in range(documents):
            chance = random.Random(number if number % 50 else f"{number} {stage}")  # noqa: S311
            said = f"In year {number} they wrote: " + " ".join(chance.choices(texts, k=3))
            file.write(json.dumps({"id": number, "text": said}) + "\n")


def _undisturbed(folder: Path, source: Path) -> float:
    started = time.perf_counter()
    _start(folder, source, "whole", None)
    return time.perf_counter() - started


def _start(folder: Path, source: Path, name: str, kill_after: float | None) -> bool:
    """Whether it was killed before it was done."""
    paths = [folder / "data", source, folder / f"{name}.jsonl", folder / name]
    command = [sys.executable, "-c", _RUN, *map(str, paths)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603
    assert process.stdout  # noqa: S101
    process.stdout.readline()
    killed = False
    if kill_after is not None:
        time.sleep(kill_after)
        killed = process.poll() is None
        process.kill()
    said, _ = process.communicate()
    if kill_after is None and process.returncode:
        raise AssertionError("a run that was not killed failed")
    return killed


def _digest(path: Path) -> str:
    return hashlib.sha256("\n".join(sorted(path.read_text().splitlines())).encode()).hexdigest()
