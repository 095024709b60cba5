"""Callers' sockets: nobody is waited for without end."""

from __future__ import annotations

import errno
import socket
import struct
from typing import Any


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
