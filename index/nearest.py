"""Nearest: the nearest claims of many sentences at once, exactly, at a fraction of a scan's cost.

All vectors are bounded first by products of 8-bit integers; only what a bound leaves is scored in
full. Nothing is missed: a vector is passed over only where the highest score that its bound stands
for stays below that of the first claim that no longer counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.bounds import HIGHEST, Bounded, Bounds, Codes, Numbers
from index.encoder import Vectors
from index.features import CANDIDATES
from index.rivals import REACH, RIVALS, first_ends, in_reach
from index.segments import Segments
from index.snapshot import Rows, Snapshot
from index.vectors import ROUNDING, dots_of_each, spans

_QUERIES = 256
_VECTORS_A_CLAIM = 2  # that are looked at first: a claim is often found by its text and a title

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """The nearest claims of one query, best first, and the cosine of each one's nearest vector."""

    rows: Rows
    scores: Scores


def claims_by_score(
    snapshot: Snapshot,
    queries: Vectors,
    claims: Rows,
    owned: Segments,
    count: int = CANDIDATES,
    reach: float | None = REACH,
) -> list[Near]:
    """The `count` nearest of the claims that each query owns, best first, ties by row; with
    `reach` only those that are rivals.

    Claims come query by query, by row, each once. A cluster counts once, and all of its claims that
    are nearer than what no longer counts stay.
    """
    links = snapshot.links
    starts = links.claim_offsets[claims]
    forms = Segments(links.claim_offsets[claims + 1] - starts)
    vectors = links.claim_vectors[spans(starts, forms.counts)]
    own = Segments(np.add.reduceat(forms.counts, owned.starts))
    scores = dots_of_each(snapshot.vectors, vectors, own.slices, queries)
    best = np.maximum.reduceat(scores, forms.starts)
    order = np.lexsort((-best, owned.owners))
    heads = snapshot.heads if snapshot.merged else None
    ranked = _Ranked(claims[order], best[order], owned, heads)
    return ranked.firsts(count, reach)


def entry(snapshot: Snapshot, near: Near, count: int, reach: float | None) -> float | None:
    """The cosine from which on one more claim would count among those that were found near, by the
    same `count` and `reach`; None: whatever it is."""
    known = len(np.unique(snapshot.heads[near.rows])) if snapshot.merged else len(near.rows)
    if known >= count:
        return float(near.scores[-1])
    if reach is None or known < RIVALS:
        return None
    return float(min(near.scores[-1], near.scores[0] - reach))


class Nearest:
    """Searches all vectors of one snapshot. For one thread."""

    def __init__(self, snapshot: Snapshot, *, threads: int = 1) -> None:
        self._snapshot = snapshot
        self._bounds = Bounds(snapshot.vectors, threads=threads)

    def claims(
        self, queries: Vectors, count: int = CANDIDATES, reach: float | None = REACH
    ) -> Iterator[Near]:
        """The `count` nearest claims of each query, best first, ties by row; all if fewer. With
        `reach` only the first RIVALS and those whose cosine is below the highest by no more."""
        for start in range(0, len(queries), _QUERIES):
            some = queries[start : start + _QUERIES]
            yield from _Hunt(self._snapshot, some, self._bounds.of(some)).found(count, reach)


