"""Reader: pages are read in a process of their own, which hostile ones cannot outstay."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import weakref

from claims.page import Page, Run
from service.errors import UnreadablePage

_MEMORY_BYTES = 4 << 30
_START_SECONDS = 60  # loading the libraries


class Reader:
    """One process, started with the first page and replaced after a failure. One page at a time."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def read(self, html: str) -> Page:
        """The main text of a page; raises UnreadablePage."""
        with self._lock:
            process = self._started()
            answer = _ask(process, html, self._seconds)
            if answer is None:
                self.close()
                raise UnreadablePage(
                    f"it took more than {self._seconds:g} seconds or broke the reader: send its "
                    "text, or a smaller part of it"
                )
        runs = [Run(*run) for run in answer[1]]
        return Page(answer[0], tuple(runs))

    def close(self) -> None:
        """Stop the process; the next page starts another."""
        process, self._process = self._process, None
        if process is not None:
            _stop(process)

    def _started(self) -> subprocess.Popen[str]:
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 - this very module
                [sys.executable, "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # what it says there may quote a page
                text=True,
                encoding="utf-8",
            )
            weakref.finalize(self, _stop, self._process)
            _ask(self._process, "", _START_SECONDS)
        return self._process


def _stop(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


_Answer = tuple[str, list[tuple[int, int, int, int]]]


def _ask(process: subprocess.Popen[str], html: str, seconds: float) -> _Answer | None:
    if process.stdin is None or process.stdout is None:
        return None
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    try:
        process.stdin.write(json.dumps(html) + "\n")
        process.stdin.flush()
        answer: _Answer = json.loads(process.stdout.readline())
    except (OSError, ValueError):
        return None
    finally:
        timer.cancel()
    return answer


def main() -> None:
    """Answer pages, a line each, until nobody asks any more."""
    import resource

    from claims.page import read_page

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    for line in sys.stdin:
        page = read_page(json.loads(line))
        runs = [(run.start, run.node, run.at, run.length) for run in page.runs]
        sys.stdout.write(json.dumps((page.text, runs)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
