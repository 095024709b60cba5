"""Marks: what tells by row whether a claim is the one that another snapshot had."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

NAME = "marks.npz"

Marks = tuple[NDArray[np.uint64], NDArray[np.uint64]]


def write_marks(path: Path, marks: Marks) -> None:
    """Write the claims' ids as numbers, shape (n,), and 128 bits of a hash of each, (n, 2)."""
    ids, digests = marks
    np.savez(path, ids=ids, digests=digests)


def read_marks(path: Path) -> Marks:
    """What `write_marks` wrote; raises OSError, ValueError or KeyError on damage."""
    with np.load(path, allow_pickle=False) as found:
        return found["ids"], found["digests"]
