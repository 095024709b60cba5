"""Answering: what is said of texts that are encoded already, over one snapshot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.encoder import Vectors
from index.faiss_index import Mask
from index.features import CANDIDATES, Candidates, Floats, gather
from index.hits import SLACK, Hit, believed
from index.judge import Judge
from index.judging import judged
from index.lookup import Band, Match, NoMatch, NoMatchCode
from index.matches import describe
from index.ranking import rank
from index.relation import Relate
from index.rivals import REACH
from index.search import Search
from index.snapshot import Rows, Snapshot

Answer = tuple[tuple[Match, ...], NoMatch | None]

READ = 5  # of what a text finds so much is read, if a caller wants to know of fewer
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
        answers: list[Answer] = [silence(nobody)] * len(asked.texts)
        places = [place for place, rows in enumerate(asked.nearest) if len(rows)]
        some = asked.only(places)
        best, matches = self._matches(some, limit, min_probability)
        for place, score, found in zip(places, best, matches, strict=True):
            below = silence(NoMatchCode.BELOW_THRESHOLD, round(score, 6))
            answers[place] = (found, None) if found else below
        if mask is not None:
            silent = [at for at, found in enumerate(matches) if not found]
            for at in self._would_match(some.only(silent), silent, min_probability):
                answers[places[at]] = silence(NoMatchCode.FILTERED_OUT, round(best[at], 6))
        for place in np.flatnonzero(asked.doubted).tolist():
            if not _confirmed(answers[place]):
                answers[place] = silence(NoMatchCode.NOT_A_CLAIM)
        return answers

    def _matches(
        self, asked: Encoded, limit: int, min_probability: float | None
    ) -> tuple[list[float], list[tuple[Match, ...]]]:
        """The best score of each text, and its matches; each has nearest claims."""
        calibration = self._snapshot.calibration
        best, hits = self._hits(asked, max(limit, READ), min_probability)
        found, readings = believed(
            list(zip(asked.texts, asked.languages, hits, strict=True)), self._judge, calibration
        )
        described = [
            [
                describe(text, language, hit, calibration=calibration, relate=self._relate)
                for hit in some[:limit]
                if self._kept(hit, min_probability)
            ]
            for text, language, some in zip(asked.texts, asked.languages, found, strict=True)
        ]
        return best, judged(described, self._judge, readings)

    def _hits(
        self, asked: Encoded, places: int, min_probability: float | None
    ) -> tuple[list[float], list[list[Hit]]]:
        """The best score of each text, and what may be shown of the first so many of its claims."""
        best: list[float] = []
        hits: list[list[Hit]] = []
        # once it is read it may be more
        least = min(self._least(min_probability) - SLACK, self._least(None))
        for part in _parts(range(len(asked.texts))):
            candidates = self._gather(asked.only(part))
            ranked, probabilities = self.rank(candidates, places)
            kept = ranked.queries.counts
            if probabilities is not None:
                kept = ranked.queries.numbers(probabilities >= least)
            best += candidates.queries.highest(candidates.scores).tolist()
            for first, count in zip(ranked.queries.starts.tolist(), kept.tolist(), strict=True):
                chosen = slice(first, first + count)
                hits.append(self._found(ranked, probabilities, chosen))
        return best, hits

    def _found(self, ranked: Candidates, probabilities: Floats | None, chosen: slice) -> list[Hit]:
        rows, scores = ranked.rows[chosen].tolist(), ranked.scores[chosen].tolist()
        if not rows:
            return []
        sure = [None] * len(rows) if probabilities is None else probabilities[chosen].tolist()
        claims = self._snapshot.found(rows)
        each = zip(claims, scores, sure, strict=True)
        return [Hit(claim, shown, score, one) for (claim, shown), score, one in each]

    def believe(
        self, text: str, language: str | None, ranked: Candidates, probabilities: Floats
    ) -> tuple[Candidates, Floats]:
        """What `rank` returns of one text, once what would be shown of it was read."""
        shown = int((probabilities >= self._least(None)).sum())
        hits = self._found(ranked, probabilities, slice(0, shown))
        found, _ = believed([(text, language, hits)], self._judge, self._snapshot.calibration)
        sure = {hit.claim.id: hit.probability for hit in found[0]}
        after = probabilities.copy()
        after[: len(hits)] = [sure[hit.claim.id] for hit in hits]
        order = np.argsort(-after, kind="stable")
        return ranked.ordered(order), after[order]

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

    def _kept(self, hit: Hit, min_probability: float | None) -> bool:
        """Whether a hit is probable enough; what is asked for goes by what is told."""
        if hit.probability is None or hit.told is None:
            return True
        if min_probability is None:
            return hit.probability >= self._least(None)
        return hit.told >= min_probability

    def _least(self, min_probability: float | None) -> float:
        """How probable a match has to be; 0 where uncalibrated."""
        if min_probability is not None:
            return min_probability
        calibration = self._snapshot.calibration
        return calibration.suggested if calibration else 0.0

    def _would_match(
        self, asked: Encoded, places: Sequence[int], min_probability: float | None
    ) -> list[int]:
        """The places of those texts that match something without the filters."""
        if not places:
            return []
        nearest = self.nearest(asked.vectors, 1, min_probability, None)
        _, matches = self._matches(replace(asked, nearest=nearest), 1, min_probability)
        return [place for place, found in zip(places, matches, strict=True) if found]


def _parts(places: Sequence[int]) -> Iterator[Sequence[int]]:
    return (places[start : start + _TOGETHER] for start in range(0, len(places), _TOGETHER))


def _confirmed(answer: Answer) -> bool:
    """Whether the best match is sure enough to overrule the gate."""
    matches, _ = answer
    return bool(matches) and matches[0].band is Band.CONFIRMED


def silence(code: NoMatchCode, best_score: float | None = None) -> tuple[tuple[()], NoMatch]:
    """No match, and why."""
    return (), NoMatch(code=code, best_score=best_score)
