"""called_same() and the like: what a reader takes from the matches of a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from index.lookup import Band, Match, Relation


def called_same(matches: Iterable[Match]) -> bool:
    """Whether one of these claims is called the same."""
    return any(match.relation is Relation.SAME for match in matches)


def confirmed_same(matches: Iterable[Match]) -> bool:
    """Whether one of these claims is confirmed, and called the same."""
    return called_same(match for match in matches if match.band is Band.CONFIRMED)


def called_opposed(matches: Iterable[Match]) -> bool:
    """Whether one of these claims is called the opposite."""
    return any(match.relation is Relation.CONTRADICTS for match in matches)
