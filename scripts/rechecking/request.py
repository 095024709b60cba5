"""Request: what one run is asked to do."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from claims.sources.files import STANDARD_INPUT
from claims.sources.folders import Shut, walk
from claims.sources.texts import Columns, TextFormat
from scripts.rechecking.chunks import MOST_CHARACTERS
from scripts.rechecking.sieve import Sieve


def rejects_of(output: Path) -> Path:
    """Where a run with this output lists what could not be read."""
    return output.with_name(output.name + ".rejects.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """`state` is the folder kept for the next run, None for none; `service` a URL, or None.

    `whole` keeps nothing of the run before but its basis: it costs all, and writes the same. What
    a killed run has to do again is a chunk of about `chunk_characters`. `beside` are files written
    beside the output. `allow_gone` says that nearly all documents of the run before may be missing.
    """

    inputs: tuple[str, ...]
    output: Path
    state: Path | None = None
    columns: Columns = field(default_factory=Columns)
    form: TextFormat | None = None
    limit: int = 5
    sieve: Sieve = field(default_factory=Sieve)
    service: str | None = None
    whole: bool = False
    allow_gone: bool = False
    chunk_characters: int = MOST_CHARACTERS
    beside: tuple[Path, ...] = ()

    @property
    def folder(self) -> Path:
        """Where the run's parts are kept."""
        return self.state or self.output.with_name(self.output.name + ".recheck")

    @property
    def rejects(self) -> Path:
        """Where it is listed what could not be read."""
        return rejects_of(self.output)

    @property
    def own(self) -> frozenset[str]:
        """The real paths of all that a run writes, which is no part of an archive."""
        written = (self.output, self.rejects, self.folder, *self.beside)
        return frozenset(map(os.path.realpath, written))

    def files(self) -> Iterator[Path]:
        """The files of the inputs, in no order; standard input is none."""
        yield from (one for one in self._found() if isinstance(one, Path))

    def _found(self) -> Iterator[Path | Shut]:
        for name in self.inputs:
            path = Path(name)
            if name != STANDARD_INPUT:
                yield from walk(path, but=self.own) if os.path.isdir(path) else [path]

    def filled(self) -> tuple[str, ...]:
        """The folders among the inputs that have a file in them, by their whole paths."""
        folders = (Path(os.path.abspath(name)) for name in self.inputs if name != STANDARD_INPUT)
        return tuple(
            str(folder)
            for folder in folders
            if folder.is_dir() and any(isinstance(one, Path) for one in walk(folder, but=self.own))
        )

    def size(self) -> int | None:
        """Bytes of all inputs; None where they cannot be told."""
        if STANDARD_INPUT in self.inputs:
            return None
        return sum(path.stat().st_size for path in self.files() if path.exists())

    def stamp(self) -> str | None:
        """A digest of everything asked, of the files' names, sizes and times, and of what is none;
        None where an input has to be read to be known."""
        if STANDARD_INPUT in self.inputs:
            return None
        found = list(self._found())
        paths = sorted(one for one in found if isinstance(one, Path))
        files = [(str(path), *_seen(path)) for path in paths if path.exists()]
        shut = sorted((str(one.path), one.reason) for one in found if isinstance(one, Shut))
        asked = (self.inputs, asdict(self.columns), self.form, self.limit, asdict(self.sieve))
        said = json.dumps(
            [*asked, self.service, self.whole, str(self.output.absolute()), files, shut],
            default=str,
        )
        return hashlib.sha256(said.encode()).hexdigest()


def _seen(path: Path) -> tuple[int, int, int]:
    """Size and times; a time of change too, since whoever exports articles may set the other one
    to the day of publication, and a correction may be as long as the mistake."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns
