"""What `relate` finds in two sentences, for the tests of relations."""

from __future__ import annotations

from index.lookup import DifferenceKind, Relation
from index.relation import relate


def kinds_of(language: str, query: str, claim: str) -> set[DifferenceKind]:
    """The kinds of their differences, both in one language."""
    _, differences = relate(query, claim, query_language=language, claim_language=language)
    return {difference.kind for difference in differences}


def relation_of(language: str, query: str, claim: str, spoken: str = "en") -> Relation:
    """The relation of a sentence to a claim, which is `spoken` in English or another language."""
    found, _ = relate(query, claim, query_language=language, claim_language=spoken)
    return found
