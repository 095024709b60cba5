"""Answerer: the answers to texts, by the Matcher, and what keeps them true as claims change."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from claims.text import normalise
from index.basis import Basis
from index.checked import CheckedMatch, CheckedSentence, CheckedText, checked
from index.encoder import Encoder, Vectors
from index.features import CANDIDATES
from index.gate import gate
from index.judge import find_judge
from index.lookup import Band, NoMatchCode
from index.matcher import Matcher
from index.nearest import Near, Nearest, claims_by_score, entry
from index.segments import Segments
from index.snapshot import Snapshot
from scripts.rechecking.relations import KnownReadings, Read, Relations

Encoded = dict[str, NDArray[np.float32]]
_KEPT = 20_000
NO_LEAST = -2.0  # below every cosine
UNANSWERED = CheckedText(no_match=None, best_score=None, matches=())


@dataclass(frozen=True, slots=True)
class Asked:
    """A text and its language: all that its answer depends on."""

    text: str
    language: str | None

    @classmethod
    def of(cls, row: CheckedSentence) -> Asked:
        """What was looked up for a row."""
        return cls(row.words, row.spoken)


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """An answer, and what was read for it; without a vector where the text was not worth a
    search."""

    answer: CheckedText
    vector: NDArray[np.float32] | None
    near: Near | None
    read: tuple[Read, ...] = ()
    least: float = NO_LEAST  # the cosine of the last of the nearest; NO_LEAST where any may be one


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
        judge = find_judge(encoder)
        self._judge = KnownReadings(judge) if judge else None
        self._matcher = Matcher(snapshot, encoder, self._relations, self._judge)
        self._nearest = nearest
        self._limit = limit
        self._known: OrderedDict[Asked, Answered] = OrderedDict()
        self._doubted: Counter[Asked] = Counter()  # how often each is still to be matched
        self._trusted: set[Asked] = set()  # were sure enough for the gate not to matter

    def known(self, asked: Asked) -> Answered | None:
        """An answer that needs no search: given lately, or the text is not worth one."""
        found = self._known.get(asked)
        if found is not None:
            self._known.move_to_end(asked)
            return found
        gated = gate(asked.text, asked.language)
        if gated is None:
            return None
        if not gated.sure:
            self._doubted[asked] += 1  # for `match` to know of
            return None
        unread = self._matcher.unread(asked.text, asked.language, gated.code)
        return Answered(checked(unread), None, None)

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
        """The nearest claims of each vector among all."""
        return list(self._nearest.result().claims(vectors, CANDIDATES, self._matcher.reach))

    def among(self, vectors: Vectors, claims: NDArray[np.int64], owned: Segments) -> list[Near]:
        """The nearest of the claims that each vector owns, which come by row."""
        reach = self._matcher.reach
        return claims_by_score(self.snapshot, vectors, claims, owned, CANDIDATES, reach)

    def recall(self, rows: Sequence[CheckedSentence], read: Sequence[tuple[Read, ...]]) -> None:
        """What was worked out before, of rows that are about to be matched again."""
        self._trusted = {Asked.of(row) for row in rows if _sure(row.matches)}
        self._doubted += Counter(
            Asked.of(row)
            for row in rows
            if row.answer.no_match is NoMatchCode.NOT_A_CLAIM  # or it would not have been searched
        )
        self._relations.recall(rows)
        if self._judge:
            self._judge.recall(zip((row.words for row in rows), read, strict=True))

    def match(
        self, asked: Sequence[Asked], vectors: Vectors, near: Sequence[Near]
    ) -> list[Answered]:
        """The answers to texts, given their vectors and nearest claims."""
        lookups = self._matcher.match_encoded(
            [one.text for one in asked],
            [one.language for one in asked],
            vectors,
            [one.rows for one in near],
            doubted=[one in self._doubted for one in asked],
            limit=self._limit,
        )
        self._doubted -= Counter(asked)
        read = self._judge.taken() if self._judge else {}
        return [
            Answered(
                self._gated(one, checked(lookup)),
                vector,
                rows,
                read.get(one.text, ()),
                self._least(rows),
            )
            for one, lookup, vector, rows in zip(asked, lookups, vectors, near, strict=True)
        ]

    def _gated(self, asked: Asked, answer: CheckedText) -> CheckedText:
        """The answer, unless the gate doubts what was trusted and is no more."""
        if (
            asked not in self._trusted
            or _sure(answer.matches)
            or gate(asked.text, asked.language) is None
        ):
            return answer
        return replace(UNANSWERED, no_match=NoMatchCode.NOT_A_CLAIM)

    def _least(self, near: Near) -> float:
        """The cosine that a new claim has to reach to be among the nearest."""
        found = entry(self.snapshot, near, CANDIDATES, self._matcher.reach)
        return NO_LEAST if found is None else found


def _sure(matches: Sequence[CheckedMatch]) -> bool:
    return bool(matches) and matches[0].band is Band.CONFIRMED
