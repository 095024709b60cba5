"""Sexes: what is said of women is not what is said of men."""

from __future__ import annotations

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.tables import group_of


def sexed_otherwise(alignment: Alignment) -> bool:
    """True where one side speaks of one sex only, the other of the other, and not just one denies
    it: that none was a woman says that all were men."""
    one = _sexes(alignment.query)
    other = _sexes(alignment.claim) if one else one
    if not len(one) == len(other) == 1 or one == other:
        return False
    return alignment.query.denies == alignment.claim.denies


def _sexes(analysis: Analysis) -> frozenset[str]:
    language = analysis.language or ""
    found = (group_of("sexes.toml", token.fold, language) for token in analysis.tokens)
    return frozenset(sex for sex in found if sex)
