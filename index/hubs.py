"""Hubs: claims that lie near everything, found at build time; their scores are damped.

A hub's mean cosine to a sample of the snapshot's vectors stands far out of what is usual there
(Radovanović et al. 2010 describe why such points exist).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors

_SAMPLE = 500
_FEWEST = 50
_BLOCK = 8192
_FAR_OUT = 6.0  # robust standard deviations
_LEAST_OFFSET = 0.05  # cosine; below that a claim is no nuisance


def hub_offsets(vectors: Vectors) -> NDArray[np.float32]:
    """How far the mean cosine of each vector lies above the usual one; 0 but for hubs."""
    offsets = np.zeros(len(vectors), dtype=np.float32)
    if len(vectors) < _FEWEST:
        return offsets
    places = np.unique(np.linspace(0, len(vectors) - 1, _SAMPLE).astype(np.int64))
    centre = np.asarray(vectors[places], dtype=np.float64).mean(axis=0)
    # The mean cosine to the sample is the cosine to its centre: no product over all pairs.
    blocks = range(0, len(vectors), _BLOCK)
    means = np.concatenate([vectors[start : start + _BLOCK] @ centre for start in blocks])
    usual = np.median(means)
    spread = 1.4826 * np.median(np.abs(means - usual))
    excess = means - usual
    hubs = excess > max(_FAR_OUT * spread, _LEAST_OFFSET)
    offsets[hubs] = excess[hubs]
    return offsets
