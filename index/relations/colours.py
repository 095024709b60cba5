"""Colours: what is said to be red is not what is said to be blue."""

from __future__ import annotations

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.tables import group_of


def coloured_otherwise(alignment: Alignment) -> bool:
    """True where both sides name colours, none of them the same, and neither denies any."""
    one = _colours(alignment.query)
    other = _colours(alignment.claim) if one else one  # few sentences name any
    if not other or one & other:
        return False
    return not (alignment.query.denies or alignment.claim.denies)


def _colours(analysis: Analysis) -> frozenset[str]:
    """Those that are named; a name's are none: the White House, Green Day."""
    if analysis.language is None:
        return frozenset()
    german = analysis.language == "de"  # whose nouns have capitals too, and adjectives none
    found = [
        colour_of(token.fold, analysis.language)
        for place, token in enumerate(analysis.tokens)
        if not (token.capital and (place or german))
    ]
    return frozenset(name for name in found if name)


def colour_of(fold: str, language: str) -> str | None:
    """The colour that a folded word is."""
    return group_of("colours.toml", fold, language)
