"""Sexes: what is said of women is not what is said of men."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.tables import named_groups


def sexed_otherwise(alignment: Alignment) -> bool:
    """True where one side speaks of one sex only, the other of the other, and neither denies it:
    that none was a woman says that all were men."""
    sides = (alignment.query, alignment.claim)
    one = _sexes(alignment.query)
    other = _sexes(alignment.claim) if one else one
    if not len(one) == len(other) == 1 or one == other:
        return False
    return not any(cue.family == "negator" for side in sides for cue in side.cues)


def _sexes(analysis: Analysis) -> frozenset[str]:
    return _named(tuple(token.fold for token in analysis.tokens), analysis.language or "")


@lru_cache(maxsize=1 << 12)
def _named(folds: tuple[str, ...], language: str) -> frozenset[str]:
    matches = map(_pattern(language).fullmatch, folds)
    return frozenset(match.lastgroup for match in matches if match and match.lastgroup)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Both sexes, each a group."""
    return re.compile(named_groups("sexes.toml", language))
