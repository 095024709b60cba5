"""Features: what is known of each candidate claim for a query, before it is ordered or believed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from claims.text import posted_on
from index.facets import primary_subtag
from index.snapshot import Rows, Snapshot
from index.vectors import dots, spans

Columns = dict[str, NDArray[np.float64]]
_FADING_DAYS = 30.0
_OTHERS = 10
_COMMON = 5


@dataclass(frozen=True, slots=True)
class Candidates:
    """The claims considered for one query, by row, and their columns of features."""

    rows: Rows
    columns: Columns

    @property
    def scores(self) -> NDArray[np.float64]:
        """The cosine of each claim's nearest text or title, in [-1, 1]."""
        return self.columns["cosine"]

    def ordered(self, order: NDArray[np.int64]) -> Candidates:
        """The same candidates in another order."""
        return Candidates(self.rows[order], {k: v[order] for k, v in self.columns.items()})


def gather(
    snapshot: Snapshot, text: str, query: NDArray[np.float32], rows: Rows, language: str | None
) -> Candidates:
    """Score every text and title of the claims in `rows` exactly, and meet their words and days.

    Columns: cosine (of the nearest text or title), score and mean (that and the mean over text and
    titles, less what a hub has too much), words, grams, covered (lexical shares in [0, 1]; a claim
    in another language has at least what the others have on average), near and far (where the days
    of the post and of a review are known: how near they are, fading over months, and the rest to 1;
    else both 0), length (log of the query's words), cross (1.0 when claim and query are known to be
    in different languages).
    """
    firsts = snapshot.links.claim_offsets[rows]
    counts = snapshot.links.claim_offsets[rows + 1] - firsts
    starts = np.cumsum(counts) - counts
    flat = snapshot.links.claim_vectors[spans(firsts, counts)]
    cosines = np.clip(dots(snapshot.vectors[flat], query), -1.0, 1.0).astype(np.float64)
    damped = cosines - snapshot.hubs[flat]
    overlap = snapshot.lexicon.overlap(text, rows)
    cross = _cross(snapshot, language, rows)
    near, far = _apart(snapshot, text, rows)
    return Candidates(
        rows,
        {
            "cosine": np.maximum.reduceat(cosines, starts),
            "score": np.maximum.reduceat(damped, starts),
            "mean": np.add.reduceat(damped, starts) / counts,
            "words": _levelled(overlap.words, cross),
            "grams": _levelled(overlap.grams, cross),
            "covered": _levelled(overlap.covered, cross),
            "near": near,
            "far": far,
            "length": np.full(len(rows), np.log1p(len(text.split()))),
            "cross": cross,
        },
    )


def _apart(
    snapshot: Snapshot, text: str, rows: Rows
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    posted = posted_on(text)
    if posted is None:
        return np.zeros(len(rows)), np.zeros(len(rows))
    away = snapshot.facets.days_from(date.fromisoformat(posted), rows)
    near = np.exp(-away / _FADING_DAYS)
    return near, np.isfinite(away) - near


def _levelled(shares: NDArray[np.float64], cross: NDArray[np.float64]) -> NDArray[np.float64]:
    """Words cannot meet across languages, which must not count against a claim."""
    own = shares[cross == 0]
    floor = own.mean() if len(own) else 0.0
    return np.where(cross > 0, np.maximum(shares, floor), shares)


def _cross(snapshot: Snapshot, language: str | None, rows: Rows) -> NDArray[np.float64]:
    spoken = primary_subtag(language)
    known = [primary_subtag(snapshot.language(row)) for row in rows.tolist()]
    return np.array([float(bool(spoken and other and spoken != other)) for other in known])


def best_of_each(groups: Rows, ranks: NDArray[np.float64]) -> NDArray[np.int64]:
    """The places of the best-ranked one of each group, in their order."""
    falling = np.argsort(-ranks, kind="stable")
    _, first = np.unique(groups[falling], return_index=True)
    return np.sort(falling[first])


def up_to(count: int, groups: Rows) -> tuple[int, bool]:
    """Where the first `count` groups end, all of their members up to there; and whether there are
    so many."""
    _, first = np.unique(groups, return_index=True)
    if len(first) <= count:
        return len(groups), len(first) == count
    return int(np.sort(first)[count]), True


def with_margins(candidates: Candidates, ranks: NDArray[np.float64]) -> Candidates:
    """Order by `ranks` and add how the candidates stand to each other.

    Columns: lead (of the first over the second), behind (the first, <= 0), others and common (mean
    score and mean gram share of the next best by either: how much of the query many claims have).
    """
    order = np.argsort(-ranks, kind="stable")
    ordered, ranks = candidates.ordered(order), ranks[order]
    lead = np.zeros(len(ranks))
    if len(ranks) > 1:
        lead[0] = ranks[0] - ranks[1]
    crowd = {
        "others": np.full(len(ranks), _next_best(ordered.columns["score"], _OTHERS)),
        "common": np.full(len(ranks), _next_best(ordered.columns["grams"], _COMMON)),
    }
    columns = {**ordered.columns, "lead": lead, "behind": ranks - ranks[0], **crowd}
    return Candidates(ordered.rows, columns)


def _next_best(values: NDArray[np.float64], count: int) -> float:
    """The mean of the `count` values after the highest; missing ones are taken for half of it."""
    falling = np.sort(values)[::-1][: count + 1]
    missing = count + 1 - len(falling)
    return float((falling[1:].sum() + missing * falling[0] / 2) / count)
