"""Rivals: what the other candidates of a query say of each one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.features import Candidates, Floats, up_to
from index.segments import Segments
from index.snapshot import Rows

RIVALS = 11  # the nearest so many of a query's candidates always count
REACH = 0.07  # by how much the cosines of others that count may stay below the highest
_SHARES = ("words", "grams", "covered")
_ALIKE = 0.5
_OTHERS = RIVALS - 1
_COMMON = 5


def in_reach(
    cosines: NDArray[np.floating[Any]],
    highest: NDArray[np.floating[Any]],
    reach: float = REACH,
) -> NDArray[np.bool_]:
    """Which cosines are near enough to the highest ones of their queries."""
    found: NDArray[np.bool_] = _capped(cosines) >= _capped(highest) - reach
    return found


def _capped(cosines: NDArray[np.floating[Any]]) -> Floats:
    return np.minimum(cosines.astype(np.float64), 1.0)  # as those of candidates are


def rivals(candidates: Candidates) -> NDArray[np.bool_]:
    """Which of each query's candidates count for the others: the nearest, and those in reach."""
    queries, cosines = candidates.queries, candidates.scores
    found = in_reach(cosines, queries.spread(queries.highest(cosines)))
    found |= queries.spread(queries.counts <= RIVALS)
    if found.all():
        return found
    falling = queries.falling(cosines)
    ends = first_ends(candidates.snapshot.heads[candidates.rows[falling]], queries, RIVALS)
    for one, end in zip(queries.slices, ends, strict=True):
        found[falling[one][:end]] = True
    return found


def first_ends(heads: Rows, queries: Segments, count: int) -> list[int]:
    """How many claims of each query, by rank, are its first `count`: a cluster counts once."""
    return [up_to(count, heads[one])[0] for one in queries.slices]


def among_rivals(candidates: Candidates) -> Candidates:
    """Add what depends on the other candidates of the query: lexical shares as `_levelled` has
    them, and how crowded it is around each.

    Column: crowded, see `_crowded`.
    """
    queries, columns = candidates.queries, candidates.columns
    cross = columns["cross"]
    levelled = {name: _levelled(columns[name], cross, queries) for name in _SHARES}
    return replace(candidates, columns={**columns, **levelled, "crowded": _crowded(candidates)})


def _crowded(candidates: Candidates) -> Floats:
    """How crowded it is around each: the more of a query's candidates are like it, the less it says
    that the query is like it too (hubness, after CSLS: Lample et al. 2018).

    The log of 1 and the sum of what the cosines to the others exceed 0.5 by; those of its own
    cluster do not count.
    """
    snapshot = candidates.snapshot
    crowded = np.empty(len(candidates.rows))
    for one in candidates.queries.slices:
        forms = snapshot.vectors[candidates.forms[one]]
        alike = forms @ forms.T
        alike -= _ALIKE
        np.maximum(alike, 0.0, out=alike)
        if snapshot.merged:
            heads = snapshot.heads[candidates.rows[one]]
            alike[heads[:, None] == heads] = 0.0
        else:
            np.fill_diagonal(alike, 0.0)
        crowded[one] = alike.sum(axis=1)
    return np.log1p(crowded)


def _levelled(shares: Floats, cross: Floats, queries: Segments) -> Floats:
    """Words cannot meet across languages, which must not count against a claim: one in another
    language has at least what the others have on average."""
    if not cross.any():
        return shares
    own = queries.sums(1.0 - cross)
    floors = queries.sums(np.where(cross > 0, 0.0, shares)) / np.maximum(own, 1.0)
    return np.where(cross > 0, np.maximum(shares, queries.spread(floors)), shares)


def best_of_each(heads: Rows, ranks: Floats, queries: Segments) -> Rows:
    """The places of each query's best-ranked one of each cluster, in their order."""
    falling = queries.falling(ranks)
    clusters = queries.owners[falling] * (int(heads.max()) + 1) + heads[falling]
    _, first = np.unique(clusters, return_index=True)
    return np.sort(falling[first])


def with_margins(candidates: Candidates, ranks: Floats) -> Candidates:
    """Order each query's by `ranks` and add how its candidates stand to each other.

    Columns: lead (of the first over the second), behind (the first, <= 0), others and common (mean
    score and mean gram share of the next best by either: how much of the query many claims have),
    rivals (log of 1 and the number of others, at most 10).
    """
    queries = candidates.queries
    order = queries.falling(ranks)
    ordered, ranks = candidates.ordered(order), ranks[order]
    lead = np.zeros(len(ranks))
    led = queries.starts[queries.counts > 1]
    lead[led] = ranks[led] - ranks[led + 1]
    columns = {
        **ordered.columns,
        "lead": lead,
        "behind": ranks - queries.spread(ranks[queries.starts]),
        "others": queries.spread(_next_best(ordered.columns["score"], queries, _OTHERS)),
        "common": queries.spread(_next_best(ordered.columns["grams"], queries, _COMMON)),
        "rivals": queries.spread(np.log1p(np.minimum(queries.counts - 1, _OTHERS))),
    }
    return replace(ordered, columns=columns)


def _next_best(values: Floats, queries: Segments, count: int) -> Floats:
    """The mean of the `count` values after the highest; missing ones are taken for half of it."""
    best = queries.first(values[queries.falling(values)], count + 1)
    missing = np.maximum(count + 1 - queries.counts, 0)
    means: Floats = (best[:, 1:].sum(axis=1) + missing * best[:, 0] / 2) / count
    return means
