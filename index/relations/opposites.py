"""opposed_apart(): a word on one side and its opposite on the other, where there are no rules."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from index.relations.alignment import Alignment
from index.relations.tables import read_table

_UNSPACED = frozenset(("bn", "hi", "ja", "zh"))  # or with signs that end a word to `re`
# What rules that look at words do not know of: two languages share none.
_UNRULED = frozenset(("before", "compass", "compulsory", "kin", "month"))
Patterns = tuple[re.Pattern[str], ...]


def opposed_apart(one: tuple[str, str | None], other: tuple[str, str | None]) -> bool:
    """Whether of two texts, each with its language, one says that a thing is raised and the other
    that it is lowered, or the like; False where a text says both."""
    return bool(_apart(one, other))


def opposed_across(alignment: Alignment) -> bool:
    """True where in two languages one side says before, and the other after; or the like."""
    one, other = ((side.text, side.language) for side in (alignment.query, alignment.claim))
    return one[1] != other[1] and not _UNRULED.isdisjoint(_apart(one, other))


def _apart(one: tuple[str, str | None], other: tuple[str, str | None]) -> list[str]:
    """The concepts of which two texts say opposites."""
    ours, theirs = _signs(*one), _signs(*other)
    return [
        concept
        for concept, signs in ours.items()
        if concept in theirs and theirs[concept].isdisjoint(signs)
    ]


@lru_cache(maxsize=1 << 12)
def _signs(text: str, language: str | None) -> dict[str, frozenset[int]]:
    """Which of a concept's opposites a text names, by their places in the table."""
    text, found = unicodedata.normalize("NFKC", text), {}
    for concept, patterns in _patterns(language or "").items():
        signs = frozenset(sign for sign, words in enumerate(patterns) if words.search(text))
        if signs:
            found[concept] = signs
    return found


@cache
def _patterns(language: str) -> dict[str, Patterns]:
    begins = "" if language in _UNSPACED else r"\b"
    return {
        concept: tuple(_pattern(begins, each) for each in words[language])
        for concept, words in read_table("opposites.toml").items()
        if language in words
    }


def _pattern(begins: str, words: str) -> re.Pattern[str]:
    plain = unicodedata.normalize("NFKC", words)
    return re.compile(rf"{begins}(?:{plain})", re.IGNORECASE)
