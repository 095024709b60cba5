"""Colours: what is said to be red is not what is said to be blue."""

from __future__ import annotations

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.tables import group_of


def coloured_otherwise(alignment: Alignment) -> bool:
    """True where both sides name colours, none of them the same, and not just one denies any."""
    one = _colours(alignment.query)
    other = _colours(alignment.claim) if one else one  # few sentences name any
    if not other or one & other:
        return False
    return alignment.query.denies == alignment.claim.denies


def _colours(analysis: Analysis) -> frozenset[str]:
    """Those that are named; a name's are none: the White House, Green Day, Jack Black."""
    if analysis.language is None:
        return frozenset()
    found = [
        colour_of(token.fold, analysis.language)
        for place, token in enumerate(analysis.tokens)
        if not (token.capital and _in_a_name(analysis, place))
    ]
    return frozenset(name for name in found if name)


def _in_a_name(analysis: Analysis, place: int) -> bool:
    """Whether a word with a capital is in a name; not in "a Black choir", alone with its own."""
    if analysis.language == "de":
        return True  # nouns have capitals too, and adjectives none
    if not place:
        return False
    beside = [*analysis.tokens[place - 1 : place], *analysis.tokens[place + 1 : place + 2]]
    followed = len(beside) == 2 and beside[1].kind != "mark"
    return not followed or any(token.capital for token in beside)


def colour_of(fold: str, language: str) -> str | None:
    """The colour that a folded word is."""
    return group_of("colours.toml", fold, language)
