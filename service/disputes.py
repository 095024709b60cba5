"""Disputes: claims that are the same sentence, of equal belief, and of different verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from claims.model import Verdict
from index.lookup import Match, Relation


def leading(best: Match, matches: Sequence[Match]) -> tuple[Match, ...]:
    """The match to go by, and with it those that are as surely the same where they dispute it."""
    if best.relation is not Relation.SAME:
        return (best,)
    others = [each for each in matches if each != best and _is_equal(each, best)]
    verdicts = set[Verdict]().union(*map(_verdicts, (best, *others)))
    agreed = len(verdicts) < 2 or verdicts == _verdicts(best)
    return (best,) if agreed else (best, *others)


def disputed(matches: Sequence[Match]) -> bool:
    """Whether the first match is not the only one to go by."""
    return bool(matches) and len(leading(matches[0], matches)) > 1


def _is_equal(match: Match, best: Match) -> bool:
    known = bool(_verdicts(match))
    return known and (match.relation, match.band) == (best.relation, best.band)


def _verdicts(match: Match) -> set[Verdict]:
    return {review.verdict for review in match.claim.reviews if review.verdict}
