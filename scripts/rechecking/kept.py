"""Kept: the rows of unchanged documents, taken over from the run before, and which hold no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.bounds import HIGHEST, Bounds
from index.encoder import Vectors
from index.features import CANDIDATES
from index.snapshot import Snapshot
from index.vectors import ROUNDING, spans
from scripts.rechecking.generation import GONE, ClaimChanges, Where
from scripts.rechecking.part import OWN_COLUMNS, Near, Part, row_schema

if TYPE_CHECKING:
    import pyarrow

Places = NDArray[np.int64]
_ROWS = 2048
_MANY = 256  # vectors from which on bounds find those that are near sooner than all products


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """Rows as they were, `counts` by document; `slots` gives each row's vector, -1 for none;
    `read` what was read of it.

    `near` has rows of the present snapshot, GONE where a claim is withdrawn or says other things.
    """

    rows: pyarrow.Table
    slots: Places
    vectors: Vectors
    near: Near
    least: NDArray[np.float32]
    counts: NDArray[np.int32]
    read: pyarrow.ChunkedArray


def take_kept(parts: Sequence[Part], changes: ClaimChanges | None, places: Sequence[Where]) -> Kept:
    """The rows of these documents of a generation's parts, one after the other."""
    import pyarrow as pa

    tables, vectors, near = [], [], []
    counts: list[NDArray[np.int32]] = [np.empty(0, np.int32)]
    slots: list[Places] = [np.empty(0, np.int64)]
    before = 0
    for part, wanted in _by_part(places):
        found = parts[part]
        documents = found.documents
        starts, lengths = documents.starts[wanted], documents.counts[wanted]
        rows = spans(starts.astype(np.int64), lengths.astype(np.int64))
        table = _as_now(found.rows).take(rows)
        own = table.column("vector").to_numpy().astype(np.int64)
        used, renumbered = np.unique(own[own >= 0], return_inverse=True)
        slot = np.full(len(own), -1, np.int64)
        slot[own >= 0] = before + renumbered
        before += len(used)
        slots.append(slot)
        tables.append(table)
        counts.append(lengths)
        vectors.append(found.vectors[used])
        near.append(found.near[used])
    rows = pa.concat_tables(tables) if tables else row_schema().empty_table()
    longest = max((one.shape[1] for one in near), default=CANDIDATES)
    padded = [widened(one, longest) for one in near]
    nearest = np.concatenate(padded) if near else np.empty((0, CANDIDATES), np.int32)
    return Kept(
        rows=rows.drop_columns(list(OWN_COLUMNS)),
        slots=np.concatenate(slots),
        vectors=np.concatenate(vectors) if vectors else np.empty((0, 1), np.float32),
        near=changes.moved(nearest) if changes else nearest,
        least=rows.column("least").to_numpy(),
        counts=np.concatenate(counts),
        read=rows.column("read"),
    )


def _as_now(rows: pyarrow.Table) -> pyarrow.Table:
    """The rows of a part that an older program may have written."""
    import pyarrow as pa

    schema = row_schema()
    for kind in schema:
        if kind.name not in rows.column_names:
            rows = rows.append_column(kind, pa.nulls(rows.num_rows, kind.type))
    return rows.select(schema.names)


def widened(near: Near, width: int) -> Near:
    """The same rows, at least `width` long: with clusters, some have more claims than others."""
    missing = max(0, width - near.shape[1])
    return np.pad(near, ((0, 0), (0, missing)), constant_values=-1) if missing else near


def _by_part(places: Sequence[Where]) -> list[tuple[int, Places]]:
    """Runs of documents that lie in one part, in order."""
    found: list[tuple[int, list[int]]] = []
    for where in places:
        if not found or found[-1][0] != where.part:
            found.append((where.part, []))
        found[-1][1].append(where.place)
    return [(part, np.array(wanted, np.int64)) for part, wanted in found]


@dataclass(frozen=True, slots=True, eq=False)
class Touched:
    """Rows whose nearest claims may be others now.

    `lost` are those of which one is withdrawn or changed: all claims must be searched again.
    `gained` are those that a new or changed claim may have come near, with these claims: their
    nearest are among the old ones and these. No other row's nearest claims have changed.
    """

    lost: Places
    gained: dict[int, NDArray[np.int64]]


def touched(kept: Kept, changes: ClaimChanges, fresh: FreshClaims) -> Touched:
    """Which kept rows may be answered otherwise than before."""
    open_rows = np.flatnonzero(kept.slots >= 0)
    gone = (kept.near == GONE).any(axis=1)
    lost = open_rows[gone[kept.slots[open_rows]]]
    still = open_rows[~gone[kept.slots[open_rows]]]
    gained: dict[int, list[int]] = {}
    for start in range(0, len(still), _ROWS):
        rows = still[start : start + _ROWS]
        for place, claim in fresh.near(kept.vectors[kept.slots[rows]], kept.least[rows]):
            gained.setdefault(int(rows[place]), []).append(claim)
    return Touched(lost, {row: np.array(claims, np.int64) for row, claims in gained.items()})


class FreshClaims:
    """The claims that are new or say something else, searched from the sentences' side."""

    def __init__(self, snapshot: Snapshot, claims: NDArray[np.int64]) -> None:
        links = snapshot.links
        counts = links.claim_offsets[claims + 1] - links.claim_offsets[claims]
        owned = links.claim_vectors[spans(links.claim_offsets[claims], counts)]
        self._claims = claims
        self._owners = np.repeat(np.arange(len(claims)), counts)
        self._vectors: Vectors = snapshot.vectors[owned]
        self._bounds = Bounds(self._vectors, threads=1) if len(owned) >= _MANY else None

    def near(self, vectors: Vectors, least: NDArray[np.float32]) -> list[tuple[int, int]]:
        """(place, claim) wherever a claim may be as near to a vector as its `least`."""
        if not len(self._claims) or not len(vectors):
            return []
        places, which = self._reaching(vectors, least - ROUNDING)
        known = len(self._claims)
        places, which = np.divmod(np.unique(places * known + self._owners[which]), known)
        return list(zip(places.tolist(), self._claims[which].tolist(), strict=True))

    def _reaching(self, vectors: Vectors, least: NDArray[np.float32]) -> tuple[Places, Places]:
        """The places of vectors, and of those of claims that reach their `least`."""
        if self._bounds is None:
            places, which = np.nonzero(vectors @ self._vectors.T >= least[:, None])
            return places, which
        bounded, queries = self._bounds.of(vectors), np.arange(len(vectors))
        needed = bounded.needed(queries, least)
        reached = bounded.between(queries, needed, np.full_like(needed, HIGHEST))
        pairs = self._vectors[reached.vectors], vectors[reached.owners]
        near = np.einsum("ij,ij->i", *pairs) >= least[reached.owners]
        return reached.owners[near], reached.vectors[near]
