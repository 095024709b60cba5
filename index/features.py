"""Features: what is known of each candidate claim for a query, before it is ordered or believed.

All queries of a batch are worked on at once; what comes of one is the same as if it were alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from claims.frames import sought
from claims.text import posted_on
from index.encoder import Vectors
from index.facets import UNKNOWN
from index.segments import Segments
from index.snapshot import Rows, Snapshot
from index.vectors import dots_of_each, spans

Floats = NDArray[np.float64]
Columns = dict[str, Floats]
CANDIDATES = 60  # claims that are looked at closely for each text
_FADING_DAYS = 30.0


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The claims considered for each query, by row, query after query, and their features.

    `forms` has the number of each one's nearest text or title among the snapshot's vectors.
    """

    snapshot: Snapshot
    rows: Rows
    forms: Rows
    columns: Columns
    queries: Segments

    @property
    def scores(self) -> Floats:
        """The cosine of each claim's nearest text or title, in [-1, 1]."""
        return self.columns["cosine"]

    def ordered(self, order: Rows) -> Candidates:
        """The same candidates in another order, or fewer; those of a query stay together."""
        return self._at(order, self.queries.kept(order))

    def each(self) -> list[Candidates]:
        """The candidates of each query."""
        counts = self.queries.counts
        pairs = enumerate(self.queries.slices)
        return [self._at(one, Segments(counts[place : place + 1])) for place, one in pairs]

    def first(self, places: int) -> Candidates:
        """The first so many of each query."""
        if int(self.queries.counts.max(initial=0)) <= places:
            return self
        within = np.arange(len(self.rows)) - np.repeat(self.queries.starts, self.queries.counts)
        return self.ordered(np.flatnonzero(within < places))

    def _at(self, places: Rows | slice, queries: Segments) -> Candidates:
        return replace(
            self,
            rows=self.rows[places],
            forms=self.forms[places],
            columns={name: values[places] for name, values in self.columns.items()},
            queries=queries,
        )


def gather(
    snapshot: Snapshot,
    texts: Sequence[str],
    languages: Sequence[str | None],
    vectors: Sequence[NDArray[np.float32]] | Vectors,
    nearest: Sequence[Rows],
) -> Candidates:
    """Score every text and title of the nearest claims exactly, and meet their words and days.

    Each text has its language, its vector and some nearest claims, by row.

    Columns: cosine (of the nearest text or title), score and mean (that and the mean over text and
    titles, less what a hub has too much), words, grams, covered (lexical shares in [0, 1]), near
    and far (where the days of the post and of a review are known: how near they are, fading over
    months, and the rest to 1; else both 0), length (log of the query's words), and cross (1.0 when
    claim and query are known to be in different languages).
    """
    queries = Segments(np.array([len(rows) for rows in nearest], dtype=np.int64))
    rows = np.concatenate(nearest)
    firsts = snapshot.links.claim_offsets[rows]
    forms = Segments(snapshot.links.claim_offsets[rows + 1] - firsts)
    flat = snapshot.links.claim_vectors[spans(firsts, forms.counts)]
    owned = Segments(np.add.reduceat(forms.counts, queries.starts))
    exact = dots_of_each(snapshot.vectors, flat, owned.slices, vectors)
    cosines = np.clip(exact, -1.0, 1.0).astype(np.float64)
    damped = cosines - snapshot.hubs[flat]
    overlap = snapshot.lexicon.overlap(texts, rows, queries)
    cross = _cross(snapshot, languages, rows, queries)
    near, far = _apart(snapshot, texts, rows, queries)
    words = np.log1p(np.array([len(sought(text).split()) for text in texts], dtype=np.float64))
    columns = {
        "cosine": forms.highest(cosines),
        "score": forms.highest(damped),
        "mean": forms.means(damped),
        "words": overlap.words,
        "grams": overlap.grams,
        "covered": overlap.covered,
        "near": near,
        "far": far,
        "length": queries.spread(words),
        "cross": cross,
    }
    nearest_forms = flat[forms.first_highest(cosines)].astype(np.int64)
    return Candidates(snapshot, rows, nearest_forms, columns, queries)


def _apart(
    snapshot: Snapshot, texts: Sequence[str], rows: Rows, queries: Segments
) -> tuple[Floats, Floats]:
    near, far = np.zeros(len(rows)), np.zeros(len(rows))
    for text, one in zip(texts, queries.slices, strict=True):
        posted = posted_on(text)
        if posted is not None:
            away = snapshot.facets.days_from(date.fromisoformat(posted), rows[one])
            near[one] = np.exp(-away / _FADING_DAYS)
            far[one] = np.isfinite(away) - near[one]
    return near, far


def _cross(
    snapshot: Snapshot, languages: Sequence[str | None], rows: Rows, queries: Segments
) -> Floats:
    codes = [snapshot.facets.language_code(language) for language in languages]
    spoken = np.repeat(np.array(codes, dtype=np.int32), queries.counts)
    others = snapshot.languages[rows]
    differ = (spoken != UNKNOWN) & (others != UNKNOWN) & (spoken != others)
    return np.where(differ, 1.0, 0.0)


def up_to(count: int, groups: Rows) -> tuple[int, bool]:
    """Where the first `count` groups end, all of their members up to there; and whether there are
    so many."""
    _, first = np.unique(groups, return_index=True)
    if len(first) <= count:
        return len(groups), len(first) == count
    return int(np.sort(first)[count]), True
