"""Answering: what is said of texts that are encoded already, over one snapshot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.encoder import Vectors
from index.faiss_index import Mask
from index.features import CANDIDATES, Candidates, Floats, gather
from index.lookup import Band, Match, NoMatch, NoMatchCode
from index.matches import Described, describe, judged
from index.ranking import rank
from index.relation import Relate
from index.rivals import REACH
from index.search import Search
from index.snapshot import Rows, Snapshot
from index.stance import Judge

Answer = tuple[tuple[Match, ...], NoMatch | None]
_Draft = tuple[tuple[Described, ...], NoMatch | None]  # before its matches are judged

_TOGETHER = 64  # texts whose candidates are ranked at once: what they need fits the caches


@dataclass(frozen=True, slots=True)
class Encoded:
    """Texts, their languages, vectors and nearest claims, side by side; and which of them the gate
    doubts."""

    texts: Sequence[str]
    languages: Sequence[str | None]
    vectors: Vectors
    nearest: Sequence[Rows]
    doubted: Sequence[bool] = ()

    def only(self, places: Sequence[int]) -> Encoded:
        """Those at these places, their nearest claims by row."""
        return Encoded(
            [self.texts[place] for place in places],
            [self.languages[place] for place in places],
            self.vectors[list(places)],
            # by row: then equals come in one order, however they were found
            [np.sort(self.nearest[place]) for place in places],
        )


class Answering:
    """Finds, ranks and describes. Safe for many threads."""

    def __init__(self, snapshot: Snapshot, relate: Relate, judge: Judge | None) -> None:
        self._snapshot = snapshot
        self._search = Search(snapshot)
        self._relate = relate
        self._judge = judge

    @property
    def reach(self) -> float | None:
        """By how much the cosines of rivals may stay below the highest; None: by any."""
        return REACH if self._snapshot.calibration else None

    def nearest(
        self,
        vectors: Vectors,
        limit: int,
        min_probability: float | None,
        mask: tuple[Mask, Mask] | None,
    ) -> list[Rows]:
        """The claims that are looked at closely; what is no rival only where it may be shown."""
        reach = self.reach if self._least(min_probability) >= self._least(None) else None
        return self._search.nearest(vectors, max(limit, CANDIDATES), mask, reach)

    def answers(
        self,
        asked: Encoded,
        limit: int,
        min_probability: float | None = None,
        mask: tuple[Mask, Mask] | None = None,
    ) -> list[Answer]:
        """The answers to texts among their nearest claims, which `mask` was applied to."""
        nobody = (
            NoMatchCode.FILTERED_OUT if len(self._snapshot.vectors) else NoMatchCode.EMPTY_INDEX
        )
        drafts: list[_Draft] = [silence(nobody)] * len(asked.texts)
        places = [place for place, rows in enumerate(asked.nearest) if len(rows)]
        for part in _parts(places):
            fresh = self._answer(asked.only(part), limit, min_probability, mask)
            for place, draft in zip(part, fresh, strict=True):
                drafts[place] = draft
        matches = judged([found for found, _ in drafts], self._judge)
        answers = [(found, none) for found, (_, none) in zip(matches, drafts, strict=True)]
        for place in np.flatnonzero(asked.doubted).tolist():
            if not _confirmed(answers[place]):
                answers[place] = silence(NoMatchCode.NOT_A_CLAIM)
        return answers

    def _answer(
        self,
        asked: Encoded,
        limit: int,
        min_probability: float | None,
        mask: tuple[Mask, Mask] | None,
    ) -> list[_Draft]:
        """The answers to texts that have nearest claims, all at once."""
        candidates = self._gather(asked)
        ranked, probabilities = self.rank(candidates, limit)
        kept = self._kept(ranked, probabilities, min_probability)
        best = candidates.queries.highest(candidates.scores).tolist()
        answers: list[_Draft] = [
            silence(NoMatchCode.BELOW_THRESHOLD, round(score, 6)) for score in best
        ]
        for place in np.flatnonzero(kept).tolist():
            first = int(ranked.queries.starts[place])
            chosen = slice(first, first + int(kept[place]))
            matches = self._matches(
                asked.texts[place],
                asked.languages[place],
                ranked.rows[chosen],
                ranked.scores[chosen],
                None if probabilities is None else probabilities[chosen],
            )
            answers[place] = matches, None
        silent = np.flatnonzero(kept == 0)
        if mask is not None and len(silent):
            outside = self._would_match(asked.only(silent.tolist()), min_probability)
            for place in silent[outside].tolist():
                answers[place] = silence(NoMatchCode.FILTERED_OUT, round(best[place], 6))
        return answers

    def consider(
        self, texts: Sequence[str], languages: Sequence[str | None], vectors: Vectors
    ) -> list[Candidates]:
        """What `rank` would order for each text, unfiltered, rivals or not."""
        nearest = self._search.nearest(vectors, CANDIDATES, None, None)
        asked = Encoded(texts, languages, vectors, nearest)
        parts = map(asked.only, _parts(range(len(texts))))
        return [one for part in parts for one in self._gather(part).each()]

    def _gather(self, asked: Encoded) -> Candidates:
        return gather(self._snapshot, asked.texts, asked.languages, asked.vectors, asked.nearest)

    def rank(self, candidates: Candidates, places: int) -> tuple[Candidates, Floats | None]:
        """As `ranking.rank` does, under the snapshot's calibration."""
        return rank(candidates, places, self._snapshot.calibration)

    def _kept(
        self, ranked: Candidates, probabilities: Floats | None, min_probability: float | None
    ) -> Rows:
        """How many of each query's candidates are believed enough; the first ones."""
        if probabilities is None:
            return ranked.queries.counts
        return ranked.queries.numbers(probabilities >= self._least(min_probability))

    def _least(self, min_probability: float | None) -> float:
        """How probable a match has to be; 0 where uncalibrated."""
        if min_probability is not None:
            return min_probability
        calibration = self._snapshot.calibration
        return calibration.suggested if calibration else 0.0

    def _would_match(self, asked: Encoded, min_probability: float | None) -> Rows:
        """Which texts match something without the filters."""
        nearest = self.nearest(asked.vectors, 1, min_probability, None)
        ranked, probabilities = self.rank(self._gather(replace(asked, nearest=nearest)), 1)
        return np.flatnonzero(self._kept(ranked, probabilities, min_probability))

    def _matches(
        self,
        text: str,
        language: str | None,
        rows: Rows,
        scores: Floats,
        believed: Floats | None,
    ) -> tuple[Described, ...]:
        """The matches of a text with these claims."""
        probabilities = [None] * len(rows) if believed is None else believed.tolist()
        claims = self._snapshot.found(rows.tolist())
        found = zip(claims, scores.tolist(), probabilities, strict=True)
        return tuple(
            describe(
                text,
                language,
                claim,
                shown,
                score=score,
                probability=probability,
                calibration=self._snapshot.calibration,
                relate=self._relate,
            )
            for (claim, shown), score, probability in found
        )


def _parts(places: Sequence[int]) -> Iterator[Sequence[int]]:
    return (places[start : start + _TOGETHER] for start in range(0, len(places), _TOGETHER))


def _confirmed(answer: Answer) -> bool:
    """Whether the best match is sure enough to overrule the gate."""
    matches, _ = answer
    return bool(matches) and matches[0].band is Band.CONFIRMED


def silence(code: NoMatchCode, best_score: float | None = None) -> tuple[tuple[()], NoMatch]:
    """No match, and why."""
    return (), NoMatch(code=code, best_score=best_score)
