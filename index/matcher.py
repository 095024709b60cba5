"""Matcher: texts in, lookups out. The one use case that all callers share."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from claims.language import detect
from claims.model import Claim
from index.calibration import Calibration
from index.encoder import Encoder, Vectors
from index.errors import QueryError
from index.faiss_index import Mask
from index.features import CANDIDATES, Candidates, Floats, gather
from index.gate import gate
from index.lookup import (
    Band,
    Filters,
    Hashed,
    Lookup,
    Match,
    NoMatch,
    NoMatchCode,
    SnapshotInfo,
)
from index.matches import Described, describe, judged
from index.ranking import rank
from index.relation import Relate, relate
from index.rivals import REACH
from index.search import Search
from index.snapshot import Rows, Snapshot, SnapshotStats
from index.stance import Judge, find_judge
from index.vectors import one_thread_a_product

_Answer = tuple[tuple[Match, ...], NoMatch | None]
_Draft = tuple[tuple[Described, ...], NoMatch | None]  # before its matches are judged

_WARM_UP = "The first sentence an encoder meets takes the longest."
_TOGETHER = 64  # texts whose candidates are ranked at once: what they need fits the caches


class Matcher:
    """Matches against one snapshot with the encoder that built it. Safe for many threads."""

    def __init__(
        self,
        snapshot: Snapshot,
        encoder: Encoder,
        relate: Relate = relate,
        judge: Judge | None = None,
    ) -> None:
        """`relate` and `judge` may spare work that was done before; they have to answer as the
        function does, and the encoder's own."""
        self._snapshot = snapshot
        self._encoder = encoder
        self._search = Search(snapshot)
        self._relate = relate
        self._judge = judge or find_judge(encoder)
        one_thread_a_product()

    @property
    def info(self) -> SnapshotInfo:
        """The snapshot that answers."""
        return self._snapshot.info

    @property
    def calibration(self) -> Calibration | None:
        """What its probabilities and bands rest on."""
        return self._snapshot.calibration

    @property
    def reach(self) -> float | None:
        """By how much the cosines of rivals may stay below the highest; None: by any."""
        return REACH if self._snapshot.calibration else None

    def warm_up(self) -> None:
        """Encode, search and read a pair once, so that the first caller does not wait for it."""
        self.match([_WARM_UP], limit=1, min_probability=0)
        if self._judge is not None:
            self._judge.doubted([(_WARM_UP, _WARM_UP)])

    def stats(self) -> SnapshotStats:
        """Counts over the snapshot."""
        return self._snapshot.stats()

    def claim(self, claim_id: str) -> Claim | None:
        """One claim by id."""
        return self._snapshot.claim(claim_id)

    def newest(self, filters: Filters, count: int) -> list[Claim]:
        """The newest `count` claims that pass, undated ones last."""
        return self._snapshot.newest(filters, count)

    def hash_claims(self) -> None:
        """Make `hashed` answer; takes seconds where the snapshot holds no hashes."""
        self._snapshot.hash_claims()

    def hashed(self, prefix: str) -> list[tuple[Hashed, Claim]] | None:
        """The claims with a form whose hash begins with `prefix` (hex), in the hashes' order.

        None until `hash_claims` was called once, in a snapshot that holds no hashes.
        """
        if self._snapshot.hashes is None:
            return None
        found = self._snapshot.hashes.starting_with(prefix)
        claims = self._snapshot.claims([each.row for each in found])
        return list(zip(found, claims, strict=True))

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """How long texts are to the encoder: those of like length are matched soonest together."""
        return self._encoder.lengths(texts)

    def match(
        self,
        texts: Sequence[str],
        *,
        limit: int = 5,
        min_probability: float | None = None,
        filters: Filters = Filters(),  # noqa: B008 - frozen
        language: str | None | Sequence[str | None] = None,
    ) -> list[Lookup]:
        """One lookup a text, in order; `min_probability` 0 returns the nearest `limit` claims.

        `language` is that of all texts, or a list with one for each; None is worked out.

        Raises QueryError for a limit below 1, a probability outside [0, 1], or one asked of an
        encoder that has no calibration.
        """
        self._check(limit, min_probability)
        started = time.perf_counter()
        given = [language] * len(texts) if isinstance(language, str | None) else language
        pairs = zip(texts, given, strict=True)
        languages = [known or detect(text).language for text, known in pairs]
        gated = [
            None if min_probability == 0 else gate(text, spoken)
            for text, spoken in zip(texts, languages, strict=True)
        ]
        mask = self._snapshot.passing(filters)
        open_places = [place for place, word in enumerate(gated) if word is None or not word.sure]
        answers: list[_Answer] = [
            _silence(word.code if word else NoMatchCode.NOT_A_CLAIM) for word in gated
        ]
        asked = [texts[place] for place in open_places]
        vectors = self._encoder.encode_queries(asked)
        found = _Encoded(
            asked,
            [languages[place] for place in open_places],
            vectors,
            self._nearest(vectors, limit, min_probability, mask),
            doubted=[gated[place] is not None for place in open_places],
        )
        fresh = self._answers(found, limit, min_probability, mask)
        for place, answer in zip(open_places, fresh, strict=True):
            answers[place] = answer
        each = (time.perf_counter() - started) * 1000 / max(1, len(texts))
        return self._lookups(texts, languages, answers, round(each, 3))

    def _nearest(
        self,
        vectors: Vectors,
        limit: int,
        min_probability: float | None,
        mask: tuple[Mask, Mask] | None,
    ) -> list[Rows]:
        """The claims that are looked at closely; what is no rival only where it may be shown."""
        reach = self.reach if self._least(min_probability) >= self._least(None) else None
        return self._search.nearest(vectors, max(limit, CANDIDATES), mask, reach)

    def match_encoded(
        self,
        texts: Sequence[str],
        languages: Sequence[str | None],
        vectors: Vectors,
        nearest: Sequence[Rows],
        *,
        doubted: Sequence[bool],
        limit: int = 5,
    ) -> list[Lookup]:
        """What `match` answers for texts that were encoded and searched elsewhere.

        `nearest` has the CANDIDATES nearest claims of each text, best first, or all rivals;
        `doubted` are those that `gate` takes for no claims, without being sure.
        """
        self._check(limit, None)
        asked = _Encoded(texts, languages, vectors, nearest, doubted)
        answers = self._answers(asked, limit)
        return self._lookups(texts, languages, answers, 0.0)

    def unread(self, text: str, language: str | None, code: NoMatchCode) -> Lookup:
        """The lookup of a text that is not searched, for that reason."""
        return self._lookups([text], [language], [_silence(code)], 0.0)[0]

    def _lookups(
        self,
        texts: Sequence[str],
        languages: Sequence[str | None],
        answers: Sequence[_Answer],
        took_ms: float,
    ) -> list[Lookup]:
        info = self.info
        return [
            Lookup(
                text=text,
                language=language,
                matches=matches,
                no_match=no_match,
                snapshot=info,
                took_ms=took_ms,
            )
            for text, language, (matches, no_match) in zip(texts, languages, answers, strict=True)
        ]

    def _check(self, limit: int, min_probability: float | None) -> None:
        if limit < 1:
            raise QueryError("limit must be at least 1")
        if min_probability is not None and not 0 <= min_probability <= 1:
            raise QueryError("min_probability must lie between 0 and 1")
        if min_probability and self._snapshot.calibration is None:
            raise QueryError(
                "the running encoder has no calibration, so min_probability can only be 0: "
                "fit one with scripts/evaluate.py fit"
            )

    def _answers(
        self,
        asked: _Encoded,
        limit: int,
        min_probability: float | None = None,
        mask: tuple[Mask, Mask] | None = None,
    ) -> list[_Answer]:
        nobody = (
            NoMatchCode.FILTERED_OUT if len(self._snapshot.vectors) else NoMatchCode.EMPTY_INDEX
        )
        drafts: list[_Draft] = [_silence(nobody)] * len(asked.texts)
        places = [place for place, rows in enumerate(asked.nearest) if len(rows)]
        for start in range(0, len(places), _TOGETHER):
            part = places[start : start + _TOGETHER]
            fresh = self._answer(asked.only(part), limit, min_probability, mask)
            for place, draft in zip(part, fresh, strict=True):
                drafts[place] = draft
        matches = judged(asked.texts, [found for found, _ in drafts], self._judge)
        answers = [(found, none) for found, (_, none) in zip(matches, drafts, strict=True)]
        for place in np.flatnonzero(asked.doubted).tolist():
            if not _confirmed(answers[place]):
                answers[place] = _silence(NoMatchCode.NOT_A_CLAIM)
        return answers

    def _answer(
        self,
        asked: _Encoded,
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
            _silence(NoMatchCode.BELOW_THRESHOLD, round(score, 6)) for score in best
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
                answers[place] = _silence(NoMatchCode.FILTERED_OUT, round(best[place], 6))
        return answers

    def consider(self, texts: Sequence[str]) -> list[Candidates]:
        """What `rank` would order for each text, unfiltered, rivals or not: for evaluation."""
        vectors = self._encoder.encode_queries(texts)
        nearest = self._search.nearest(vectors, CANDIDATES, None, None)
        languages = [detect(text).language for text in texts]
        asked = _Encoded(texts, languages, vectors, nearest)
        starts = range(0, len(texts), _TOGETHER)
        parts = (asked.only(range(len(texts))[start : start + _TOGETHER]) for start in starts)
        return [one for part in parts for one in self._gather(part).each()]

    def _gather(self, asked: _Encoded) -> Candidates:
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

    def _would_match(self, asked: _Encoded, min_probability: float | None) -> Rows:
        """Which texts match something without the filters."""
        nearest = self._nearest(asked.vectors, 1, min_probability, None)
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


@dataclass(frozen=True, slots=True)
class _Encoded:
    """Texts, their languages, vectors and nearest claims, side by side; and which of them the gate
    doubts, for `_answers`."""

    texts: Sequence[str]
    languages: Sequence[str | None]
    vectors: Vectors
    nearest: Sequence[Rows]
    doubted: Sequence[bool] = ()

    def only(self, places: Sequence[int]) -> _Encoded:
        """Those at these places, their nearest claims by row."""
        return _Encoded(
            [self.texts[place] for place in places],
            [self.languages[place] for place in places],
            self.vectors[list(places)],
            # by row: then equals come in one order, however they were found
            [np.sort(self.nearest[place]) for place in places],
        )


def _confirmed(answer: _Answer) -> bool:
    """Whether the best match is sure enough to overrule the gate."""
    matches, _ = answer
    return bool(matches) and matches[0].band is Band.CONFIRMED


def _silence(code: NoMatchCode, best_score: float | None = None) -> tuple[tuple[()], NoMatch]:
    return (), NoMatch(code=code, best_score=best_score)
