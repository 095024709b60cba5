"""check_paths(): no file that a run writes is one that it reads, or another that it writes.

make_folders(): each can be written, as is known before the work.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path

import click

from claims.sources.files import STANDARD_INPUT
from scripts.rechecking.errors import RecheckError
from scripts.rechecking.generation import newest
from scripts.rechecking.request import Request


def check_paths(request: Request, others: Mapping[str, Path]) -> None:
    """Raises click.UsageError. `others` are files written beside the output, by their option."""
    written = {
        "--output": request.output,
        "the list of rejects": request.rejects,
        "--state": request.folder,
        **others,
    }
    known = newest(request.folder) is not None  # then a run before may have written them
    read = [Path(name) for name in request.inputs if name != STANDARD_INPUT]
    if request.output.exists() and not request.output.is_file():
        for option in others.keys() & {"--report", "--sample"}:
            raise click.UsageError(
                f"{option} reads the output again, and --output {request.output} is no file"
            )
    for (name, path), (other, same) in combinations(written.items(), 2):
        if _same(path, same):
            raise click.UsageError(f"{name} and {other} are both {same}: give another name")
    for name, path in written.items():
        _check_open(name, path)
        for source in read:
            if _same(path, source):
                raise click.UsageError(f"{name} {path} is an input: it would be overwritten")
            if path.is_file() and not known and source.is_dir() and _reads(source, path):
                raise click.UsageError(
                    f"{name} {path} is there already, in {source}, and may be one of its documents:"
                    " put it elsewhere, or remove it"
                )


def make_folders(paths: Iterable[Path]) -> None:
    """Make the folders of files that are to be written; raises RecheckError where one cannot be."""
    for path in paths:
        folder = Path(os.path.realpath(path)).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RecheckError(f"{path} cannot be written: {folder}: {error.strerror}") from error
        if not os.access(folder, os.W_OK):
            raise RecheckError(f"{path} cannot be written: nothing may be written in {folder}")


def _same(path: Path, other: Path) -> bool:
    if os.path.realpath(path) == os.path.realpath(other):
        return True
    return path.exists() and other.exists() and path.samefile(other)


def _check_open(name: str, path: Path) -> None:
    if _goes(0, path):
        raise click.UsageError(f"{name} {path} is standard input: it would be overwritten")
    if _goes(1, path) or _goes(2, path):
        raise click.UsageError(
            f"{name} {path} is the file that is printed to: it would be overwritten"
        )


def _goes(descriptor: int, path: Path) -> bool:
    """Whether what is open under a number, as standard output is under 1, is that very file."""
    try:
        return path.is_file() and os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:  # closed
        return False


def _reads(folder: Path, path: Path) -> bool:
    """Whether it lies in a folder of an archive where that is read."""
    real, inside = Path(os.path.realpath(folder)), Path(os.path.realpath(path))
    if not inside.is_relative_to(real):
        return False
    return not any(part.startswith(".") for part in inside.relative_to(real).parts)
