"""Nearest: the nearest claims of many sentences at once, exactly, at a fraction of a scan's cost.

Blocks of vectors are bounded first by products of reduced precision, on the runtime that also runs
the encoder; only what a bound leaves is scored in full. Nothing is missed: a block is passed over
only where its bound and the whole error of the reduced product stay below what is already certain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.features import up_to
from index.matcher import CANDIDATES
from index.models.runtime import openvino
from index.snapshot import Links, Rows, Snapshot
from index.vectors import dots, spans

BLOCK = 4  # vectors under one bound
_SLAB = 4096  # vectors in one product
_QUERIES = 1024
# Unit rows rounded to 8 bits of mantissa, and the product again: 2^-8 + 2^-9, and some to spare.
ERROR = 0.0075
_SPARE = 24  # blocks beyond the fewest that can hold the claims wanted
_GROUP = 32  # blocks looked at together to find the certain ones

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
        self._bounds = _compile(self._vectors.shape[1], threads)

    def claims(self, queries: Vectors, count: int = CANDIDATES) -> Iterator[Near]:
        """The `count` nearest claims of each query, best first, ties by row; all if fewer."""
        for start in range(0, len(queries), _QUERIES):
            part = queries[start : start + _QUERIES]
            yield from self._claims(part, count)

    def _claims(self, queries: Vectors, count: int) -> Iterator[Near]:
        bounds, blocks = self._bound(queries)
        for query, row in zip(queries, bounds, strict=True):
            yield self._best(query, row, blocks, count)

    def _bound(self, queries: Vectors) -> tuple[Scores, NDArray[np.int64]]:
        """The highest product of every block, roughly; and the first vector and stride of each."""
        starts = range(0, len(self._vectors), _SLAB)
        strides = [-(-min(_SLAB, len(self._vectors) - start) // BLOCK) for start in starts]
        bounds = np.empty((len(queries), sum(strides)), np.float32)
        blocks, at = np.empty((sum(strides), 2), np.int64), 0
        for start, stride in zip(starts, strides, strict=True):
            slab = self._vectors[start : start + _SLAB]
            if stride * BLOCK != len(slab):
                pad = np.zeros((stride * BLOCK - len(slab), slab.shape[1]), np.float32)
                slab = np.concatenate([slab, pad])
            bounds[:, at : at + stride] = self._bounds.infer([queries, slab])[0]
            blocks[at : at + stride, 0] = np.arange(start, start + stride)
            blocks[at : at + stride, 1] = stride
            at += stride
        return bounds, blocks

    def _best(
        self, query: NDArray[np.float32], bounds: Scores, blocks: NDArray[np.int64], count: int
    ) -> Near:
        wanted = count + _SPARE
        while True:
            chosen = _above(bounds, wanted)
            vectors = _members(blocks[chosen], len(self._vectors))
            scores = dots(self._vectors[vectors], query)
            whole = len(chosen) == len(bounds)
            # Whatever was passed over scores less than this.
            certain = -np.inf if whole else bounds[chosen].min() + ERROR
            sure = scores > certain
            claims = _claims_of(self._snapshot.links, vectors[sure])
            # one more than wanted: a cluster counts once, and ends where the next claim begins
            if whole or len(np.unique(self._snapshot.heads[claims])) > count:
                return claims_by_score(self._snapshot, query, claims, count)
            wanted *= 2


def _above(bounds: Scores, wanted: int) -> NDArray[np.int64]:
    """The blocks whose bound is at least that of the `wanted`th of some, so as many or more."""
    if wanted >= len(bounds):
        return np.arange(len(bounds))
    whole = len(bounds) // _GROUP * _GROUP
    groups = bounds[:whole].reshape(_GROUP, -1).max(axis=0)
    some = groups if len(groups) > 2 * wanted else bounds
    least = np.partition(some, len(some) - wanted)[len(some) - wanted]
    return np.flatnonzero(bounds >= least)


def _members(blocks: NDArray[np.int64], vectors: int) -> Rows:
    """The vectors of these blocks: every `stride`th from the first one on."""
    found = (blocks[:, :1] + blocks[:, 1:] * np.arange(BLOCK)).ravel()
    return found[found < vectors]


def _claims_of(links: Links, vectors: Rows) -> Rows:
    """The distinct claims of these vectors, by row."""
    starts = links.vector_offsets[vectors]
    counts = links.vector_offsets[vectors + 1] - starts
    return np.unique(links.vector_claims[spans(starts, counts)]).astype(np.int64)


def _compile(dimension: int, threads: int) -> Any:
    """A request that answers (queries, a slab of vectors) with the highest product of each block.

    Block j of a slab of n vectors holds the vectors j, j + n/BLOCK, j + 2n/BLOCK, ...
    """
    runtime = openvino()
    import openvino.opset13 as ops

    sides = [ops.parameter([-1, dimension], np.float32) for _ in range(2)]
    products = ops.matmul(*sides, False, True)
    blocks = ops.reshape(products, np.array([0, BLOCK, -1], np.int64), True)
    highest = ops.reduce_max(blocks, np.array([1], np.int64), False)
    settings: dict[str, Any] = {
        "INFERENCE_PRECISION_HINT": "bf16",
        "NUM_STREAMS": 1,
        "INFERENCE_NUM_THREADS": threads,
        "ENABLE_CPU_PINNING": "NO",
    }
    model = runtime.Model([highest], sides, "bounds")
    return runtime.Core().compile_model(model, "CPU", settings).create_infer_request()
