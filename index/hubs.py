"""Hubs: claims that lie near everything, found at build time; their scores are damped.

A hub's mean cosine to a sample of the snapshot's vectors stands far out of what is usual there
(Radovanović et al. 2010 describe why such points exist).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.vectors import dots

_SAMPLE = 500
_FEWEST = 50
_BLOCK = 8192
_FAR_OUT = 6.0  # robust standard deviations
_LEAST_OFFSET = 0.05  # cosine; below that a claim is no nuisance


@dataclass(frozen=True, slots=True, eq=False)
class Density:
    """How near vectors usually lie to a sample's centre: the median cosine and a robust spread."""

    centre: NDArray[np.float32]
    usual: float
    spread: float

    def offsets(self, vectors: Vectors) -> NDArray[np.float32]:
        """How far the mean cosine of each vector lies above the usual one; 0 but for hubs."""
        excess = _means(vectors, self.centre) - self.usual
        hubs = excess > max(_FAR_OUT * self.spread, _LEAST_OFFSET)
        return np.where(hubs, excess, 0).astype(np.float32)


def density(vectors: Vectors) -> Density | None:
    """The density of a snapshot's vectors; None where there are too few to tell."""
    if len(vectors) < _FEWEST:
        return None
    places = np.unique(np.linspace(0, len(vectors) - 1, _SAMPLE).astype(np.int64))
    centre = np.asarray(vectors[places], dtype=np.float64).mean(axis=0).astype(np.float32)
    means = _means(vectors, centre)
    usual = float(np.median(means))
    return Density(centre, usual, float(1.4826 * np.median(np.abs(means - usual))))


def hub_offsets(vectors: Vectors) -> NDArray[np.float32]:
    """The offsets of vectors by their own density."""
    found = density(vectors)
    return np.zeros(len(vectors), np.float32) if found is None else found.offsets(vectors)


def _means(vectors: Vectors, centre: NDArray[np.float32]) -> NDArray[np.float64]:
    """The mean cosine to the sample is the cosine to its centre: no product over all pairs."""
    blocks = range(0, len(vectors), _BLOCK)
    parts = [dots(np.asarray(vectors[start : start + _BLOCK]), centre) for start in blocks]
    return np.concatenate(parts).astype(np.float64) if parts else np.empty(0)
