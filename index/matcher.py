"""Matcher: texts in, lookups out. The one use case that all callers share."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from claims.checkworthy import not_a_claim
from claims.language import detect
from claims.model import Claim
from claims.text import normalise
from index.encoder import Encoder
from index.errors import QueryError
from index.facets import primary_subtag
from index.faiss_index import Mask
from index.features import Candidates, best_of_each, gather, up_to, with_margins
from index.lookup import (
    Agreement,
    Filters,
    Hashed,
    Lookup,
    Match,
    NoMatch,
    NoMatchCode,
    SnapshotInfo,
)
from index.relation import Relate, relate
from index.snapshot import Rows, Snapshot, SnapshotStats

if TYPE_CHECKING:
    from index.nearest import Nearest

CANDIDATES = 60
_VECTORS_A_CLAIM = 2
_MANY = 24  # from so many vectors on, one exact search of all beats one by one
_BULK_THREADS = 2
_FEWEST_LETTERS = 3


class Matcher:
    """Matches against one snapshot with the encoder that built it. Safe for many threads."""

    def __init__(self, snapshot: Snapshot, encoder: Encoder, relate: Relate = relate) -> None:
        """`relate` may spare work that was done before; it has to answer as the function does."""
        self._snapshot = snapshot
        self._encoder = encoder
        self._searching = threading.Lock()
        self._bulk: Nearest | None = None
        self._relate = relate

    @property
    def info(self) -> SnapshotInfo:
        """The snapshot that answers."""
        return self._snapshot.info

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
        open_places = [place for place, code in enumerate(gated) if code is None]
        answers: list[tuple[tuple[Match, ...], NoMatch | None]] = [
            ((), NoMatch(code=code, best_score=None) if code else None) for code in gated
        ]
        vectors = self._encoder.encode_queries([texts[place] for place in open_places])
        found = self._nearest(vectors, max(limit, CANDIDATES), mask)
        for place, vector, rows in zip(open_places, vectors, found, strict=True):
            answers[place] = self._answer(
                texts[place], languages[place], vector, rows, mask, limit, min_probability
            )
        each = (time.perf_counter() - started) * 1000 / max(1, len(texts))
        return [
            self._lookup(text, spoken, matches, no_match, round(each, 3))
            for text, spoken, (matches, no_match) in zip(texts, languages, answers, strict=True)
        ]

    def match_encoded(
        self,
        texts: Sequence[str],
        languages: Sequence[str | None],
        vectors: NDArray[np.float32],
        nearest: Sequence[Rows],
        *,
        limit: int = 5,
    ) -> list[Lookup]:
        """What `match` answers for texts that are no `gate`'s, encoded and searched elsewhere.

        `nearest` has the CANDIDATES nearest claims of each text, best first, or all there are.
        """
        self._check(limit, None)
        found = []
        for text, language, vector, rows in zip(texts, languages, vectors, nearest, strict=True):
            matches, no_match = self._answer(text, language, vector, rows, None, limit, None)
            found.append(self._lookup(text, language, matches, no_match, 0.0))
        return found

    def unread(self, text: str, language: str | None) -> Lookup | None:
        """The lookup of a text that is not worth a search; None for others."""
        code = gate(text, language)
        if code is None:
            return None
        return self._lookup(text, language, (), NoMatch(code=code, best_score=None), 0.0)

    def _lookup(
        self,
        text: str,
        language: str | None,
        matches: tuple[Match, ...],
        no_match: NoMatch | None,
        took_ms: float,
    ) -> Lookup:
        return Lookup(
            text=text,
            language=language,
            matches=matches,
            no_match=no_match,
            snapshot=self.info,
            took_ms=took_ms,
        )

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

    def _nearest(
        self, vectors: NDArray[np.float32], claims: int, mask: tuple[Mask, Mask] | None
    ) -> list[Rows]:
        """The `claims` nearest claims of each vector that pass, all where there are fewer."""
        if mask is None and len(vectors) >= _MANY and not self._snapshot.exact:
            return self._together(vectors, claims)
        count = claims * _VECTORS_A_CLAIM
        while True:
            hits = self._snapshot.search(vectors, count, mask[1] if mask else None)
            found = [self._snapshot.links.claims_of(one.ids) for one in hits]
            if mask is not None:
                found = [rows[mask[0][rows]] for rows in found]
            ended = (len(one.ids) < count for one in hits)
            cut = [up_to(claims, self._snapshot.heads[rows]) for rows in found]
            if all(end or more for (_, more), end in zip(cut, ended, strict=True)):
                return [rows[:place] for rows, (place, _) in zip(found, cut, strict=True)]
            count *= 2

    def _together(self, vectors: NDArray[np.float32], claims: int) -> list[Rows]:
        """The same of many vectors at once, exactly and quicker."""
        from index.nearest import Nearest

        with self._searching:
            if self._bulk is None:
                self._bulk = Nearest(self._snapshot, threads=_BULK_THREADS)
            return [near.rows for near in self._bulk.claims(vectors, claims)]

    def _answer(
        self,
        text: str,
        language: str | None,
        vector: NDArray[np.float32],
        rows: Rows,
        mask: tuple[Mask, Mask] | None,
        limit: int,
        min_probability: float | None,
    ) -> tuple[tuple[Match, ...], NoMatch | None]:
        if not len(rows):
            empty = len(self._snapshot.vectors) == 0
            code = NoMatchCode.EMPTY_INDEX if empty else NoMatchCode.FILTERED_OUT
            return (), NoMatch(code=code, best_score=None)
        # by row: then equals come in one order, however they were found
        gathered = gather(self._snapshot, text, vector, np.sort(rows), language)
        candidates, probabilities = self.rank(gathered)
        keep = self._keep(probabilities, len(candidates.rows), min_probability)[:limit]
        if len(keep):
            chosen = candidates.ordered(keep)
            return self._matches(text, language, chosen, probabilities, keep), None
        best = round(float(candidates.scores.max()), 6)
        outside = mask is not None and self._would_match(text, language, vector, min_probability)
        code = NoMatchCode.FILTERED_OUT if outside else NoMatchCode.BELOW_THRESHOLD
        return (), NoMatch(code=code, best_score=best)

    def consider(self, texts: Sequence[str]) -> list[Candidates]:
        """What `match` would rank for each text, unfiltered and in no order: for evaluation."""
        vectors = self._encoder.encode_queries(texts)
        nearest = self._nearest(vectors, CANDIDATES, None)
        return [
            gather(self._snapshot, text, vector, rows, detect(text).language)
            for text, vector, rows in zip(texts, vectors, nearest, strict=True)
        ]

    def rank(self, candidates: Candidates) -> tuple[Candidates, NDArray[np.float64] | None]:
        """The candidates, best first, and their probabilities (None where uncalibrated).

        Of the claims of a cluster only the best one stays.
        """
        calibration = self._snapshot.calibration
        columns = candidates.columns
        ranks = columns["score"] if calibration is None else calibration.ranking.logits(columns)
        best = best_of_each(self._snapshot.heads[candidates.rows], ranks)
        ranked = with_margins(candidates.ordered(best), ranks[best])
        if calibration is None:
            return ranked, None
        return ranked, calibration.probabilities(ranked.columns)

    def _keep(
        self,
        probabilities: NDArray[np.float64] | None,
        count: int,
        min_probability: float | None,
    ) -> Rows:
        calibration = self._snapshot.calibration
        if probabilities is None or calibration is None:
            return np.arange(count)
        least = calibration.suggested if min_probability is None else min_probability
        return np.flatnonzero(probabilities >= least)

    def _would_match(
        self,
        text: str,
        language: str | None,
        vector: NDArray[np.float32],
        min_probability: float | None,
    ) -> bool:
        """True when something matches without the filters."""
        (rows,) = self._nearest(vector[None, :], CANDIDATES, None)
        _, probabilities = self.rank(gather(self._snapshot, text, vector, rows, language))
        return len(self._keep(probabilities, len(rows), min_probability)) > 0

    def _matches(
        self,
        text: str,
        language: str | None,
        chosen: Candidates,
        probabilities: NDArray[np.float64] | None,
        keep: Rows,
    ) -> tuple[Match, ...]:
        believed = [None] * len(keep) if probabilities is None else probabilities[keep].tolist()
        claims = self._snapshot.found(chosen.rows.tolist())
        triples = zip(claims, chosen.scores.tolist(), believed, strict=True)
        return tuple(
            self._match(text, language, claim, shown, score, probability)
            for (claim, shown), score, probability in triples
        )

    def _match(
        self,
        text: str,
        language: str | None,
        claim: Claim,
        shown: Claim,
        score: float,
        probability: float | None,
    ) -> Match:
        """A match; the sentence is compared with `claim`, which is or is in what is `shown`."""
        calibration = self._snapshot.calibration
        band = None
        if calibration is not None and probability is not None:
            band = calibration.band(probability)
        relation, differences = self._relate(
            text,
            claim.text,
            query_language=primary_subtag(language) or None,
            claim_language=primary_subtag(claim.language) or detect(claim.text).language,
            close=band is not None,
        )
        return Match(
            score=round(score, 6),
            probability=None if probability is None else round(probability, 4),
            band=band,
            relation=relation,
            differences=differences,
            cross_language=_cross(language, claim.language),
            claim=shown,
            agreement=_agreement(shown),
            provenance=claim.reviews[0].provenance,
            found_by=None if claim.id == shown.id else claim.id,
        )


def gate(text: str, language: str | None) -> NoMatchCode | None:
    """Why a text is not worth a search, or None."""
    cleaned = normalise(text)
    if sum(character.isalnum() for character in cleaned) < _FEWEST_LETTERS:
        return NoMatchCode.TOO_SHORT
    return NoMatchCode.NOT_A_CLAIM if not_a_claim(text, language) else None


def _cross(language: str | None, other: str | None) -> bool | None:
    if not language or not other:
        return None
    return primary_subtag(language) != primary_subtag(other)


def _agreement(claim: Claim) -> Agreement:
    """Whether the known verdicts agree; of fewer than two nobody can tell."""
    verdicts = [review.verdict for review in claim.reviews if review.verdict]
    if len(verdicts) < 2:
        return Agreement.SINGLE
    return Agreement.AGREE if len(set(verdicts)) == 1 else Agreement.DISAGREE
