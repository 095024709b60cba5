"""Marks: what tells by row whether a claim is the one that another snapshot had."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import SnapshotDamaged

NAME = "marks.npz"

Marks = tuple[NDArray[np.uint64], NDArray[np.uint64]]


def write_marks(folder: Path, marks: Marks) -> None:
    """Write the claims' ids as numbers, shape (n,), and 128 bits of a hash of each, (n, 2)."""
    ids, digests = marks
    np.savez(folder / NAME, ids=ids, digests=digests)


def read_marks(folder: Path) -> Marks | None:
    """What was written; None where an older program wrote none. Raises SnapshotDamaged."""
    try:
        with np.load(folder / NAME, allow_pickle=False) as found:
            return found["ids"], found["digests"]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError) as error:
        raise SnapshotDamaged(f"{NAME} is not readable: {error}") from error
