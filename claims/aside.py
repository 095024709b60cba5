"""aside(): a file written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """A path to write to, which takes the place of what is at `path`, or of what a link there
    points to, once all is written. Raises OSError, which names that file.

    What is no file, such as a device or a pipe, is written to as it is: nothing takes its place.
    """
    beside = path
    try:
        if path.exists() and not path.is_file():
            yield path
            return
        whole = Path(os.path.realpath(path))
        beside = whole.with_name(f".{whole.name}-{os.getpid()}")
        try:
            yield beside
            beside.replace(whole)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        if error.filename in (None, str(beside)):  # a full disk names none
            error.filename = str(path)
        raise
