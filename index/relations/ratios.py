"""with_halves() and with_ratios(): numerals that are one ("two and a half", "one in three")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.relations.lexicon import Lexicon
from index.relations.numbers import Numeral

_LARGEST_BASE = 1000  # "one in 1000"; above, "3 in 2020" is a year
_SHARES = frozenset("out_of out_of_every in_every sur su de_cada em_cada z_kazdych".split())


def with_halves(found: Sequence[Numeral], folds: Sequence[str], words: Lexicon) -> list[Numeral]:
    """Add the half of "two and a half" and "un million et demi" to its number."""
    merged: list[Numeral] = []
    for numeral in found:
        before = merged[-1] if merged else None
        if before is None or not _half_of(before, numeral, folds, words):
            merged.append(numeral)
            continue
        if numeral.role == "ratio":
            unit = words.numbers.get(folds[before.end - 1], ("", 1.0))
            value = before.value + numeral.value * (unit[1] if unit[0] == "scale" else 1.0)
        else:
            value = numeral.value * (2 * before.value + 1)
        merged[-1] = replace(before, value=value, end=numeral.end, weak=False)
    return merged


def _half_of(before: Numeral, half: Numeral, folds: Sequence[str], words: Lexicon) -> bool:
    phrase = "_".join(folds[before.end : half.end])
    return before.role == "count" and phrase.startswith(tuple(words.words["half"]))


def with_ratios(found: Sequence[Numeral], folds: Sequence[str], words: Lexicon) -> list[Numeral]:
    """Make one of "one in three", and of "every third"."""
    merged: list[Numeral] = []
    for numeral in found:
        every = folds[numeral.start - 1] if numeral.start else ""
        if numeral.role == "ordinal" and every in words.words["every"]:
            merged.append(_ratio(numeral, 1 / numeral.value, numeral.start - 1))
        elif merged and _over(merged[-1], numeral, folds, words):
            above = merged.pop()
            share = _ratio(numeral, above.value / numeral.value, above.start)
            merged.append(replace(share, whole=numeral.value))
        else:
            merged.append(numeral)
    return merged


def _over(above: Numeral, below: Numeral, folds: Sequence[str], words: Lexicon) -> bool:
    """True for "two in five", "un élève sur quatre", "dos de cada tres"."""
    if above.role != "count" or below.role != "count" or below.weak:
        return False
    if not above.value < below.value <= _LARGEST_BASE:
        return False
    between = folds[above.end : below.start]
    ratio = words.words["ratio"]
    for size in (3, 2, 1):
        link = "_".join(between[-size:]) if len(between) >= size else ""
        if link == "of" and above.weak:
            return False  # "a speed of 35" is no share
        if link in ratio:
            most = 0 if link in ("in", "von", "z") else 4 if link in _SHARES else 2
            return len(between) - size <= most
    return False


def _ratio(numeral: Numeral, value: float, start: int) -> Numeral:
    return replace(numeral, value=value, start=start, role="ratio", other=None, weak=False)
