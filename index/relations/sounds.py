"""sounds(): the consonants of a name, the same in whatever script it is written, or nearly."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from index.relations.words import fold

# One letter for the sounds that scripts and languages do not keep apart; h, y and vowels are none.
_LATIN = (
    ("tsch|sch|tch|tsh|sh|ch|zh|ts|tz|cz|sz|rz|c(?=[eiy])|dj|j|[sz]", "s"),
    ("x", "ks"),
    ("kh|[aeiouyh]", ""),
    ("ck|[kqgc]", "k"),
    ("ph|[fvw]", "f"),
)
_LETTERS = {
    each: sound
    for sound, letters in {
        "k": "кгґكقغگ",
        "s": "сзшщцчжسصشزذظجچث",
        "t": "тتط",
        "d": "дدض",
        "p": "пپ",
        "b": "бب",
        "f": "вфفڤ",
        "l": "лل",
        "m": "мم",
        "n": "нن",
        "r": "рر",
    }.items()
    for each in letters
}
_INDIC = {  # by the names that Unicode has for the letters of Indian scripts
    name: sound
    for sound, names in {
        "k": "KA KHA GA GHA QA",
        "s": "CA CHA JA JHA SHA SSA SA ZA",
        "t": "TTA TTHA TA THA",
        "d": "DDA DDHA DA DHA",
        "p": "PA",
        "f": "PHA VA FA",
        "b": "BA BHA",
        "m": "MA",
        "n": "NNA NA NYA NGA ANUSVARA CANDRABINDU CHANDRABINDU",
        "l": "LA",
        "r": "RA",
    }.items()
    for name in names.split()
}
_DZH = re.compile("дж|دج")
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 14)
def sounds(word: str) -> str:
    """Those of a word in Latin, Cyrillic, Arabic or an Indian script."""
    plain = fold(_DZH.sub("ж", word.casefold()))
    for pattern, sound in _LATIN if plain.isascii() else ():
        plain = re.sub(pattern, sound, plain)
    heard = plain if plain.isascii() else "".join(map(_sound, plain))
    return _REPEATED.sub(r"\1", heard)


def _sound(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    name = unicodedata.name(letter, "").rsplit(" ", 1)[-1]
    return _INDIC.get(name, "")


def sounds_alike(one: str, other: str) -> bool:
    """True where what is heard of two words parts in one consonant at most, or in an ending."""
    if one == other or min(len(one), len(other)) < 2:
        return one == other
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter) and len(longer) - len(shorter) <= 2:
        return True
    return len(shorter) >= 3 and _one_apart(shorter, longer)


def _one_apart(shorter: str, longer: str) -> bool:
    if len(longer) - len(shorter) > 1:
        return False
    at = next((i for i, c in enumerate(shorter) if c != longer[i]), len(shorter))
    rest = longer[at + 1 :]
    return rest in (shorter[at:], shorter[at + 1 :])