class _Hunt:
    """For the nearest claims of a few queries, whose bounds are known."""

    def __init__(self, snapshot: Snapshot, queries: Vectors, bounded: Bounded) -> None:
        self._snapshot, self._queries, self._bounded = snapshot, queries, bounded

    def found(self, count: int, reach: float | None) -> list[Near]:
        """As `Nearest.claims` has it."""
        queries = np.arange(len(self._queries))
        bounded, wanted = self._bounded, _VECTORS_A_CLAIM * count
        least = bounded.reached(queries, wanted)
        if reach is not None:  # where few are in reach of the best, fewer need be scored
            near = bounded.needed(queries, bounded.best(queries) - reach)
            fewest = bounded.reached(queries, _VECTORS_A_CLAIM * RIVALS)
            least = np.maximum(least, np.minimum(near, fewest))
        scored = self._scored(queries, least, _all_above(least))
        while True:
            ranked = self._ranked(queries, scored)
            lasts = ranked.lasts(count, reach)
            # Whatever was passed over must not count.
            needed = bounded.needed(queries, lasts)
            few = lasts == -np.inf
            if few.any():
                wanted *= 4
                reached = bounded.reached(queries[few], wanted)
                # More vectors than are wanted may share the code that was reached before.
                needed[few] = np.minimum(reached, np.maximum(least[few], 1) - 1)
            more = np.flatnonzero(needed < least)
            if not len(more):
                break
            added = self._scored(queries[more], needed[more], least[more] - np.uint8(1))
            scored = scored.reaching(lasts).and_of(more, added)
            least[more] = needed[more]
        return ranked.firsts(count, reach)

    def _scored(self, queries: Numbers, least: Codes, most: Codes) -> _Scored:
        """The vectors of these codes and their scores; owners are places among `queries`."""
        reached = self._bounded.between(queries, least, most)
        own = Segments(np.bincount(reached.owners, minlength=len(queries)))
        scores = dots_of_each(
            self._snapshot.vectors, reached.vectors, own.slices, self._queries[queries]
        )
        return _Scored(reached.owners, reached.vectors, scores)

    def _ranked(self, queries: Numbers, scored: _Scored) -> _Ranked:
        """The claims of vectors, each by its nearest one."""
        links, known = self._snapshot.links, len(self._snapshot.heads)
        starts = links.vector_offsets[scored.vectors]
        counts = links.vector_offsets[scored.vectors + 1] - starts
        claims = links.vector_claims[spans(starts, counts)].astype(np.int64)
        keys = np.repeat(scored.owners, counts) * known + claims
        order = np.argsort(keys)
        keys, scores = keys[order], np.repeat(scored.scores, counts)[order]
        firsts = np.flatnonzero(np.diff(keys, prepend=-1))
        owners, claims = np.divmod(keys[firsts], known)
        best = np.maximum.reduceat(scores, firsts) if len(firsts) else scores
        falling = np.argsort((owners << 32) - _rising(best), kind="stable")
        heads = self._snapshot.heads if self._snapshot.merged else None
        segments = Segments(np.bincount(owners, minlength=len(queries)))
        return _Ranked(claims[falling], best[falling], segments, heads)


@dataclass(frozen=True, slots=True, eq=False)
class _Scored:
    """Vectors and their scores, by the query that owns them."""

    owners: Numbers
    vectors: Numbers
    scores: Scores

    def reaching(self, least: Scores) -> _Scored:
        """Those that reach the least of their query."""
        kept = self.scores >= least[self.owners]
        return _Scored(self.owners[kept], self.vectors[kept], self.scores[kept])

    def and_of(self, queries: Numbers, more: _Scored) -> _Scored:
        """These, and others of some of the queries."""
        return _Scored(
            np.concatenate([self.owners, queries[more.owners]]),
            np.concatenate([self.vectors, more.vectors]),
            np.concatenate([self.scores, more.scores]),
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Ranked:
    """Claims of several queries, best first, ties by row; `heads` where there are clusters."""

    claims: Rows
    scores: Scores
    queries: Segments
    heads: Rows | None

    def lasts(self, count: int, reach: float | None) -> Scores:
        """By query: what scores less does not count; -inf where that is not known yet."""
        lasts = self._scores_at(self._ends(count))
        if reach is None:
            return lasts
        best = self._scores_at(np.zeros(len(lasts), np.int64)) - np.float32(reach + ROUNDING)
        found: Scores = np.maximum(lasts, np.minimum(best, self._scores_at(self._ends(RIVALS))))
        return found

    def firsts(self, count: int, reach: float | None) -> list[Near]:
        """The claims of each query that count."""
        ends = self._ends(count)
        if reach is not None:
            owners = self.queries.owners
            best = self._scores_at(np.zeros(len(ends), np.int64))
            reached = in_reach(self.scores, best[owners], reach)
            near = np.bincount(owners[reached], minlength=len(ends))
            ends = np.minimum(ends, np.maximum(near, self._ends(RIVALS)))
        starts = self.queries.starts
        slices = map(slice, starts.tolist(), (starts + ends).tolist())
        # copies: what is kept of one must not keep all that was looked at
        return [Near(self.claims[one].copy(), self.scores[one].copy()) for one in slices]

    def _ends(self, count: int) -> Numbers:
        """How many of each count as the first `count`: a cluster counts once."""
        if self.heads is None:
            return np.minimum(self.queries.counts, count)
        return np.array(first_ends(self.heads[self.claims], self.queries, count), np.int64)

    def _scores_at(self, places: Numbers) -> Scores:
        """The score of each query's claim at its place; -inf where there is none."""
        found = np.full(len(places), -np.inf, np.float32)
        there = places < self.queries.counts
        found[there] = self.scores[(self.queries.starts + places)[there]]
        return found


def _all_above(codes: Codes) -> Codes:
    return np.full(len(codes), HIGHEST, np.uint8)


def _rising(scores: Scores) -> Numbers:
    """Whole numbers below 2**31 in the order of the scores."""
    bits = (scores + np.float32(0)).view(np.int32).astype(np.int64)  # -0 becomes 0
    return np.where(bits < 0, -(bits & 0x7FFFFFFF), bits)
