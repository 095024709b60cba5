"""relate(): how a sentence stands to a claim, and where they differ."""

from __future__ import annotations

from index.lookup import Difference, Relation


def relate(
    query: str,
    claim: str,
    *,
    query_language: str | None,
    claim_language: str | None,
    score: float | None = None,
) -> tuple[Relation, tuple[Difference, ...]]:
    """The relation and the differences; `related` where nothing can be said."""
    return Relation.RELATED, ()
