"""Groups: the rows of one sentence, of itself and of what it quotes, among the rows of a table."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.recheck import stands
from index.recheck_columns import sentences_of
from index.vectors import spans

if TYPE_CHECKING:
    import pyarrow

Places = NDArray[np.int64]


def groups(rows: pyarrow.Table) -> Places:
    """The number of the sentence that each row is of, counted from 0."""
    from pyarrow import compute

    if rows.column("quote").null_count == rows.num_rows:
        return np.arange(rows.num_rows)
    ordinals = rows.column("ordinal").to_numpy()
    documents = rows.column("document").combine_chunks()
    same = compute.equal(documents[1:], documents[:-1]).to_numpy(zero_copy_only=False)
    others = ~same | (ordinals[1:] != ordinals[:-1])
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(others)])


def count(rows: pyarrow.Table) -> int:
    """How many sentences the rows are of."""
    return int(groups(rows)[-1]) + 1 if rows.num_rows else 0


def told_rows(rows: pyarrow.Table) -> pyarrow.Table:
    """Of each sentence the row that is told."""
    sizes = np.bincount(groups(rows))
    several = np.flatnonzero(sizes > 1)
    if not len(several):
        return rows
    chosen = np.cumsum(sizes) - sizes
    places = spans(chosen[several], sizes[several])
    some = iter(sentences_of(rows.take(places)))
    for group in several.tolist():
        chosen[group] += stands(list(islice(some, int(sizes[group]))))
    return rows.take(chosen)
