"""Callers' sockets: nobody is waited for without end, nor by the thread that serves all others."""

from __future__ import annotations

import errno
import socket
import struct
import time
from contextlib import suppress
from typing import Any

_PARTING_SECONDS = 2.0
_MOST_PARTING_BYTES = 1 << 16


class Caller(socket.socket):
    """A caller's socket. One who moves no byte for so many seconds has left.

    The kernel counts them, for each call: a slow caller may take as long as it likes.
    """

    @classmethod
    def of(cls, taken: socket.socket, silence: float) -> Caller:
        """The same connection; `taken` is of no use afterwards."""
        caller = cls(fileno=taken.detach())
        limit = struct.pack("ll", int(silence), int(silence % 1 * 1_000_000))
        caller.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
        caller.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)
        return caller

    def recv(self, *how: Any) -> bytes:
        """What was sent; nothing of a silent caller, as of one who closed."""
        try:
            return super().recv(*how)
        except BlockingIOError:
            return b""

    def sendall(self, *what: Any) -> None:
        """Send all, or raise what a caller who left raises."""
        try:
            super().sendall(*what)
        except BlockingIOError:
            raise ConnectionResetError(errno.ECONNRESET, "the caller reads nothing") from None

    def part(self) -> None:
        """Say that nothing follows, give the caller a moment to read it and to close, and close.

        gunicorn does so in its one main thread, for one after the other; it finds it done.
        """
        with suppress(OSError):
            self.shutdown(socket.SHUT_WR)
            self._wait_for_the_end()
        self.close()

    def setblocking(self, flag: bool) -> None:
        """As ever; of no consequence once closed."""
        if self.fileno() >= 0:
            super().setblocking(flag)

    def _wait_for_the_end(self) -> None:
        until, left = time.monotonic() + _PARTING_SECONDS, _MOST_PARTING_BYTES
        while left > 0 and (seconds := until - time.monotonic()) > 0:
            self.settimeout(seconds)
            read = len(super().recv(4096))
            left -= read or left
