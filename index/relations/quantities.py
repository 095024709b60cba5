"""Quantity: a number with the thing it counts or measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import floor, log10

from index.relations.lexicon import Lexicon, Phrases
from index.relations.numbers import Numeral
from index.relations.numerals import read_numerals
from index.relations.tables import read_table
from index.relations.words import Token, alike

_SKIPPED = frozenset(("-", "de", "d", "of", "di"))
_DAY = 86400.0
# "Quinze jours" are two weeks, "acht Tage" one.
_FORTNIGHTS = ({15 * _DAY, 14 * _DAY}, {8 * _DAY, 7 * _DAY})
MONEY = frozenset("euro dollar pound zloty real peso franc yen rouble rupee".split())
_ABBREVIATED = frozenset(("mrd", "mio", "tsd", "mln", "mld", "tys", "mds"))
_RATES = frozenset(("per", "pro", "por", "par", "na", "al", "/", "je"))
_ROUNDED = 0.04
_ROUGH_TIME = 0.09  # "two months" are "eight weeks"
_TINY = 1e-9
_SHARE_GAP = 0.08  # "one in fifteen" is 7%, but 0.5% is not 0.9%
_NOUNS = 3  # words after a number that may name what it counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A value in the dimension's own unit, and as written (`plain`).

    `nouns` are the content words after it, `other` the value by the other decimal custom, `every`
    the seconds of a rate ("a month"), `whole` the three of "one of the three", where named.
    """

    value: float
    plain: float
    other: float | None
    dimension: str | None
    role: str
    converted: bool
    weak: bool
    nouns: tuple[str, ...]
    start: int
    end: int
    every: float | None = None
    whole: float | None = None


@lru_cache(maxsize=1)
def _units() -> tuple[Phrases, dict[str, tuple[str, float]]]:
    phrases, factors = Phrases(), {}
    for dimension, units in read_table("units.toml").items():
        for unit, (factor, entries) in units.items():
            phrases.add(entries.split(), unit if dimension != "clock" else "clock")
            factors[unit if dimension != "clock" else "clock"] = (dimension, float(factor))
    return phrases, factors


def unit_at(folds: Sequence[str], i: int) -> tuple[str, float, int] | None:
    """Dimension, factor and end of the unit named at `i`."""
    if i >= len(folds):
        return None
    phrases, factors = _units()
    found = phrases.at(folds, i)
    if not found:
        return None
    unit, end = max(found, key=lambda pair: pair[1])
    return (*factors[unit], end)


def read_quantities(
    tokens: Sequence[Token], words: Lexicon, taken: frozenset[int]
) -> tuple[Quantity, ...]:
    """The quantities of a sentence; tokens in `taken` belong to dates."""
    folds = [token.fold for token in tokens]
    numerals = read_numerals(tokens, words, taken)
    found = _with_halves([_measure(numeral, folds, words) for numeral in numerals], folds, words)
    clocks = [_clock(token, i) for i, token in enumerate(tokens) if token.kind == "clock"]
    return tuple(found + clocks)


def _with_halves(found: Sequence[Quantity], folds: Sequence[str], words: Lexicon) -> list[Quantity]:
    """Add the half of "deux ans et demi" and "an hour and a half"."""
    merged: list[Quantity] = []
    for quantity in found:
        before = merged[-1] if merged else None
        phrase = "_".join(folds[before.end : quantity.end]) if before else ""
        if before is not None and _cents(before, quantity):
            plain = before.plain + quantity.plain / 100
            merged[-1] = replace(before, value=plain, plain=plain, end=quantity.end)
            continue
        half = phrase.startswith(tuple(words.words["half"])) and quantity.role == "ratio"
        if before is None or before.dimension is None or not half or not before.plain:
            merged.append(quantity)
            continue
        plain = before.plain + 0.5
        value = before.value * plain / before.plain
        merged[-1] = replace(before, value=value, plain=plain, weak=False, end=quantity.end)
    return merged


def _cents(before: Quantity, quantity: Quantity) -> bool:
    """True for the 19 of "1 euro 19"."""
    bare = quantity.dimension is None and quantity.start == before.end
    return bare and before.dimension in MONEY and 10 <= quantity.plain < 100


def _clock(token: Token, i: int) -> Quantity:
    hours, minutes = token.text.split(":")
    value = int(hours) + int(minutes) / 60
    return plain_quantity(value, None, "clock", i)


def plain_quantity(value: float, other: float | None, dimension: str | None, i: int) -> Quantity:
    """The quantity that one token states."""
    return Quantity(
        value=value,
        plain=value,
        other=other,
        dimension=dimension,
        role="count",
        converted=False,
        weak=False,
        nouns=(),
        start=i,
        end=i + 1,
    )


