"""is_number(), compound(), combined(): words of a language that are numbers, or parts of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from index.relations.lexicon import Lexicon, lexicon
from index.relations.words import Token

_SHORTEST_COMPOUND = 5
_MORPHEMES = ("small", "scale", "morphemes")
_FOLD = re.compile(r"(.{3,}?)(?:fach(?:e[nrs]?)?|mal|fold)")


def is_number(token: Token, words: Lexicon) -> bool:
    """True for figures and for a number's word, compounds too; an article is none."""
    if token.kind == "figure" or words.numbers.get(token.fold, ("", 0.0))[0] in _MORPHEMES:
        return True
    return compound(token.fold, words.language) is not None


def compound(word: str, language: str) -> float | None:
    """The value of a number written as one word (de, it): `vierhundertvierzig`, `duecento`."""
    if language not in ("de", "it") or len(word) <= _SHORTEST_COMPOUND:
        return None
    return _sum_of_morphemes(word, language)


@lru_cache(maxsize=4096)
def _sum_of_morphemes(word: str, language: str) -> float | None:
    morphemes = _morphemes(language)
    parts: list[float] = []
    while word:
        size = next((n for n in range(len(word), 1, -1) if word[:n] in morphemes), 0)
        if not size:
            return None
        parts.append(morphemes[word[:size]])
        word = word[size:]
    return combined(parts) if len(parts) > 1 else None


@cache
def _morphemes(language: str) -> dict[str, float]:
    table = lexicon(language).numbers
    return {w.lstrip("~"): v for w, (role, v) in table.items() if role in _MORPHEMES}


def multiplied(word: str) -> str | None:
    """The number in "threefold", "dreifach" and "dreimal"."""
    found = _FOLD.fullmatch(word)
    return found and found.group(1)


@cache
def _part_starts(language: str) -> frozenset[str]:
    """The first words of parts: the "half" of "half of"."""
    table = lexicon(language).numbers
    return frozenset(name[5:].split("_")[0] for name in table if name.startswith("part:"))


@lru_cache(maxsize=1 << 14)
def countless(word: str, language: str) -> bool:
    """True for most words: no number begins with them, whatever follows."""
    numbers = lexicon(language).numbers
    names = (word, f"~{word}", f"times:{word}", f"ordinal:{word}")
    if any(name in numbers for name in names) or word in _part_starts(language):
        return False
    return multiplied(word) is None and compound(word, language) is None


def combined(parts: Sequence[float]) -> float:
    """What the parts of a number come to: 2, 100, 3, 1000 and 5 to 203,005."""
    total = current = 0.0
    for part in parts:
        if part >= 1000:
            total += max(current, 1) * part
            current = 0.0
        elif part == 100:
            current = max(current, 1) * 100
        else:
            current += part
    return total + current


def joins(parts: Sequence[float], value: float, kind: str) -> bool:
    """True where a number of these parts goes on with a word of that value and kind."""
    if not parts:
        return True
    last = parts[-1]
    if kind == "scale" or value == 100:
        return last != value
    if kind == "one":
        return last >= 20 and last % 10 == 0
    if last == 4 and value == 20 and len(parts) == 1:
        return True
    if last in (60, 80) and value < 20:
        return True
    if last == 10:
        return 7 <= value <= 9  # "quatre-vingt-dix-sept"
    return value < last and (last >= 100 or 20 <= last < 100 and value < 10)
