"""Worker: gunicorn's, but what HTTP itself refuses is a problem document too."""

from __future__ import annotations

import errno
import json
import re
import resource
import socket
import time
from contextlib import suppress
from typing import Any

from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from service.callers import Caller
from service.errors import PROBLEM_TYPE, http_problem

_MOST_FILES = 65_536
_PAUSE_SECONDS = 0.1
_TOLD_EVERY_SECONDS = 60.0
_STATUS_LINE = re.compile(rb"HTTP/1\.1 (\d{3}) ")


class Worker(ThreadWorker):  # type: ignore[misc]
    """Threads; requests that are no HTTP never reach the application."""

    silence_seconds = 60.0  # as proxies have it: between two reads or two writes
    _told = float("-inf")

    def accept(self, listener: Any) -> None:
        """Take a caller; where no more files may be open, let it wait until others have left."""
        try:
            super().accept(listener)
        except OSError as error:  # gunicorn would end, and with it all that is under way
            if error.errno not in (errno.EMFILE, errno.ENFILE):
                raise
            if time.monotonic() - self._told > _TOLD_EVERY_SECONDS:
                self.log.warning("callers wait, raise the limit of open files: %s", error.strerror)
                self._told = time.monotonic()
            time.sleep(_PAUSE_SECONDS)

    def handle(self, conn: Any) -> Any:
        """Let gunicorn answer, but no caller hold this thread, or the main one, for ever."""
        if not isinstance(conn.sock, Caller):
            conn.sock = Caller.of(conn.sock, self.silence_seconds)
        kept = super().handle(conn)
        if kept is False:
            conn.sock.part()
        return kept

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """Let gunicorn log and decide, then say it as the application does."""
        said = _Overheard()
        super().handle_error(req, said, addr, exc)
        found = _STATUS_LINE.match(said.sent)
        try:
            client.sendall(_answer(int(found[1])) if found else said.sent)
        except OSError:
            self.log.debug("Failed to send error message.")


def allow_files() -> None:
    """As many open files as the system lets this process have: 1,024, which is the usual limit, are
    fewer than the connections that a process takes and what it opens beside them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < most:
        with suppress(OSError, ValueError):  # a system may have limits that it does not tell
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


class _Overheard:
    """In place of the caller's socket."""

    def __init__(self) -> None:
        self.sent = b""

    def gettimeout(self) -> float:
        return 0.0

    def sendall(self, sent: bytes) -> None:
        self.sent += sent


def _answer(status: int) -> bytes:
    problem = http_problem(status)
    document = json.dumps(problem).encode()
    head = (
        f"HTTP/1.1 {status} {problem['title']}\r\nConnection: close\r\n"
        f"Content-Type: {PROBLEM_TYPE}\r\nContent-Length: {len(document)}\r\n\r\n"
    )
    return head.encode() + document
