"""Nearest: the nearest claims of many sentences at once, exactly, at a fraction of a scan's cost.

Blocks of vectors are bounded first by products of 8-bit integers; only what a bound leaves is
scored in full. Nothing is missed: a block is passed over only where its bound, and all that its
products may exceed it by, stay below the score of the first claim that no longer counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.bounds import Bounds
from index.encoder import Vectors
from index.features import CANDIDATES, up_to
from index.segments import Segments
from index.snapshot import Rows, Snapshot
from index.vectors import dots, spans

_QUERIES = 256
_SPARE = 100  # blocks beyond the fewest that can hold the claims wanted
_GROUP = 16  # blocks looked at together to find the highest ones

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """The nearest claims of one query, best first, and the cosine of each one's nearest vector."""

    rows: Rows
    scores: Scores


def claims_by_score(
    snapshot: Snapshot, query: NDArray[np.float32], claims: Rows, count: int = CANDIDATES
) -> Near:
    """The `count` nearest of these distinct claims and their cosines; ties by row.

    A cluster counts once, and all of its claims that are nearer than what no longer counts stay.
    """
    links = snapshot.links
    starts = links.claim_offsets[claims]
    counts = links.claim_offsets[claims + 1] - starts
    scores = dots(snapshot.vectors[links.claim_vectors[spans(starts, counts)]], query)
    if not len(claims):
        return Near(claims, scores)
    best = np.maximum.reduceat(scores, np.cumsum(counts) - counts)
    order = np.lexsort((claims, -best))
    order = order[: up_to(count, snapshot.heads[claims[order]])[0]]
    return Near(claims[order], best[order])


class Nearest:
    """Searches all vectors of one snapshot. For one thread."""

    def __init__(self, snapshot: Snapshot, *, threads: int = 1) -> None:
        self._snapshot = snapshot
        self._vectors = snapshot.vectors
        self._bounds = Bounds(self._vectors, threads=threads)

    def claims(self, queries: Vectors, count: int = CANDIDATES) -> Iterator[Near]:
        """The `count` nearest claims of each query, best first, ties by row; all if fewer."""
        for start in range(0, len(queries), _QUERIES):
            yield from self._claims(queries[start : start + _QUERIES], count)

    def _claims(self, queries: Vectors, count: int) -> list[Near]:
        bounds, slack = self._bounds.of(queries)
        found = [_NOTHING] * len(queries)
        undone = np.arange(len(queries))
        wanted = count + _SPARE
        least = _reached_by(bounds, wanted)
        while len(undone):
            blocks = [np.flatnonzero(bounds[place] >= least[place]) for place in undone]
            most = 2 * wanted if wanted < bounds.shape[1] else None
            nearest = self._among(queries[undone], blocks, count, most)
            lasts = np.array([last for _, last in nearest], np.float32)
            for place, (near, _) in zip(undone.tolist(), nearest, strict=True):
                found[place] = near
            # Whatever was passed over scores less than `least` and the slack: enough if no claim
            # that counts does.
            needed = lasts - slack[undone]
            short = (least[undone] > needed) & (least[undone] > -np.inf)
            undone, needed = undone[short], needed[short]
            wanted *= 4
            wider = _reached_by(bounds[undone], wanted)
            least[undone] = np.where(np.isfinite(needed), needed, wider)
        return found

    def _among(
        self, queries: Vectors, blocks: list[Rows], count: int, most: int | None
    ) -> list[tuple[Near, float]]:
        """The nearest claims of each query in its blocks, and the score of the next one (-inf where
        there is none); of vectors only the `most` nearest are looked at."""
        links, claims_known = self._snapshot.links, len(self._snapshot.heads)
        pairs = [self._scored(*one, most) for one in zip(queries, blocks, strict=True)]
        vectors = np.concatenate([vectors for vectors, _ in pairs])
        owners = np.repeat(np.arange(len(pairs)), [len(vectors) for vectors, _ in pairs])
        starts = links.vector_offsets[vectors]
        counts = links.vector_offsets[vectors + 1] - starts
        claims = links.vector_claims[spans(starts, counts)].astype(np.int64)
        owners = np.repeat(owners, counts)
        scores = np.repeat(np.concatenate([scores for _, scores in pairs]), counts)
        order = np.lexsort((claims, -scores, owners))
        _, firsts = np.unique((owners * claims_known + claims)[order], return_index=True)
        best = order[np.sort(firsts)]
        owned = Segments(np.bincount(owners[best], minlength=len(pairs)))
        claims, scores = claims[best], scores[best]
        return [self._cut(claims[one], scores[one], count) for one in owned.slices]

    def _scored(
        self, query: NDArray[np.float32], blocks: Rows, most: int | None
    ) -> tuple[Rows, Scores]:
        vectors = self._bounds.members(blocks)
        scores = dots(self._vectors[vectors], query)
        if most is None or len(vectors) <= most:
            return vectors, scores
        sure = scores >= np.partition(scores, -most)[-most]
        return vectors[sure], scores[sure]

    def _cut(self, claims: Rows, scores: Scores, count: int) -> tuple[Near, float]:
        """The first `count` claims, a cluster counting once, and the score of the next one."""
        end = count
        if self._snapshot.merged:
            end, _ = up_to(count, self._snapshot.heads[claims])
        last = float(scores[end]) if end < len(claims) else -np.inf
        return Near(claims[:end], scores[:end]), last


_NOTHING = Near(np.empty(0, np.int64), np.empty(0, np.float32))


def _reached_by(bounds: Scores, wanted: int) -> Scores:
    """What some `wanted` bounds of each query reach, so as many blocks or more; -inf: all."""
    blocks = bounds.shape[1]
    if wanted >= blocks:
        return np.full(len(bounds), -np.inf, np.float32)
    size = blocks // _GROUP
    groups = bounds[:, : size * _GROUP].reshape(len(bounds), _GROUP, size).max(axis=1)
    some = groups if groups.shape[1] > 2 * wanted else bounds
    found: Scores = np.partition(some, -wanted, axis=1)[:, -wanted]
    return found
