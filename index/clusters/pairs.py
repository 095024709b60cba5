"""Which statements lie close: all pairs of texts above a cosine, found exactly, block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors

_BLOCK = 2_048
_WIDE = 16_384


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places of a list of texts, the smaller first, and their cosine."""

    one: int
    other: int
    score: float


def near_pairs(
    vectors: Vectors, places: NDArray[np.int64], floor: float, advance: Callable[[int], object]
) -> Iterator[Pair]:
    """All pairs of `places` (rows of `vectors`) whose cosine is at least `floor`.

    `advance` is told how many of the places are done. Exact: the cost grows with their square.
    """
    for start in range(0, len(places), _BLOCK):
        block = np.asarray(vectors[places[start : start + _BLOCK]])
        for across in range(start, len(places), _WIDE):
            scores = block @ np.asarray(vectors[places[across : across + _WIDE]]).T
            ones, others = np.nonzero(scores >= floor)
            ordered = ones + start < others + across
            ones, others = ones[ordered], others[ordered]
            found = scores[ones, others]
            for one, other, score in zip(
                ones.tolist(), others.tolist(), found.tolist(), strict=True
            ):
                yield Pair(one + start, other + across, min(1.0, score))
        advance(len(block))
