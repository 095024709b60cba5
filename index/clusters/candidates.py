"""Candidate: two statements that lie close and to which nothing objects, with what tells more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.clusters.objections import objection
from index.clusters.pairs import near_pairs
from index.clusters.statements import Statement
from index.clusters.titles import Titles
from index.encoder import Vectors
from index.relations.alignment import align
from index.relations.analysis import analyse
from index.stages import Show


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair; `score` is the cosine of the texts, `titles` the highest one of their reviews' titles
    (None where one has none), `words` the Dice share of their content words and `unanswered` how
    many content words the fuller answered of the two has left (0 and 0 across languages).
    """

    one: Statement
    other: Statement
    score: float
    titles: float | None
    words: float
    unanswered: int

    @property
    def cross(self) -> bool:
        """True where the two are in different languages."""
        return self.one.language != self.other.language


def candidates(
    statements: Sequence[Statement],
    vectors: Vectors,
    titles: Titles,
    *,
    floor: float,
    supporting: float,
    show: Show,
) -> Iterator[Candidate]:
    """All pairs of these statements (their texts differ) from a cosine of `floor` on.

    Titles of a cosine of `supporting` support a pair.
    """
    places = np.array([one.vector for one in statements], dtype=np.int64)
    with show.stage("pairs", len(statements)) as advance:
        near = list(near_pairs(vectors, places, floor, advance))
    titles.encode((statements[i] for pair in near for i in (pair.one, pair.other)), show)
    for pair in near:
        one, other = statements[pair.one], statements[pair.other]
        alike = titles.nearest(one, other)
        supported = one.same_days(other) or (alike or 0.0) >= supporting
        if objection(one, other, supported=supported) is None:
            yield Candidate(one, other, pair.score, alike, *_words(one, other))


def _words(one: Statement, other: Statement) -> tuple[float, int]:
    if one.language != other.language:
        return 0.0, 0
    aligned = align(analyse(one.text, one.language), analyse(other.text, other.language))
    return aligned.overlap, min(len(aligned.query_rest), len(aligned.claim_rest))
