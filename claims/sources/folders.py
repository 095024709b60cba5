"""walk(): the files of a folder by name, and what in it cannot be read."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from claims.errors import SourceError
from claims.sources.files import printable


@dataclass(frozen=True, slots=True, kw_only=True)
class Shut:
    """What lies in a folder and is none of its files, and why."""

    path: Path
    reason: str


def walk(folder: Path, *, but: Collection[str] = ()) -> Iterator[Path | Shut]:
    """Everything that is not hidden, folders gone through where their names stand.

    `but` are real paths that are passed over, with what lies below them. Links to files are files;
    links to folders are not followed, for they may lead in circles or out of the archive. Raises
    SourceError where the folder itself cannot be read.
    """
    try:
        waiting = _entries(folder, but)
    except OSError as error:
        raise SourceError(f"{printable(str(folder))} cannot be read: {error.strerror}") from error
    while waiting:
        entry = waiting.pop()
        path = Path(entry.path)
        try:
            if entry.is_dir(follow_symlinks=False):
                waiting += _entries(path, but)
            elif entry.is_file():
                yield path
            else:
                yield Shut(path=path, reason=_why(entry))
        except OSError as error:
            yield Shut(path=path, reason=f"it cannot be read: {error.strerror}")


def _entries(folder: Path, but: Collection[str]) -> list[os.DirEntry[str]]:
    """What is not hidden, the first by name last."""
    names = {os.path.basename(path) for path in but}  # few, so that few paths are followed
    with os.scandir(folder) as found:
        seen = [
            entry
            for entry in found
            if not entry.name.startswith(".")
            and not (entry.name in names and os.path.realpath(entry.path) in but)
        ]
    return sorted(seen, key=lambda entry: entry.name, reverse=True)


def _why(entry: os.DirEntry[str]) -> str:
    if entry.is_dir():
        return "a link to a folder is not followed: name that folder beside this one"
    return "a link to nothing" if entry.is_symlink() else "neither a file nor a folder"
