"""Abbreviations that do not end a sentence, per language, lower case, with their full stop."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

# In every language: titles and pointers, and what may end a sentence too.
_ANY = frozenset("dr. prof. nr. st. vs. cf. ph.".split())
_ANY_MAYBE = frozenset("no. fig. vol. p. pp. jr. sr.".split())

# A number with a full stop is an ordinal here: `2. Weltkrieg`, `3. März`.
ORDINAL_LANGUAGES = frozenset("de pl cs sk sl hr sr bs da nb nn no fi et lv hu is tr".split())
NUMBERED_LANGUAGES = ORDINAL_LANGUAGES | {"sv"}  # at least before a small letter

# These are abbreviations before a figure only.
_COUNTED = frozenset("no. fig. vol. pp.".split())
_COUNTED_WORDS = {
    language: frozenset(["art."]) for language in ("en", "fr", "es", "pt", "it", "nl")
}
_LISTING = frozenset("u.a. m.in. c.-à-d. ft.".split())  # before a list, whose first word may be one

_QUOTED = "„“”\"«»'‘’"


@cache
def _lists() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """The words of each list, by language."""
    source = files("claims") / "abbreviations.toml"
    languages = tomllib.loads(source.read_text(encoding="utf-8"))
    found: defaultdict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for language, lists in languages.items():
        for name, words in lists.items():
            folded = words if name == "openers" else words.casefold()
            found[name][language] = frozenset(folded.split())
    return found


def _listed(name: str, word: str, language: str) -> bool:
    return word in _lists()[name].get(language, ())


def always_continues(word: str, language: str) -> bool:
    """True when a sentence never ends in `word` (with its full stop)."""
    word = word.casefold()
    return word in _ANY or _listed("always", word, language)


def may_continue(word: str, language: str) -> bool:
    """True when a sentence may go on after `word`, shown by what follows."""
    word = _bare(word)
    return word in _ANY_MAYBE or _listed("may", word, language)


def has_ended(word: str, following: str, language: str) -> bool:
    """True when a sentence ends in an abbreviation, shown by the word that follows."""
    word = _bare(word)
    counted = word in _COUNTED or word in _COUNTED_WORDS.get(language, ())
    if counted and following[:1].isupper() and following[1:2].islower():
        return True
    open_end = _listed("named", word, language) or may_continue(word, language)
    return open_end and word not in _LISTING and _listed("openers", following, language)


def begins_sentence(text: str, language: str) -> bool:
    """True when what `text` begins with cannot belong to an ordinal before it."""
    first = text.split(maxsplit=1)[0].rstrip(",:;") if text.strip() else ""
    return first[:1] in _QUOTED or _listed("openers", first, language)


def _bare(word: str) -> str:
    """In small letters, without the number it stands at: `2015r.`, `4hs.`"""
    return word.casefold().lstrip("0123456789.,")