def _measure(numeral: Numeral, folds: Sequence[str], words: Lexicon) -> Quantity:
    i = numeral.end
    unit = unit_at(folds, i)
    abbreviated = folds[i - 1] in _ABBREVIATED and folds[i : i + 1] == ["."]
    if unit is None and i < len(folds) and (folds[i] in _SKIPPED or abbreviated):
        unit = unit_at(folds, i + 1)
    if unit is None and numeral.start and folds[numeral.start - 1] in "$€£¥":
        unit = unit_at(folds, numeral.start - 1)
        if numeral.start > 1 and folds[numeral.start - 2] == "r":  # "R$"
            unit = ("real", 1.0, i)
    if unit is None and numeral.role == "ratio" and folds[i : i + 1] == ["a"]:
        unit = unit_at(folds, i + 1)
    if numeral.role == "ratio" and unit and unit[0] == "percent":
        numeral = replace(numeral, role="count")  # "half a per cent"
    unit = None if numeral.role in ("ratio", "times", "ordinal") else unit
    dimension, factor, _ = unit or (None, 1.0, i)
    end = max(i, unit[2] if unit else i)
    every, end = _every(folds, end) or (None, end)
    if numeral.role == "ratio":
        dimension, factor = "percent", 1.0
    elif numeral.role == "times":
        dimension, factor = "times", 1.0
    return Quantity(
        value=numeral.value * factor,
        plain=numeral.value,
        other=None if numeral.other is None else numeral.other * factor,
        dimension=dimension,
        role=numeral.role,
        converted=factor != 1.0,
        weak=numeral.weak,
        nouns=_following(folds, end, words),
        start=numeral.start,
        end=end,
        every=every,
        whole=numeral.whole,
    )


def _every(folds: Sequence[str], i: int) -> tuple[float, int] | None:
    """The seconds and the end of "per minute" or "al mes", up to three words after `i`."""
    for at in range(i, min(i + _NOUNS + 1, len(folds))):
        if folds[at] in _RATES:
            unit = unit_at(folds, at + 1)
            return (unit[1], unit[2]) if unit and unit[0] == "time" else None
    return None


def _following(folds: Sequence[str], start: int, words: Lexicon) -> tuple[str, ...]:
    nouns = [w for w in folds[start : start + 6] if w.isalpha() and not words.stopped(w)]
    return tuple(nouns[:_NOUNS])


def same_dimension(one: Quantity, other: Quantity) -> bool:
    """True where two quantities can be compared by their units; a bare number fits any."""
    return one.dimension == other.dimension or None in (one.dimension, other.dimension)


def equal(one: Quantity, other: Quantity) -> bool:
    """True where two quantities say the same, rounding and conversion allowed."""
    if not same_dimension(one, other):
        return False
    if one.every and other.every and one.every != other.every:
        rates = one.value / one.every, other.value / other.every
        return one.dimension == other.dimension and _close(*rates, converted=True, ratio=False)
    if one.dimension == other.dimension == "clock":
        return abs(one.value % 12 - other.value % 12) < 0.02
    if one.dimension != other.dimension:
        return _close(one.plain, other.plain, converted=False, ratio=False)
    if one.dimension == "time" and {one.value, other.value} in _FORTNIGHTS:
        return True
    values = [(one.value, other.value)]
    if other.other is not None:
        values.append((one.value, other.other))
    if one.other is not None:
        values.append((one.other, other.value))
    loose = one.converted or other.converted
    rough = _ROUGH_TIME if one.dimension == "time" else _ROUNDED
    if loose and _other_units(one, other) and _about(one.value, other.value, rough):
        return True
    ratio = "percent" in (one.dimension, other.dimension)
    return any(_close(a, b, loose, ratio) for a, b in values)


def _other_units(one: Quantity, other: Quantity) -> bool:
    return abs(one.value * other.plain - other.value * one.plain) > _TINY


def _about(a: float, b: float, share: float) -> bool:
    """True for "5 km" and "three miles", of which one is rounded."""
    return abs(a - b) <= share * max(abs(a), abs(b))


def _close(a: float, b: float, converted: bool, ratio: bool) -> bool:
    if a == b:
        return True
    high = max(abs(a), abs(b))
    gap = abs(a - b) / high
    if ratio:
        return abs(a - b) <= min(0.0071, _SHARE_GAP * high)
    if gap <= (0.02 if converted and high not in (round(a), round(b)) else 0.005):
        return True
    digits = min(_digits(a), _digits(b))
    return digits >= 2 and gap <= 0.04 and _rounded(a, digits) == _rounded(b, digits)


def _digits(value: float) -> int:
    return len(f"{value:.6g}".replace(".", "").split("e")[0].strip("-0")) or 1


def _rounded(value: float, digits: int) -> float:
    if value == 0:
        return 0.0
    return round(value, digits - 1 - floor(log10(abs(value))))


def same_noun(one: Quantity, other: Quantity) -> bool:
    """True where both count the same thing."""
    return any(alike(a, b) for a in one.nouns[:2] for b in other.nouns[:2])
