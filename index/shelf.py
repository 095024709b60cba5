"""Shelf: the claims of a snapshot, read by row or by id, as they were when it was built.

A claim that is part of a cluster has a row of its own; `shown` puts clusters together.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from claims.merges import Merge
from claims.model import Claim
from claims.store_rows import as_cluster
from index.errors import SnapshotDamaged
from index.marks import Marks

_CLAIM: TypeAdapter[Claim] = TypeAdapter(Claim)
_MERGE: TypeAdapter[Merge] = TypeAdapter(Merge)
_ROWS = 1_000  # that are read at once where all are
_SCHEMA = (
    "CREATE TABLE claim (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, json BLOB NOT NULL)"
)
_MERGED = (
    "CREATE TABLE merged (row INTEGER PRIMARY KEY, head INTEGER NOT NULL, place INTEGER NOT NULL, "
    "json BLOB NOT NULL)"
)


def write_shelf(path: Path, claims: Iterable[Claim]) -> int:
    """Write claims in row order; returns their number. Raises OSError when the disk is full."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute(_SCHEMA)
        rows = ((row, claim.id, _CLAIM.dump_json(claim)) for row, claim in enumerate(claims))
        connection.executemany("INSERT INTO claim VALUES (?, ?, ?)", rows)
        connection.commit()
        return int(connection.execute("SELECT count(*) FROM claim").fetchone()[0])
    except sqlite3.OperationalError as error:
        raise OSError(f"{path.name} could not be written: {error}") from error
    finally:
        connection.close()


def write_merges(path: Path, merges: Iterable[Merge]) -> int:
    """Add the live merges to a shelf; returns how many claims are shown under another.

    A cluster whose head is not on the shelf is shown under the first of those that are.
    """
    connection = sqlite3.connect(path)
    try:
        connection.execute(_MERGED)
        rows = dict(connection.execute("SELECT id, row FROM claim"))
        heads = {merge.into: rows[merge.into] for merge in merges if merge.into in rows}
        kept = []
        for place, merge in enumerate(merge for merge in merges if merge.claim_id in rows):
            row = rows[merge.claim_id]
            head = heads.setdefault(merge.into, row)
            if head != row:
                kept.append((row, head, place, _MERGE.dump_json(merge)))
        connection.executemany("INSERT INTO merged VALUES (?, ?, ?, ?)", kept)
        connection.execute("CREATE INDEX merged_head ON merged (head)")
        connection.commit()
        return len(kept)
    except sqlite3.OperationalError as error:
        raise OSError(f"{path.name} could not be written: {error}") from error
    finally:
        connection.close()


class Shelf:
    """Read-only; for many threads, on one connection that outlives the name of its file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # since Python 3.12 two threads that ask the same at once may share one statement
        self._lock = threading.Lock()
        self._connection = _connect(path)
        # whoever reads last does not know it; not while the program ends, when threads run on
        weakref.finalize(self, self._connection.close).atexit = False

    def __len__(self) -> int:
        """The number of claims."""
        try:
            return int(self._fetched("SELECT count(*) FROM claim")[0][0])
        except sqlite3.DatabaseError as error:
            raise SnapshotDamaged(f"{self._path.name} is not readable: {error}") from error

    def heads(self) -> NDArray[np.int64]:
        """The row that each row is shown under: its own but in clusters."""
        heads = np.arange(len(self), dtype=np.int64)
        for row, head, _ in self._merges():
            heads[row] = head
        return heads

    def row(self, claim_id: str) -> int | None:
        """The row of a claim, or None."""
        found = self._fetched("SELECT row FROM claim WHERE id = ?", claim_id)
        return int(found[0][0]) if found else None

    def shown(self, head: int) -> Claim:
        """The claim of a head's row, with those that are shown under it."""
        (claim,) = self.by_rows([head])
        if not self._has_merges():
            return claim
        query = "SELECT row, json FROM merged WHERE head = ? ORDER BY place"
        found = self._fetched(query, head)
        if not found:
            return claim
        others = self.by_rows(row for row, _ in found)
        merges = (_MERGE.validate_json(text) for _, text in found)
        return as_cluster(claim, list(zip(others, merges, strict=True)))

    def by_rows(self, rows: Iterable[int]) -> list[Claim]:
        """The claims of these rows, in this order."""
        query = "SELECT json FROM claim WHERE row = ?"
        found = [self._fetched(query, int(row)) for row in rows]
        return [_read(text) for ((text,),) in found]

    def __iter__(self) -> Iterator[Claim]:
        """All claims in row order."""
        for _, text in self._written():
            yield _read(text)

    def marks(self) -> Marks:
        """Ids as numbers, and 128 bits of a hash of each claim as it is written, by row.

        A claim of a cluster changes with whatever else is shown with it.
        """
        pairs = [
            (int(name[1:], 16), hashlib.sha256(text).digest()[:16])
            for name, text in self._written()
        ]
        ids = np.array([name for name, _ in pairs], dtype=np.uint64)
        digests = [digest for _, digest in pairs]
        clusters: dict[int, list[tuple[int, bytes]]] = {}
        for row, head, text in self._merges():
            clusters.setdefault(head, []).append((row, text))
        for head, others in clusters.items():
            members = [head, *(row for row, _ in others)]
            told = [*(digests[row] for row in members), *(text for _, text in others)]
            whole = hashlib.sha256(b"".join(told)).digest()[:16]
            for row in members:
                digests[row] = whole
        return ids, np.frombuffer(b"".join(digests), dtype=np.uint64).reshape(-1, 2)

    def _merges(self) -> Iterator[tuple[int, int, bytes]]:
        """Row, head's row and merge of each claim that is shown under another."""
        if self._has_merges():
            yield from self._fetched("SELECT row, head, json FROM merged ORDER BY place")

    def _has_merges(self) -> bool:
        """False for the shelves of older programs."""
        query = "SELECT count(*) FROM sqlite_master WHERE name = 'merged'"
        return bool(self._fetched(query)[0][0])

    def _written(self) -> Iterator[tuple[str, bytes]]:
        """Id and text of each claim in row order, some at a time."""
        query = "SELECT id, json FROM claim WHERE row >= ? AND row < ? ORDER BY row"
        start = 0
        while found := self._fetched(query, start, start + _ROWS):
            yield from found
            start += _ROWS

    def _fetched(self, query: str, *asked: str | int) -> list[Any]:
        """All rows of an answer."""
        with self._lock:
            return self._connection.execute(query, asked).fetchall()


def _connect(path: Path) -> sqlite3.Connection:
    uri = path.resolve().as_uri() + "?mode=ro&immutable=1"
    try:
        return sqlite3.connect(uri, uri=True, check_same_thread=False)
    except sqlite3.OperationalError as error:
        raise SnapshotDamaged(f"{path.name} cannot be opened: {error}") from error


def _read(text: bytes) -> Claim:
    try:
        return _CLAIM.validate_json(text)
    except ValidationError as error:
        raise SnapshotDamaged("a claim of the snapshot is not readable") from error
