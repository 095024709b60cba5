"""unit_rows(): the one gate that vectors pass before they enter an engine; and their arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from index.encoder import Vectors
from index.errors import VectorError

Spans = NDArray[np.int64]
ROUNDING = 1e-4  # more than what products of unit rows in single precision round by
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


@cache
def one_thread_a_product() -> None:
    """From now on a product of matrices stays on the thread that asks for it, in this process.

    The library's own threads wait for the next small product spinning, on processors that others
    would encode on: a fifth of all time that a page takes, where encoding is quick.
    """
    threadpool_limits(1, user_api="blas")


def dots(vectors: Vectors, query: NDArray[np.float32]) -> NDArray[np.float32]:
    """The cosines of unit rows, each as it would be alone; a matrix product rounds by shape."""
    found: NDArray[np.float32] = np.einsum("ij,j->i", vectors, query)
    return found


def dots_of_each(
    known: Vectors, rows: NDArray[Any], owned: Iterable[slice], queries: Iterable[Any]
) -> NDArray[np.float32]:
    """The cosines of known unit rows, by number, to the query that owns each stretch of them."""
    found = np.empty(len(rows), np.float32)
    for one, query in zip(owned, queries, strict=True):
        found[one] = dots(known.take(rows[one], axis=0), query)
    return found


def spans(starts: Spans, counts: Spans) -> Spans:
    """The numbers start, start + 1, ... of every span, one span after the other."""
    before = np.cumsum(counts) - counts
    return np.repeat(starts - before, counts) + np.arange(int(counts.sum()))
