"""renamed(): a person whom only one of two sentences names, to judge by the consonants of the name,
where one of their languages has a lexicon and the other has none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.relations.analysis import Analysis
from index.relations.cldr import MARKED
from index.relations.lexicon import LANGUAGES
from index.relations.persons import is_person
from index.relations.sounds import sounds, sounds_alike
from index.relations.speakers import located

_CASED = frozenset("id nl ro ru sv tr uk".split())
_UNCASED = frozenset("ar bn hi".split())
_NOUNS = "de"  # where two capitals are no sign of a person
_FEWEST = 2  # consonants by which a name is told from others
_WORD = re.compile(rf"[{MARKED}]+")


def renamed(one: Analysis, other: Analysis, languages: tuple[str | None, str | None]) -> bool:
    """Whether one sentence names a person whose name the other has not, and, where that could be
    seen by capital letters, has another in its place."""
    if languages[0] in LANGUAGES:
        return _renamed(one, other, languages[1])
    return _renamed(other, one, languages[0]) if languages[1] in LANGUAGES else False


def _renamed(named: Analysis, other: Analysis, language: str | None) -> bool:
    if language not in _CASED | _UNCASED:
        return False
    heard = [sounds(word) for word in _WORD.findall(other.text)]
    persons = (n for n in named.names if is_person(named, n) and not located(named, n))
    spellings = ((name.words[-1], "".join(name.words)) for name in persons)
    missing = any(_unheard(last, heard) and _unheard(whole, heard) for last, whole in spellings)
    if not missing or language in _UNCASED:
        return missing and named.language != _NOUNS
    # only names: "acres" sounds like Soros
    spelt = [sounds(token.fold) for token in named.tokens if token.text[0].isupper()]
    return any(_unheard(word, spelt) for word in _capitals(other.text))


def _unheard(word: str, heard: Sequence[str]) -> bool:
    own = sounds(word)
    return len(own) >= _FEWEST and not any(sounds_alike(own, each) for each in heard)


def _capitals(text: str) -> Iterator[str]:
    """The words with a capital that stand beside another such."""
    words = list(_WORD.finditer(text))
    for one, other in pairwise(words):
        beside = text[one.end() : other.start()] in (" ", "-")
        if beside and all(_capital(word.group()) for word in (one, other)):
            yield one.group()
            yield other.group()


def _capital(word: str) -> bool:
    return word[0].isupper() and not word.isupper()
