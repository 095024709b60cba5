"""Alignment: which content words of two sentences answer each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.relations.analysis import Analysis
from index.relations.words import alike, inflected


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Matched content tokens of query and claim, by index, and what is left on either side.

    `overlap` is the Dice coefficient of the content words, in [0, 1].
    """

    query: Analysis
    claim: Analysis
    pairs: Mapping[int, int]
    query_rest: tuple[int, ...]
    claim_rest: tuple[int, ...]
    overlap: float

    def claim_token(self, i: int) -> int | None:
        """The claim's token that answers the query's token `i`."""
        return self.pairs.get(i)

    def beside(self, query_token: int, claim_token: int, query_end: int, claim_end: int) -> int:
        """How many of the two neighbours (content words, or the sentence's ends) answer."""
        before = _near(self.query, query_token, -1), _near(self.claim, claim_token, -1)
        after = _near(self.query, query_end - 1, 1), _near(self.claim, claim_end - 1, 1)
        return sum(self._answers(one, other) for one, other in (before, after))

    def _answers(self, one: int | None, other: int | None) -> bool:
        if one is None or other is None:
            return one is other
        return self.pairs.get(one) == other


def _near(analysis: Analysis, token: int, step: int) -> int | None:
    places = [i for i in analysis.content if (i - token) * step > 0]
    return min(places, key=lambda i: abs(i - token), default=None)


def align(query: Analysis, claim: Analysis) -> Alignment:
    """Match content words: equal ones first, then forms of one word or names of one thing."""
    pairs: dict[int, int] = {}
    free = list(claim.content)
    _match(query, claim, pairs, free, exact=True)
    _match(query, claim, pairs, free, exact=False)
    size = len(query.content) + len(claim.content)
    return Alignment(
        query=query,
        claim=claim,
        pairs=pairs,
        query_rest=tuple(i for i in query.content if i not in pairs),
        claim_rest=tuple(free),
        overlap=2 * len(pairs) / size if size else 0.0,
    )


def _match(
    query: Analysis, claim: Analysis, pairs: dict[int, int], free: list[int], *, exact: bool
) -> None:
    query_codes, claim_codes = ({}, {}) if exact else (_codes(query), _codes(claim))
    language = query.language if query.language == claim.language else None
    for i in query.content:
        if i in pairs:
            continue
        word, codes = query.tokens[i].fold, query_codes.get(i)
        for j in free:
            other = claim.tokens[j].fold
            if (
                word == other
                if exact
                else alike(word, other)
                or inflected(word, other, language)
                or _shared(codes, claim_codes.get(j))
            ):
                pairs[i] = j
                free.remove(j)
                break


def _codes(analysis: Analysis) -> dict[int, frozenset[str]]:
    return {
        i: name.codes for name in analysis.names if name.codes for i in range(name.start, name.end)
    }


def _shared(one: frozenset[str] | None, other: frozenset[str] | None) -> bool:
    return bool(one and other and one & other)
