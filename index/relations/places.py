"""elsewhere(): other countries or cities in two sentences, by CLDR, where one of their languages or
both have no lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

from index.relations.cldr import MARKED, known_locales
from index.relations.words import fold

_ENGLISH = "en"
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_CODE = re.compile(r"[A-Z]{2}")
_WORD = re.compile(rf"[{MARKED}]+")
_VOWEL = re.compile(r"[aeiouаяиіїыеєу]\Z")
_SHORTEST = 4  # letters of a name that has another ending
_ENDING = 3  # letters
_UNIONS = frozenset(("EU", "EZ", "UN", "ZZ"))


@dataclass(frozen=True, slots=True)
class Names:
    """Names, folded, and what each stands for: of several words; of one, without a vowel at its
    end; and those of scripts without spaces."""

    phrases: dict[str, str]
    stems: dict[str, str]
    unspaced: dict[str, str]

    def add(self, name: str, code: str) -> None:
        """Give a name this meaning, where it has none."""
        words = [fold(word) for word in _WORD.findall(name)]
        if _UNSPACED.search(name):
            self.unspaced.setdefault(name, code)
        elif len(words) > 1:
            self.phrases.setdefault(" ".join(words), code)
        elif words:
            ended = _VOWEL.search(words[0], _SHORTEST + 1)
            self.stems.setdefault(words[0][:-1] if ended else words[0], code)

    def found(self, text: str, words: Sequence[str]) -> Iterator[str]:
        """What is named in a text of these words; by one word with a capital, where there are."""
        joined = " ".join(("", *map(fold, words), ""))
        yield from (code for name, code in self.unspaced.items() if name in text)
        yield from (code for name, code in self.phrases.items() if f" {name} " in joined)
        for word in (fold(word) for word in words if not word[0].islower()):
            for size in range(max(len(word) - _ENDING, 1), len(word) + 1):
                if len(word) - size <= _ending(word[:size]) and word[:size] in self.stems:
                    yield self.stems[word[:size]]


def _ending(stem: str) -> int:
    """How many letters may follow: none in Latin letters where "Roma" would begin "Romanya"."""
    if len(stem) > _SHORTEST:
        return _ENDING
    return 0 if stem.isascii() or len(stem) < _SHORTEST else 1


def elsewhere(one: tuple[str, str | None], other: tuple[str, str | None]) -> bool:
    """Whether each of two texts, with their languages, names a country that the other does not
    name, or each a city."""
    ours, theirs = _places(*one), _places(*other)
    return any(ours[kind] - theirs[kind] and theirs[kind] - ours[kind] for kind in (0, 1))


@lru_cache(maxsize=1 << 12)
def _places(text: str, language: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """The countries and the cities that a text names."""
    words = _WORD.findall(text)
    countries, cities = (frozenset(each.found(text, words)) for each in _names(language or ""))
    return countries, cities


@lru_cache(maxsize=32)
def _names(language: str) -> tuple[Names, Names]:
    """The names of countries and of cities."""
    countries, cities = Names({}, {}, {}), Names({}, {}, {})
    for locale in known_locales(language):
        for code, name in locale.territories.items():
            if _CODE.fullmatch(code) and code not in _UNIONS:
                countries.add(name, code)
        for zone, english in _zones().items():
            city = locale.time_zones.get(zone, {}).get("city")
            if city or language == _ENGLISH:
                cities.add(city or english, zone)
    return countries, cities


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    """The cities that time zones are named after, in English."""
    zones = map(str, Locale("ru").time_zones)  # which names all of them anew
    return {zone: zone.split("/")[-1].replace("_", " ") for zone in zones if "/" in zone}
