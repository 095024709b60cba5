"""Features: what is known of each candidate claim for a query, before it is ordered or believed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.facets import primary_subtag
from index.snapshot import Rows, Snapshot

Columns = dict[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The claims considered for one query, by row, and their columns of features."""

    rows: Rows
    columns: Columns

    @property
    def scores(self) -> NDArray[np.float64]:
        """The cosine of each claim's nearest text or title, in [-1, 1]."""
        return self.columns["score"]

    def ordered(self, order: NDArray[np.int64]) -> Candidates:
        """The same candidates in another order."""
        return Candidates(self.rows[order], {k: v[order] for k, v in self.columns.items()})


def gather(
    snapshot: Snapshot, text: str, query: NDArray[np.float32], rows: Rows, language: str | None
) -> Candidates:
    """Score every text and title of the claims in `rows` exactly, and meet their words.

    Columns: score (best cosine), mean (over text and titles), words, grams, covered (lexical
    shares in [0, 1]), length (log of the query's words), cross (1.0 when claim and query are known
    to be in different languages).
    """
    parts = [snapshot.links.vectors_of(int(row)) for row in rows]
    counts = np.array([len(part) for part in parts], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    vectors: Vectors = snapshot.vectors[np.concatenate(parts)]
    cosines = np.clip(vectors @ query, -1.0, 1.0).astype(np.float64)
    overlap = snapshot.lexicon.overlap(text, rows)
    spoken = primary_subtag(language)
    known = [primary_subtag(snapshot.language(int(row))) for row in rows]
    cross = [float(bool(spoken and other and spoken != other)) for other in known]
    length = np.log1p(len(text.split()))
    return Candidates(
        rows,
        {
            "score": np.maximum.reduceat(cosines, starts),
            "mean": np.add.reduceat(cosines, starts) / counts,
            "words": overlap.words.astype(np.float64),
            "grams": overlap.grams.astype(np.float64),
            "covered": overlap.covered.astype(np.float64),
            "length": np.full(len(rows), length),
            "cross": np.array(cross),
        },
    )


def with_margins(candidates: Candidates, ranks: NDArray[np.float64]) -> Candidates:
    """Order by `ranks` and add margin: how far each stands above the best of the others."""
    order = np.argsort(-ranks, kind="stable")
    ordered = candidates.ordered(order)
    sorted_ranks = ranks[order]
    margin = sorted_ranks - sorted_ranks[0]
    margin[0] = sorted_ranks[0] - sorted_ranks[1] if len(order) > 1 else 0.0
    return Candidates(ordered.rows, {**ordered.columns, "margin": margin})
