"""What `relate` finds in two sentences of one language, for the tests of relations."""

from __future__ import annotations

from index.lookup import DifferenceKind
from index.relation import relate


def kinds_of(language: str, query: str, claim: str) -> set[DifferenceKind]:
    """The kinds of their differences."""
    _, differences = relate(query, claim, query_language=language, claim_language=language)
    return {difference.kind for difference in differences}
