"""Worker: gunicorn's, but what HTTP itself refuses is a problem document too."""

from __future__ import annotations

import json
import re
import socket
from typing import Any

from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from service.callers import Caller
from service.errors import PROBLEM_TYPE, http_problem

_STATUS_LINE = re.compile(rb"HTTP/1\.1 (\d{3}) ")


class Worker(ThreadWorker):  # type: ignore[misc]
    """Threads; requests that are no HTTP never reach the application."""

    silence_seconds = 60.0  # as proxies have it: between two reads or two writes

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
