"""Kinds: what is said of dogs is not what is said of cats."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.tables import read_table

Things = Mapping[str, set[str]]  # by kind
_LEAST_SHARED = 0.2
_CAPITALS = frozenset(("people", "disease"))  # of which names are words: a Muslim, Ebola


def of_another_kind(alignment: Alignment) -> bool:
    """True where each side names a thing of one kind that the other does not: a cat and a dog. In
    one language not where they share little else: then either may stand beside the matter."""
    one_language = alignment.query.language == alignment.claim.language
    if one_language and alignment.overlap < _LEAST_SHARED:
        return False
    ours = named_things(alignment.query)
    theirs = named_things(alignment.claim) if ours else ours  # few sentences name any
    return apart_in_kind(ours, theirs)


def apart_in_kind(ours: Things, theirs: Things) -> bool:
    """Whether of one kind each side names a thing that the other does not."""
    kinds = {*ours} & {*theirs}
    return any(ours[kind] - theirs[kind] and theirs[kind] - ours[kind] for kind in kinds)


def named_things(analysis: Analysis) -> Things:
    """By kind: the things that are named. A name's words are none: Fox News, Apple."""
    found: dict[str, set[str]] = defaultdict(set)
    german = analysis.language == "de"  # whose nouns have capitals too
    for place, token in enumerate(analysis.tokens):
        named = _named(token.fold, analysis.language or "")
        if named and (german or not (place and token.capital) or named[0] in _CAPITALS):
            found[named[0]].add(named[1])
    return found


@lru_cache(maxsize=20_000)
def _named(fold: str, language: str) -> tuple[str, str] | None:
    """The kind and the thing that a folded word names."""
    match = _patterns(language).fullmatch(fold)
    if match is None:
        return None
    kind, _, thing = str(match.lastgroup).partition("_")
    return kind, thing


@cache
def _patterns(language: str) -> re.Pattern[str]:
    """Those of all things, each a group of its kind and name; what matches nothing where there are
    none."""
    words = [
        f"(?P<{kind}_{thing}>{languages[language]})"
        for kind, things in read_table("kinds.toml").items()
        for thing, languages in things.items()
        if language in languages
    ]
    return re.compile("|".join(words) or "(?!)")
