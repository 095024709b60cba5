"""Part: the finished rows of one chunk on the disk, with what a later run needs to go on from them.

A folder that is written aside and renamed; its marks tell whether it is whole.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.publish import flush
from index.recheck_columns import sentence_schema
from index.stance import Reading
from scripts.rechecking.errors import reading_state
from scripts.rechecking.relations import Read

if TYPE_CHECKING:
    import pyarrow

_MARKS = "marks.json"
_FILES = (
    "rows.arrow",
    "documents.npz",
    "vectors.npy",
    "near.npy",
    "changes.jsonl",
    "rejects.jsonl",
)
OWN_COLUMNS = ("vector", "least", "read")  # of rows, which are in no output
_EARLY = ThreadPoolExecutor(1, thread_name_prefix="flush")
Near = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Documents:
    """Of each document: 16 bytes of its id and of all of it, its first row, and how many."""

    ids: NDArray[np.void]
    digests: NDArray[np.void]
    starts: NDArray[np.int32]
    counts: NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Filled:
    """What a part holds. `rows` has the columns of `row_schema`; `near` the nearest claims by row
    of the snapshot, -1 where there are fewer, as long as `vectors`."""

    rows: pyarrow.Table
    documents: Documents
    vectors: Vectors
    near: Near
    changes: str
    rejects: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSummary:
    """Counts of one part, for the run's report."""

    documents: int
    rejected: int
    sentences: int
    encoded: int
    matched_anew: int


def row_schema() -> pyarrow.Schema:
    """The columns of the output, and: `vector`, the place of the row's vector in the part (-1 for
    none); `least`, the cosine of its last nearest claim (-2 where there are fewer); `read`, what
    was read of it beside claims."""
    import pyarrow as pa

    types = pa.int32(), pa.float32(), pa.list_(read_type())
    return pa.schema([*sentence_schema(), *map(pa.field, OWN_COLUMNS, types)])


def read_type() -> pyarrow.DataType:
    """Of what is kept of one reading: the claim's number, and both log-odds."""
    import pyarrow as pa

    return pa.struct([("claim", pa.int64()), ("affirms", pa.float64()), ("meets", pa.float64())])


def reads_of(column: pyarrow.ChunkedArray) -> list[tuple[Read, ...]]:
    """What was read, by row; nothing where nothing was."""
    return [
        tuple(Read(one["claim"], Reading(one["affirms"], one["meets"])) for one in row or ())
        for row in column.to_pylist()
    ]


def read_column(read: Iterable[Sequence[Read]]) -> pyarrow.Array:
    """What `reads_of` reads."""
    import pyarrow as pa

    rows = [[{"claim": one.claim, **asdict(one.reading)} for one in some] or None for some in read]
    return pa.array(rows, pa.list_(read_type()))


class Part:
    """A part that was written; opened without reading it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def rows(self) -> pyarrow.Table:
        """The rows, mapped."""
        import pyarrow as pa

        path = self.folder / "rows.arrow"
        with reading_state(path):
            self._check(path)
            with pa.memory_map(str(path)) as source:
                return pa.ipc.open_file(source).read_all()

    @cached_property
    def documents(self) -> Documents:
        """The documents."""
        path = self.folder / "documents.npz"
        with reading_state(path), np.load(path, allow_pickle=False) as found:
            return Documents(**{name: found[name] for name in Documents.__slots__})

    @cached_property
    def vectors(self) -> Vectors:
        """The vectors, mapped."""
        return self._mapped("vectors.npy")

    @cached_property
    def near(self) -> Near:
        """The nearest claims of each vector, mapped."""
        return self._mapped("near.npy")

    def _mapped(self, name: str) -> NDArray[Any]:
        with reading_state(self.folder / name):
            self._check(self.folder / name)
            return np.asarray(np.load(self.folder / name, mmap_mode="r"))

    def _check(self, path: Path) -> None:
        """Raises ValueError where a file is not as it was written, which its form may not show."""
        if self._marks["files"][path.name] != _mark(path):
            raise ValueError("it is not as it was written")

    @cached_property
    def _marks(self) -> dict[str, Any]:
        with reading_state(self.folder / _MARKS):
            marks: dict[str, Any] = json.loads((self.folder / _MARKS).read_text())
            return marks

    @cached_property
    def summary(self) -> PartSummary:
        """Its counts."""
        with reading_state(self.folder / _MARKS):
            return PartSummary(**self._marks["summary"])

    def whole(self, digest: str) -> bool:
        """True where it is the part of that chunk, and every byte is as it was written."""
        try:
            marks = json.loads((self.folder / _MARKS).read_text())
            found = {name: _mark(self.folder / name) for name in _FILES}
        except (OSError, ValueError):
            return False
        return bool(marks.get("digest") == digest and marks.get("files") == found)


def write_part(folder: Path, digest: str, filled: Filled, summary: PartSummary) -> Part:
    """Write a part in place of whatever was there; raises OSError, and then nothing is there."""
    import pyarrow as pa

    beside = folder.with_name(f".{folder.name}-{os.getpid()}")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        with pa.OSFile(str(beside / "rows.arrow"), "wb") as sink:
            with pa.ipc.new_file(sink, row_schema()) as writer:
                writer.write_table(filled.rows)
        named = {name: getattr(filled.documents, name) for name in Documents.__slots__}
        np.savez(beside / "documents.npz", **named)
        np.save(beside / "vectors.npy", filled.vectors)
        np.save(beside / "near.npy", filled.near)
        (beside / "changes.jsonl").write_text(filled.changes, encoding="utf-8")
        (beside / "rejects.jsonl").write_text(filled.rejects, encoding="utf-8")
        counts = {name: getattr(summary, name) for name in PartSummary.__slots__}
        files = {name: _mark(beside / name) for name in _FILES}
        marks = {"digest": digest, "files": files, "summary": counts}
        (beside / _MARKS).write_text(json.dumps(marks))
        shutil.rmtree(folder, ignore_errors=True)
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    _EARLY.submit(_flush, folder)
    return Part(folder)


def _flush(folder: Path) -> None:
    """Begin to write to the disk what a run waits for in the end anyway."""
    with suppress(OSError):  # begun anew meanwhile
        for name in (*_FILES, _MARKS):
            flush(folder / name)


def _mark(path: Path) -> list[int]:
    content = path.read_bytes()
    return [len(content), zlib.crc32(content)]
