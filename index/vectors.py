"""unit_rows(): the one gate that vectors pass before they enter an engine."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.errors import VectorError

TOLERANCE = 1e-3  # on the length of a row; half precision on the way stays well below it


def unit_rows(vectors: NDArray[Any], dimension: int) -> Vectors:
    """The same vectors as contiguous float32 of shape (n, dimension), rows of length 1.

    Raises VectorError, naming the first row at fault, for anything else.
    """
    if vectors.ndim != 2 or vectors.shape[1] != dimension:
        raise VectorError(f"expected vectors of shape (n, {dimension}), got {vectors.shape}")
    if vectors.dtype.kind != "f":
        raise VectorError(f"expected floating-point vectors, got {vectors.dtype}")
    rows: Vectors = np.ascontiguousarray(vectors, dtype=np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    # Written so that NaN, which compares false with everything, counts as a fault.
    faults = np.flatnonzero(~(np.abs(lengths - 1) <= TOLERANCE))
    if faults.size:
        first = int(faults[0])
        raise VectorError(f"row {first} has length {lengths[first]}, expected 1")
    return rows
