"""A scheduler and workers of Dask, each a process of its own on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.rechecking.errors import RecheckError
from service.config import CHECKOUT

_PATIENCE = 60
_QUIET = ("--host", "127.0.0.1", "--no-dashboard")


@dataclass(frozen=True, slots=True)
class LocalCluster:
    """The scheduler's address, and the processes, which a caller may kill."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: Sequence[subprocess.Popen[bytes]]


@contextmanager
def local_cluster(
    folder: Path, workers: int, processors: int | None = None
) -> Iterator[LocalCluster]:
    """Start them, and end them all; `processors` binds the n-th worker to the n-th of so many."""
    told = folder / "scheduler.json"
    scheduler = _start("scheduler", ("--port", "0", "--scheduler-file", str(told)), folder)
    started: list[subprocess.Popen[bytes]] = []
    try:
        deadline = time.monotonic() + _PATIENCE
        while not told.exists():
            if scheduler.poll() is not None or time.monotonic() > deadline:
                raise RecheckError("the scheduler did not start: is the cluster extra installed?")
            time.sleep(0.05)
        options = ("--scheduler-file", str(told), "--nthreads", "1", "--no-nanny")
        for number in range(workers):
            place = ("--local-directory", str(folder / f"worker{number}"))
            started.append(_start("worker", (*options, *place), folder, number, processors))
        yield LocalCluster(_address(told), scheduler, started)
    finally:
        for process in (*started, scheduler):
            process.kill()  # asked to end, a worker may wait for a scheduler that is gone
            process.wait(_PATIENCE)


def _start(
    kind: str,
    options: Sequence[str],
    folder: Path,
    number: int = 0,
    processors: int | None = None,
) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *_QUIET, *options]
    if processors:
        command = ["taskset", "-c", str(number % processors), *command]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    with (folder / f"{kind}{number}.log").open("wb") as log:
        return subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=CHECKOUT, env=environment, stdout=log, stderr=subprocess.STDOUT
        )


def _address(told: Path) -> str:

    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            return str(json.loads(told.read_text())["address"])
        except ValueError:
            if time.monotonic() > deadline:
                raise RecheckError(f"{told} stays empty") from None
            time.sleep(0.05)
