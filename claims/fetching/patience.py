"""pause_before(): how long to wait before a server that is busy is asked again."""

from __future__ import annotations

import time

from urllib3 import Retry
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

_BUSY = (429, 502, 503, 504)
_FIRST = 0.5  # seconds; each further wait is twice as long


def pause_before(response: BaseHTTPResponse, tried: int, deadline: float) -> float | None:
    """Seconds, as many as the server asks for where it does; None for an answer that stands, or
    where the wait would not end before the monotonic clock is at `deadline`."""
    if response.status not in _BUSY:
        return None
    pause = asked_for(response)
    if pause is None:
        pause = _FIRST * 2 ** (tried - 1)
    return pause if time.monotonic() + pause < deadline else None


def asked_for(response: BaseHTTPResponse) -> float | None:
    """The seconds of `Retry-After`, which may be a date; None where it has none."""
    try:
        return Retry().get_retry_after(response)
    except (HTTPError, OverflowError, ValueError):
        return None  # no number and no date
