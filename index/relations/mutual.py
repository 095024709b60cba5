"""mutual(): what two do with each other, so that either may be named first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from index.relations.analysis import Analysis
from index.relations.reorderings import Swap
from index.relations.tables import read_table

_WITH = frozenset("with mit avec con com z ze".split())
_PLAIN = _WITH | {"", "to", "an"}  # "spoke to", "grenzt an"; not "spoke about"
_ONLY_WITH = frozenset(("es", "pt"))  # where "encontrou" alone is "found"


def mutual(analysis: Analysis, ours: Sequence[int], swap: Swap, preposition: str) -> bool:
    """True for the "met" of "Ann met Bob", with the preposition before the second of the two."""
    if analysis.language is None or not swap.apart:
        return False
    if preposition not in (_WITH if analysis.language in _ONLY_WITH else _PLAIN):
        return False
    pattern = _pattern(analysis.language)
    between = ours[swap.middle.start : swap.middle.stop]
    return all(pattern.fullmatch(analysis.tokens[i].fold) for i in between)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(read_table("mutual.toml").get(language, "(?!)"))
