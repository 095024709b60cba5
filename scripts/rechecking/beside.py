"""Beside: more processes on this machine that make parts of a run.

A process matches on one processor. A first run encodes most of the time, on all of them; one that
keeps most rows of the run before hardly encodes, and all processors but one would idle.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

from index.models.runtime import processors
from scripts.rechecking.chunks import Chunk
from scripts.rechecking.desk import Plan
from scripts.rechecking.generation import Generation
from scripts.rechecking.part import PartSummary
from service.config import CHECKOUT

_MANY = 80_000  # sentences of the run before: with fewer this one is over before a process pays
_MOST = 7  # processes; each has a snapshot and an encoder open
_WAITING = 2  # chunks that each has before it

Done = Callable[[PartSummary], object]


def worth(previous: Generation | None, keeps: bool) -> int:
    """How many processes pay beside the caller's in a run after this one, which keeps its rows."""
    if previous is None or not keeps or previous.about.service or previous.about.sentences < _MANY:
        return 0
    return min(processors() - 1, _MOST)


class Beside:
    """Takes chunks of the run that was begun; its processes start up before that."""

    def __init__(self, processes: int) -> None:
        self.processes = processes
        self._threads = ThreadPoolExecutor(max(1, processes), thread_name_prefix="beside")
        self._started = [_Helper() for _ in range(processes)]
        self._idle = deque(self._started)
        self._plan: Plan | None = None
        self._done: Done = _nobody
        self._waiting: list[tuple[Chunk, Future[PartSummary]]] = []

    def __enter__(self) -> Beside:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for helper in list(self._started):
            helper.end()  # so that nobody waits for an answer
        self._threads.shutdown()
        for helper in self._started:
            helper.end()  # one that was just starting

    def begin(self, plan: Plan, done: Done) -> None:
        """Chunks are those of this plan; `done` is told of each part in the caller's thread."""
        self._plan, self._done = plan, done

    def takes(self, chunk: Chunk) -> bool:
        """Whether another process makes the part of this chunk. Raises what a process raised."""
        self._tell()
        if self._plan is None or len(self._waiting) >= _WAITING * self.processes:
            return False
        self._waiting.append((chunk, self._threads.submit(self._ask, self._plan, chunk)))
        return True

    def left(self) -> Iterator[Chunk]:
        """Wait for all parts; the chunks of processes that died. Raises what a process raised."""
        for chunk, future in self._waiting:
            try:
                self._done(future.result())
            except _Died:
                yield chunk

    def _tell(self) -> None:
        """Of the parts that are finished. The chunks of processes that died stay, and keep others
        from taking their place for ever."""
        for pair in [pair for pair in self._waiting if pair[1].done()]:
            if not isinstance(pair[1].exception(), _Died):
                self._waiting.remove(pair)
                self._done(pair[1].result())

    def _ask(self, plan: Plan, chunk: Chunk) -> PartSummary:
        try:
            helper = self._idle.pop()
        except IndexError:  # one has died
            helper = _Helper()
            self._started.append(helper)
        summary = helper.process(plan, chunk)
        self._idle.append(helper)
        return summary


def _nobody(_: PartSummary) -> None:
    """Is told."""


class _Died(Exception):
    """A process ended before it answered."""


class _Helper:
    """A process of `scripts.rechecking.helper`; not of multiprocessing, whose children run the
    caller's program again, and outlive it where it is killed."""

    def __init__(self) -> None:
        self._planned = False
        paths = os.pathsep.join([str(CHECKOUT), *filter(None, sys.path)])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "scripts.rechecking.helper"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
        )

    def process(self, plan: Plan, chunk: Chunk) -> PartSummary:
        """The part's summary; raises what was raised, and _Died."""
        if not self._planned:
            self._send(plan)
            self._planned = True
        self._send(chunk)
        assert self._process.stdout is not None  # noqa: S101 - opened as a pipe
        try:
            answer: PartSummary | Exception = pickle.load(self._process.stdout)  # noqa: S301
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            raise _Died from None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def end(self) -> None:
        """At once; what it was at is left undone."""
        self._process.kill()
        with suppress(OSError), self._process:
            pass  # closes the pipes and waits

    def _send(self, what: Plan | Chunk) -> None:
        assert self._process.stdin is not None  # noqa: S101 - opened as a pipe
        try:
            pickle.dump(what, self._process.stdin)
            self._process.stdin.flush()
        except OSError:
            raise _Died from None
