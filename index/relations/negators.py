"""negated_apart(): a "not" on one side only, in any language that the cross-encoder has learned."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from index.relations.analysis import analyse
from index.relations.lexicon import LANGUAGES
from index.relations.tables import read_table

_READ = 2_000  # characters of a text
Sides = tuple[tuple[str, str | None], tuple[str, str | None]]


def negated_apart(sides: Sides) -> bool:
    """Whether just one of two texts, each with its language, says "not"; False where a language is
    none of those that this is known of."""
    found = [_negated(*side) for side in sides]
    return None not in found and found[0] != found[1]


@lru_cache(maxsize=1 << 12)
def _negated(text: str, language: str | None) -> bool | None:
    if language in LANGUAGES:
        return any(cue.family == "negator" for cue in analyse(text, language).cues)
    patterns = _patterns().get(language or "")
    if patterns is None:
        return None
    words, kept = patterns
    return words.search(kept.sub(" ", text[:_READ])) is not None


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return {
        language: (_pattern(lists["words"]), _pattern(lists.get("kept", "(?!)")))
        for language, lists in read_table("negators.toml").items()
    }


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)
