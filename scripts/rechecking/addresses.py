"""is_web_address(): whether something can be asked or told there; cause(): why it could not.

What is secret in an address, such as a key in its path, is in no message.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from urllib3.exceptions import HTTPError, MaxRetryError


def is_web_address(address: str) -> bool:
    """Of http or https, with a host, and without a name and a password, which nobody would send."""
    try:
        parts = urlsplit(address)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        )
    except ValueError:
        return False


def cause(error: HTTPError) -> str:
    """What went wrong, without the address that most of urllib3's errors name."""
    reason = error.reason if isinstance(error, MaxRetryError) else None
    return str(reason) if reason else type(error).__name__
