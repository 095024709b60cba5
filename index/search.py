"""Search: the nearest claims of vectors in one snapshot; of many at once, exactly."""

from __future__ import annotations

import threading

import numpy as np

from index.encoder import Vectors
from index.faiss_index import Hits, Ids, Mask
from index.features import up_to
from index.nearest import Nearest
from index.rivals import RIVALS
from index.snapshot import Rows, Snapshot
from index.vectors import ROUNDING

_VECTORS_A_CLAIM = 2
_MANY = 4  # from so many vectors on, an exact search of all is quicker than the index
_THREADS = 1  # the other processors encode meanwhile


class Search:
    """Searches one snapshot. Safe for many threads."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._together = threading.Lock()
        self._bulk: Nearest | None = None

    def nearest(
        self,
        vectors: Vectors,
        claims: int,
        mask: tuple[Mask, Mask] | None,
        reach: float | None,
    ) -> list[Rows]:
        """The `claims` nearest claims of each vector that pass, all where there are fewer.

        The mask says which claims and which vectors pass; None: all do. With `reach`, only those
        that may be rivals.
        """
        if mask is None and len(vectors) >= _MANY and not self._snapshot.exact:
            return self._exactly(vectors, claims, reach)
        count = claims * _VECTORS_A_CLAIM
        while True:
            hits = self._snapshot.search(vectors, count, mask[1] if mask else None)
            found = [self._claims(one.ids, mask) for one in hits]
            ended = (len(one.ids) < count for one in hits)
            cut = [up_to(claims, self._snapshot.heads[rows]) for rows in found]
            if all(end or more for (_, more), end in zip(cut, ended, strict=True)):
                found = [rows[:place] for rows, (place, _) in zip(found, cut, strict=True)]
                break
            count *= 2
        if reach is None:
            return found
        pairs = zip(found, hits, strict=True)
        return [rows[: self._reached(rows, one, mask, reach)] for rows, one in pairs]

    def _claims(self, ids: Ids, mask: tuple[Mask, Mask] | None) -> Rows:
        """The claims of vectors, in their order, that pass."""
        rows = self._snapshot.links.claims_of(ids)
        return rows if mask is None else rows[mask[0][rows]]

    def _reached(self, rows: Rows, hits: Hits, mask: tuple[Mask, Mask] | None, reach: float) -> int:
        """How many of the claims, best first, may be rivals: with all that are as near as the last
        that counts, since the engine has no order among them."""
        fewest, _ = up_to(RIVALS, self._snapshot.heads[rows])
        if fewest == len(rows):
            return fewest
        last = hits.scores[
            np.isin(hits.ids, self._snapshot.links.vectors_of(int(rows[fewest - 1])))
        ]
        least = min(hits.scores[0] - reach, last.max()) - ROUNDING
        return len(self._claims(hits.ids[hits.scores >= least], mask))

    def _exactly(self, vectors: Vectors, claims: int, reach: float | None) -> list[Rows]:
        with self._together:
            if self._bulk is None:
                self._bulk = Nearest(self._snapshot, threads=_THREADS)
            return [near.rows for near in self._bulk.claims(vectors, claims, reach)]
