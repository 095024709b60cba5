"""of_other_kinds(): a thing on one side and another of its kind on the other, where one of the two
languages or both have no lexicon."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache

from index.relations.analysis import analyse
from index.relations.kinds import Things, apart_in_kind, named_things
from index.relations.lexicon import LANGUAGES
from index.relations.tables import read_table

_BEGINS = {
    "ar": r"\b[وفبكل]?(?:ال|ل)?",  # "and", "by", "the" are written with the word
    **dict.fromkeys(("bn", "hi", "ja", "zh"), ""),  # no spaces, or signs that end a word to `re`
}


def of_other_kinds(one: tuple[str, str | None], other: tuple[str, str | None]) -> bool:
    """Whether each of two texts, with their languages, names a thing of one kind that the other
    does not: a cat and a dog."""
    return apart_in_kind(_things(*one), _things(*other))


@lru_cache(maxsize=1 << 12)
def _things(text: str, language: str | None) -> Things:
    """By kind: the things that a text names."""
    if language in LANGUAGES:
        return named_things(analyse(text, language))
    found: dict[str, set[str]] = defaultdict(set)
    for match in _pattern(language or "").finditer(unicodedata.normalize("NFKC", text).casefold()):
        kind, _, thing = str(match.lastgroup).partition("_")
        found[kind].add(thing)
    return found


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Those of all things, each a group of its kind and name; what matches nothing where there are
    none."""
    words = "|".join(
        f"(?P<{kind}_{thing}>{pattern})"
        for kind, things in read_table("plain_kinds.toml").get(language, {}).items()
        for thing, pattern in things.items()
    )
    begins = _BEGINS.get(language, r"\b")
    return re.compile(f"{begins}(?:{unicodedata.normalize('NFKC', words) or '(?!)'})")
