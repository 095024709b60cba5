"""Shelf: the claims of a snapshot, read by row or by id, as they were when it was built."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from claims.model import Claim
from index.errors import SnapshotDamaged

_CLAIM: TypeAdapter[Claim] = TypeAdapter(Claim)
_SCHEMA = (
    "CREATE TABLE claim (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, json BLOB NOT NULL)"
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


class Shelf:
    """Read-only; one connection a thread, opened when first used (also after a fork)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()

    def __len__(self) -> int:
        """The number of claims."""
        try:
            return int(self._connection().execute("SELECT count(*) FROM claim").fetchone()[0])
        except sqlite3.DatabaseError as error:
            raise SnapshotDamaged(f"{self._path.name} is not readable: {error}") from error

    def by_id(self, claim_id: str) -> Claim | None:
        """One claim, or None."""
        query = "SELECT json FROM claim WHERE id = ?"
        found = self._connection().execute(query, (claim_id,)).fetchone()
        return _read(found[0]) if found else None

    def by_rows(self, rows: Iterable[int]) -> list[Claim]:
        """The claims of these rows, in this order."""
        query = "SELECT json FROM claim WHERE row = ?"
        connection = self._connection()
        return [_read(connection.execute(query, (int(row),)).fetchone()[0]) for row in rows]

    def __iter__(self) -> Iterator[Claim]:
        """All claims in row order."""
        for (text,) in self._connection().execute("SELECT json FROM claim ORDER BY row"):
            yield _read(text)

    def marks(self) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        """Ids as numbers, and 128 bits of a hash of each claim as it is written, by row."""
        rows = self._connection().execute("SELECT id, json FROM claim ORDER BY row")
        pairs = [(int(name[1:], 16), hashlib.sha256(text).digest()[:16]) for name, text in rows]
        ids = np.array([name for name, _ in pairs], dtype=np.uint64)
        digests = b"".join(digest for _, digest in pairs)
        return ids, np.frombuffer(digests, dtype=np.uint64).reshape(-1, 2)

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            uri = self._path.resolve().as_uri() + "?mode=ro&immutable=1"
            try:
                connection = sqlite3.connect(uri, uri=True)
            except sqlite3.OperationalError as error:
                raise SnapshotDamaged(f"{self._path.name} cannot be opened: {error}") from error
            self._local.connection = connection
        return connection


def _read(text: bytes) -> Claim:
    try:
        return _CLAIM.validate_json(text)
    except ValidationError as error:
        raise SnapshotDamaged("a claim of the snapshot is not readable") from error
