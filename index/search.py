"""Search: the nearest claims of vectors in one snapshot; of many at once, exactly."""

from __future__ import annotations

import threading

from index.encoder import Vectors
from index.faiss_index import Mask
from index.features import up_to
from index.nearest import Nearest
from index.snapshot import Rows, Snapshot

_VECTORS_A_CLAIM = 2
_MANY = 4  # from so many vectors on, an exact search of all is quicker than the index
_THREADS = 1  # the other processors encode meanwhile


class Search:
    """Searches one snapshot. Safe for many threads."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._together = threading.Lock()
        self._bulk: Nearest | None = None

    def nearest(self, vectors: Vectors, claims: int, mask: tuple[Mask, Mask] | None) -> list[Rows]:
        """The `claims` nearest claims of each vector that pass, all where there are fewer.

        The mask says which claims and which vectors pass; None: all do.
        """
        if mask is None and len(vectors) >= _MANY and not self._snapshot.exact:
            return self._exactly(vectors, claims)
        count = claims * _VECTORS_A_CLAIM
        while True:
            hits = self._snapshot.search(vectors, count, mask[1] if mask else None)
            found = [self._snapshot.links.claims_of(one.ids) for one in hits]
            if mask is not None:
                found = [rows[mask[0][rows]] for rows in found]
            ended = (len(one.ids) < count for one in hits)
            cut = [up_to(claims, self._snapshot.heads[rows]) for rows in found]
            if all(end or more for (_, more), end in zip(cut, ended, strict=True)):
                return [rows[:place] for rows, (place, _) in zip(found, cut, strict=True)]
            count *= 2

    def _exactly(self, vectors: Vectors, claims: int) -> list[Rows]:
        with self._together:
            if self._bulk is None:
                self._bulk = Nearest(self._snapshot, threads=_THREADS)
            return [near.rows for near in self._bulk.claims(vectors, claims)]
