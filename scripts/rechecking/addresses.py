"""is_web_address(), is_scheduler_address(): whether something can be asked or told there; cause():
why it could not.

What is secret in an address, such as a key in its path, is in no message.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from urllib3.exceptions import HTTPError, MaxRetryError

_SCHEDULER = re.compile(r"(?:(?:tcp|tls|ws|wss)://)?(?:\[[0-9a-fA-F:.]+\]|[^\s/:\[\]]+):\d{1,5}")


def is_web_address(address: str) -> bool:
    """Of http or https, with a host, and without a name and a password, which nobody would send."""
    try:
        parts = urlsplit(address)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        )
    except ValueError:
        return False


def is_scheduler_address(address: str) -> bool:
    """With host and port, by a protocol that Dask speaks; its client hangs where there is none."""
    return _SCHEDULER.fullmatch(address) is not None


def cause(error: HTTPError) -> str:
    """What went wrong, without the address that most of urllib3's errors name."""
    reason = error.reason if isinstance(error, MaxRetryError) else None
    return str(reason) if reason else type(error).__name__
