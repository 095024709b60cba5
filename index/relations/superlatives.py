"""Superlatives: the second largest is not the largest, and one of the largest need not be."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from index.relations.alignment import Alignment
from index.relations.tables import named_groups

_READ = 2_000  # characters of a text


def ranked_otherwise(alignment: Alignment) -> bool:
    """True where only one side stands behind the greatest of its kind, or among them, and the other
    counts nothing: "No. 2 in height"."""
    one, other = alignment.query, alignment.claim
    ours, theirs = _ranks(one.text, one.language), _ranks(other.text, other.language)
    if ours == theirs:
        return False
    unranked = other if ours else one
    return bool(ours and theirs) or not unranked.quantities


@lru_cache(maxsize=1 << 12)
def _ranks(text: str, language: str | None) -> frozenset[str]:
    found = _pattern(language or "").finditer(text, 0, _READ)
    return frozenset(match.lastgroup for match in found if match.lastgroup)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """All of a language, each a group."""
    return re.compile(rf"\b(?:{named_groups('superlatives.toml', language)})\b", re.IGNORECASE)
