"""cut_at(): connections that are shut at one moment, whatever trickles in over them until then.

A timeout is of one read: who sends a header line before each of them ends keeps a request waiting
for as long as it likes.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Any

from urllib3 import HTTPConnectionPool
from urllib3.exceptions import HTTPError


class TooSlow(HTTPError):
    """The moment has come."""


@contextmanager
def cut_at(pool: HTTPConnectionPool, moment: float) -> Iterator[None]:
    """Shut the pool's connections, and let it make no more, once the monotonic clock is at `moment`
    and this is not left yet; raises TooSlow then."""
    made: list[Any] = []
    kind: Any = pool.ConnectionCls

    def make(**given: Any) -> Any:
        if time.monotonic() > moment:
            raise TooSlow
        made.append(kind(**given))
        return made[-1]

    def shut() -> None:
        for connection in made:
            if connection.sock is not None:
                with suppress(OSError):  # it is shut already
                    connection.sock.shutdown(socket.SHUT_RDWR)

    pool.ConnectionCls = make  # type: ignore[assignment]
    timer = Timer(max(0.0, moment - time.monotonic()), shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except HTTPError as error:
        if time.monotonic() > moment:
            raise TooSlow from error
        raise
    else:
        if time.monotonic() > moment:  # headers that are cut off pass for whole ones
            raise TooSlow
    finally:
        timer.cancel()
