"""rank(): a query's candidates in order, each with its probability."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from index.calibration import Calibration
from index.features import Candidates, Floats
from index.rivals import among_rivals, best_of_each, rivals, with_margins
from index.segments import Counts


def rank(
    candidates: Candidates, places: int, calibration: Calibration | None
) -> tuple[Candidates, Floats | None]:
    """The first of each query's candidates and their probabilities (None where uncalibrated).

    Only rivals are believed, as if there were no others; those that are believed come first. Of the
    claims of a cluster only the best one stays.
    """
    if calibration is None:
        return _ordered(candidates, None).first(places), None
    near = rivals(candidates)
    if near.all():
        ranked = _ordered(candidates, calibration).first(places)
        return ranked, calibration.probabilities(ranked.columns, ranked.queries)
    ranked = _ordered(candidates.ordered(np.flatnonzero(near)), calibration)
    believed = calibration.probabilities(ranked.columns, ranked.queries)
    shown = np.flatnonzero(believed >= calibration.suggested)
    return _among_all(ranked, shown, _ordered(candidates, calibration), places, calibration)


def _ordered(candidates: Candidates, calibration: Calibration | None) -> Candidates:
    """The candidates as rivals, each query's by rank."""
    snapshot, candidates = candidates.snapshot, among_rivals(candidates)
    columns = candidates.columns
    ranks = columns["score"] if calibration is None else calibration.ranking.logits(columns)
    if snapshot.merged:
        best = best_of_each(snapshot.heads[candidates.rows], ranks, candidates.queries)
        candidates, ranks = candidates.ordered(best), ranks[best]
    return with_margins(candidates, ranks)


def _among_all(
    ranked: Candidates,
    shown: Counts,
    everything: Candidates,
    places: int,
    calibration: Calibration,
) -> tuple[Candidates, Floats]:
    """The rivals that are shown, by place, and after them all others by rank, believed less."""
    keys, own = _keys(everything), _keys(ranked)
    rising = np.argsort(own)
    at = rising[np.minimum(np.searchsorted(own[rising], keys), len(own) - 1)]
    rival = own[at] == keys
    first = rival & np.isin(at, shown)
    places_of_all = np.where(first, at, len(own) + np.arange(len(keys)))
    order = np.lexsort((places_of_all, everything.queries.owners))
    columns = everything.columns.items()
    joined = replace(
        everything,
        rows=np.where(rival, ranked.rows[at], everything.rows),
        forms=np.where(rival, ranked.forms[at], everything.forms),
        columns={name: np.where(rival, ranked.columns[name][at], old) for name, old in columns},
    )
    joined = joined.ordered(order).first(places)
    believed = calibration.probabilities(joined.columns, joined.queries)
    numbers = np.bincount(ranked.queries.owners[shown], minlength=len(joined.queries.counts))
    within = np.arange(len(believed)) - joined.queries.spread(joined.queries.starts)
    below = np.minimum(believed, np.nextafter(calibration.suggested, 0.0))
    return joined, np.where(within < joined.queries.spread(numbers), believed, below)


def _keys(candidates: Candidates) -> Counts:
    """A number for each cluster and query."""
    heads = candidates.snapshot.heads
    found: Counts = candidates.queries.owners * len(heads) + heads[candidates.rows]
    return found
