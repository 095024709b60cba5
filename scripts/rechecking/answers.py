"""Answerer: the answers to texts, by the Matcher, and what keeps them true as claims change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.text import normalise
from index.basis import Basis
from index.calibration import Calibration
from index.encoder import Encoder, Vectors
from index.features import CANDIDATES
from index.gate import Gated, gate
from index.lookup import Band, NoMatchCode
from index.matcher import Matcher
from index.nearest import NO_FLOOR, Near, Nearest, claims_by_score
from index.recheck import CheckedSentence, CheckedText, checked
from index.snapshot import Snapshot
from scripts.rechecking.relations import Relations

Encoded = dict[str, NDArray[np.float32]]
_KEPT = 50_000
NO_LEAST = -2.0  # below every cosine


@dataclass(frozen=True, slots=True)
class Asked:
    """A text and the language of the document it stands in: all that its answer depends on."""

    text: str
    language: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """An answer; without a vector where the text was not worth a search."""

    answer: CheckedText
    vector: NDArray[np.float32] | None
    near: Near | None
    least: float = NO_LEAST  # what a claim has to reach to count; NO_LEAST where any may


class Answerer:
    """Over one snapshot, resting on one basis. One thread matches while another encodes."""

    def __init__(
        self,
        snapshot: Snapshot,
        encoder: Encoder,
        basis: Basis,
        *,
        nearest: Future[Nearest],
        limit: int = 5,
    ) -> None:
        snapshot.rest_on(basis)
        self.snapshot = snapshot
        self._encoder = encoder
        self._relations = Relations()
        self._matcher = Matcher(snapshot, encoder, self._relations)
        self._nearest = nearest
        self._floor = floor_of(snapshot.calibration)
        self._limit = limit
        self._known: OrderedDict[Asked, Answered] = OrderedDict()
        self._doubted: set[Asked] = set()

    def known(self, asked: Asked) -> Answered | None:
        """An answer that needs no search: given lately, or the text is not worth one."""
        found = self._known.get(asked)
        if found is not None:
            self._known.move_to_end(asked)
            return found
        gated = self._gate(asked)
        if gated is None or not gated.sure:
            return None
        unread = self._matcher.unread(asked.text, asked.language, gated.code)
        return Answered(checked(unread), None, None)

    def _gate(self, asked: Asked) -> Gated | None:
        """What the gate says; where it doubts, `match` is to know of it."""
        gated = gate(asked.text, asked.language)
        if gated and not gated.sure:
            self._doubted.add(asked)
        return gated

    def encode(self, texts: Sequence[str]) -> Encoded:
        """The vectors of texts, by text; what is the same once normalised is encoded once."""
        normal = {text: normalise(text) for text in texts}
        places = {text: place for place, text in enumerate(dict.fromkeys(normal.values()))}
        vectors = self._encoder.encode_queries(list(places))
        return {text: vectors[places[kept]] for text, kept in normal.items()}

    def answer(self, asked: Sequence[Asked], encoded: Encoded) -> list[Answered]:
        """The answers to texts that were encoded."""
        if not asked:
            return []
        vectors = np.stack([encoded[one.text] for one in asked])
        found = self.match(asked, vectors, self.search(vectors))
        self._known.update(zip(asked, found, strict=True))
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return found

    def search(self, vectors: Vectors) -> list[Near]:
        """The nearest claims of each vector among all; of one that lies below the floor, one."""
        return list(self._nearest.result().claims(vectors, floor=self._floor))

    def among(self, vector: NDArray[np.float32], claims: NDArray[np.int64]) -> Near:
        """The nearest claims of a vector among these; of one that lies below the floor, one."""
        near = claims_by_score(self.snapshot, vector, claims.astype(np.int64))
        return Near(near.rows[:1], near.scores[:1]) if self.below(near) else near

    def below(self, near: Near) -> bool:
        """Whether the nearest claim lies below the floor: then nothing is said of it."""
        return len(near.rows) > 0 and bool(near.scores[0] < self._floor)

    def recall(self, rows: Sequence[CheckedSentence]) -> None:
        """What was worked out before, of rows that are about to be matched again."""
        for row in rows:
            if _may_be_doubted(row):
                self._gate(Asked(row.text, row.language))
        self._relations.recall(rows)

    def match(
        self, asked: Sequence[Asked], vectors: Vectors, near: Sequence[Near]
    ) -> list[Answered]:
        """The answers to texts, given their vectors and nearest claims."""
        ranked = [place for place, one in enumerate(near) if not self.below(one)]
        lookups = self._matcher.match_encoded(
            [asked[place].text for place in ranked],
            [asked[place].language for place in ranked],
            vectors[ranked],
            [near[place].rows for place in ranked],
            doubted=[asked[place] in self._doubted for place in ranked],
            limit=self._limit,
        )
        answers = [self._silent(*one) for one in zip(asked, near, strict=True)]
        for place, lookup in zip(ranked, lookups, strict=True):
            answers[place] = checked(lookup)
        self._doubted.difference_update(asked)
        return [
            Answered(answer, vector, rows, self._least(rows))
            for answer, vector, rows in zip(answers, vectors, near, strict=True)
        ]

    def _silent(self, asked: Asked, near: Near) -> CheckedText:
        """What is said of a text that lies below the floor."""
        if asked in self._doubted or not len(near.rows):
            return CheckedText(no_match=NoMatchCode.NOT_A_CLAIM, best_score=None, matches=())
        best = min(1.0, float(near.scores[0]))
        code = NoMatchCode.BELOW_THRESHOLD
        return CheckedText(no_match=code, best_score=round(best, 6), matches=())

    def _least(self, near: Near) -> float:
        """The cosine that a new claim has to reach to be among the nearest."""
        if self.below(near):
            return float(near.scores[0])
        full = len(np.unique(self.snapshot.heads[near.rows])) >= CANDIDATES
        return float(near.scores[-1]) if full else NO_LEAST


def floor_of(calibration: Calibration | None) -> float:
    """The cosine below which nothing is ever matched."""
    return float(getattr(calibration, "floor", NO_FLOOR))


def _may_be_doubted(row: CheckedSentence) -> bool:
    """Whether the gate may doubt the row's text: it was refused though searched, or confirmed."""
    best = row.matches[0].band if row.matches else None
    return row.answer.no_match is NoMatchCode.NOT_A_CLAIM or best is Band.CONFIRMED
