"""The process that a Beside starts: a plan and chunks come pickled, what became of each goes back.

It ends when its input does, in the midst of a chunk too: whoever asked is gone then, and a part of
that run must not turn up in the next one's folder.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from queue import SimpleQueue
from typing import BinaryIO

from scripts.rechecking.chunks import Chunk
from scripts.rechecking.desk import Plan, process
from scripts.rechecking.errors import RecheckError
from scripts.rechecking.part import PartSummary


def main() -> None:
    """Answer until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asked ends it
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever is printed is no answer
    plan: Plan = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process sent it
    chunks: SimpleQueue[Chunk] = SimpleQueue()
    threading.Thread(target=_read, args=(sys.stdin.buffer, chunks), daemon=True).start()
    try:
        while True:
            pickle.dump(_answer(plan, chunks.get()), answers)
            answers.flush()
    except BrokenPipeError:
        os._exit(0)  # nobody is left to read them


def _read(source: BinaryIO, chunks: SimpleQueue[Chunk]) -> None:
    try:
        while True:
            chunks.put(pickle.load(source))  # noqa: S301 - our own process sent it
    finally:
        os._exit(0)


def _answer(plan: Plan, chunk: Chunk) -> PartSummary | Exception:
    try:
        return process(plan, chunk)
    except Exception as error:
        try:
            pickle.loads(pickle.dumps(error))  # noqa: S301 - just made
        except Exception:
            return RecheckError(str(error))
        return error


if __name__ == "__main__":
    main()
