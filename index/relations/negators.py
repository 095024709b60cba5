"""negated_apart(): a "not" or a "myth" on one side only, in languages without a lexicon."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from index.relations.analysis import analyse
from index.relations.lexicon import LANGUAGES
from index.relations.tables import read_table

_SHORT = 60  # characters of a text in which a "not" denies all that it says
_DENSE = {"ja": 20, "zh": 20}
_ALIKE = 0.6  # of a text's letters by threes: then that word is what parts them, however long
_THREE = 3
Sides = tuple[tuple[str, str | None], tuple[str, str | None]]


def negated_apart(sides: Sides) -> bool:
    """Whether just one of two texts, each with its language, says "not" or "myth", and little else
    that the other does not; False where a language is none of those that this is known of."""
    found = [_negated(*side) for side in sides]
    if None in found or found[0] == found[1]:
        return False
    text, language = sides[0] if found[0] else sides[1]
    if len(text) <= _DENSE.get(language or "", _SHORT):
        return True
    one, other = (_letters(text) for text, _ in sides)
    return len(one & other) >= _ALIKE * min(len(one), len(other))


def _letters(text: str) -> frozenset[str]:
    folded = text.casefold()
    return frozenset(folded[at : at + _THREE] for at in range(len(folded) - _THREE + 1))


@lru_cache(maxsize=1 << 12)
def _negated(text: str, language: str | None) -> bool | None:
    if language in LANGUAGES:
        return analyse(text, language).denies
    patterns = _patterns().get(language or "")
    if patterns is None:
        return None
    words, kept = patterns
    return words.search(kept.sub(" ", unicodedata.normalize("NFKC", text))) is not None


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return {
        language: (
            _pattern(f"{lists['words']}|{lists['false']}"),
            _pattern(lists.get("kept", "(?!)")),
        )
        for language, lists in read_table("negators.toml").items()
    }


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(unicodedata.normalize("NFKC", words), re.IGNORECASE)
