"""RecheckError: why a re-check stopped, in a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile

_DAMAGE = (OSError, EOFError, BadZipFile, ValueError, TypeError, AttributeError, KeyError)


class RecheckError(Exception):
    """A re-check cannot go on; what was done is kept, and the same command goes on from there."""


@contextmanager
def reading_state(path: Path) -> Iterator[None]:
    """Whatever keeps a file of the state from being read is a RecheckError."""
    try:
        yield
    except _DAMAGE as error:
        why = getattr(error, "strerror", None) or error
        raise RecheckError(
            f"{path} is damaged ({why}): give --state another folder, or remove that one to begin "
            "anew"
        ) from error
