"""Relations and KnownReadings: what a sentence and a claim are to each other, worked out once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.checked import CheckedMatch, CheckedSentence
from index.facets import primary_subtag
from index.hits import language_of
from index.judge import Judge
from index.lookup import Band, Difference, Relation
from index.relation import relate
from index.stance import Pair, Reading, Stance

_Key = tuple[str, str, str | None, str | None, bool, bool]
_Found = tuple[Relation, tuple[Difference, ...]]


class Relations:
    """Answers as `index.relation.relate` does, from memory for the rows recalled last."""

    def __init__(self) -> None:
        self._known: dict[_Key, _Found] = {}

    def recall(self, rows: Iterable[CheckedSentence]) -> None:
        """Remember the relations of these rows' matches, and no others."""
        self._known = {
            (
                row.words,
                match.claim_text,
                *_languages(row, match),
                match.band is not None,
                match.band is Band.CONFIRMED,
            ): (match.relation, match.differences)
            for row in rows
            for match in row.matches
            if match.found_by is None  # else another claim of the cluster was compared with
        }

    def __call__(
        self,
        query: str,
        claim: str,
        *,
        query_language: str | None,
        claim_language: str | None,
        close: bool = True,
        sure: bool = True,
    ) -> _Found:
        """The relation and the differences."""
        found = self._known.get((query, claim, query_language, claim_language, close, sure))
        if found is not None:
            return found
        return relate(
            query,
            claim,
            query_language=query_language,
            claim_language=claim_language,
            close=close,
            sure=sure,
        )


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a text beside a claim, which is a number over its words."""

    claim: int
    reading: Reading


class KnownReadings:
    """Reads as a Judge does, from memory for the pairs recalled last."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._known: dict[tuple[str, int], Reading] = {}
        self._read: dict[str, dict[int, Reading]] = {}

    @property
    def stance(self) -> Stance:
        """As the judge has it."""
        return self._judge.stance

    def recall(self, rows: Iterable[tuple[str, Sequence[Read]]]) -> None:
        """Remember what was read of these texts, and no others."""
        self._known = {(text, one.claim): one.reading for text, read in rows for one in read}

    def read(self, pairs: Sequence[Pair]) -> list[Reading]:
        """As the judge has it."""
        keys = [(text, _number(claim)) for text, claim in pairs]
        fresh = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in self._known}
        said = dict(zip(fresh, self._judge.read(list(fresh.values())), strict=True))
        found = {key: self._known.get(key) or said[key] for key in keys}
        for (text, claim), reading in found.items():
            self._read.setdefault(text, {})[claim] = reading
        return [found[key] for key in keys]

    def taken(self) -> dict[str, tuple[Read, ...]]:
        """What was read since this was last called, by text."""
        read, self._read = self._read, {}
        return {
            text: tuple(Read(*one) for one in sorted(claims.items()))
            for text, claims in read.items()
        }


def _number(claim: str) -> int:
    digest = hashlib.blake2b(claim.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def _languages(row: CheckedSentence, match: CheckedMatch) -> tuple[str | None, str | None]:
    spoken = primary_subtag(row.spoken) or None
    return spoken, language_of(match.claim_text, match.claim_language)
