"""Numeral: a number as a sentence writes it, in figures, words or both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from index.relations.lexicon import Lexicon, lexicon
from index.relations.words import Token

_GROUPED = re.compile(r"^\d{1,3}(?:[.,'’ ]\d{3})+$")
_LARGEST_SLASHED = 20
_SHORTEST_COMPOUND = 5
_LARGEST_BASE = 1000  # "one in 1000"; above, "3 in 2020" is a year


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number and the tokens it spans. `other` is the value by the other decimal custom.

    `role` is count, ordinal, ratio or times. A weak numeral may be only an article ("ein").
    `whole` is the three of "one of the three".
    """

    value: float
    start: int
    end: int
    role: str = "count"
    other: float | None = None
    weak: bool = False
    whole: float | None = None


def read_figure(text: str, comma_decimal: bool) -> tuple[float, float | None]:
    """The value of figures, and the other value where the separators are ambiguous."""
    plain = text.replace(" ", "").replace("'", "").replace("’", "")
    decimal, grouping = (",", ".") if comma_decimal else (".", ",")
    if not re.search(r"[.,]", plain):
        return float(plain), None
    if plain.count(".") + plain.count(",") > 1:
        return _read_long(plain, text), None
    mark = "." if "." in plain else ","
    as_decimal, as_group = float(plain.replace(mark, ".")), float(plain.replace(mark, ""))
    if not _GROUPED.match(text) or plain.startswith("0"):
        return as_decimal, None
    if mark == grouping:  # nobody writes "60.000" for sixty
        return as_group, None if plain.endswith("000") else as_decimal
    return as_decimal, as_group


def _read_long(plain: str, text: str) -> float:
    if _GROUPED.match(text):
        return float(re.sub(r"[.,]", "", plain))
    whole, last = re.split(r"[.,](?=\d+$)", plain)
    return float(re.sub(r"[.,]", "", whole) + "." + last)


def _compound(word: str, language: str) -> float | None:
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
    return _combine(parts) if len(parts) > 1 else None


_MORPHEMES = ("small", "scale", "morphemes")


@cache
def _morphemes(language: str) -> dict[str, float]:
    table = lexicon(language).numbers
    return {w.lstrip("~"): v for w, (role, v) in table.items() if role in _MORPHEMES}


@cache
def _part_starts(language: str) -> frozenset[str]:
    """The first words of parts: the "half" of "half of"."""
    table = lexicon(language).numbers
    return frozenset(name[5:].split("_")[0] for name in table if name.startswith("part:"))


@lru_cache(maxsize=1 << 14)
def _countless(word: str, language: str) -> bool:
    """True for most words: no number begins with them, whatever follows."""
    numbers = lexicon(language).numbers
    names = (word, f"~{word}", f"times:{word}", f"ordinal:{word}")
    if any(name in numbers for name in names) or word in _part_starts(language):
        return False
    return not _FOLD.fullmatch(word) and _compound(word, language) is None


def _combine(parts: Sequence[float]) -> float:
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


def is_number(token: Token, words: Lexicon) -> bool:
    """True for figures and for a number's word, compounds too; an article is none."""
    if token.kind == "figure" or words.numbers.get(token.fold, ("", 0.0))[0] in _MORPHEMES:
        return True
    return _compound(token.fold, words.language) is not None


class NumeralReader:
    """Reads the numerals of one sentence."""

    def __init__(self, tokens: Sequence[Token], words: Lexicon, taken: frozenset[int]) -> None:
        self.tokens, self.words, self.taken = tokens, words, taken
        self.folds = [token.fold for token in tokens]

    def read(self) -> tuple[Numeral, ...]:
        """All numerals in order; "one in three" and "every third" are one."""
        found, i = [], 0
        while i < len(self.tokens):
            numeral = None if i in self.taken else self._at(i)
            if numeral is None:
                i += 1
            else:
                found.append(numeral)
                i = numeral.end
        return tuple(self._ratios(self._halves(found)))

    def _at(self, i: int) -> Numeral | None:
        token = self.tokens[i]
        if token.kind == "figure":
            return self._slashed(i) or self._scaled_figure(i)
        if token.kind != "word" or _countless(token.fold, self.words.language):
            return None
        return self._special(i) or self._count(i)

    def _slashed(self, i: int) -> Numeral | None:
        """The fraction "2/3"; a thread's "1/5:" and a rate's "24/7" count nothing."""
        near = self.tokens[i : i + 3]
        if len(near) < 3 or near[1].text != "/" or near[2].kind != "figure":
            return None
        if near[0].end != near[1].start or near[1].end != near[2].start:
            return None
        above, below = (read_figure(near[n].text, comma_decimal=False)[0] for n in (0, 2))
        follows = self.folds[i + 3] if i + 3 < len(self.folds) else "."
        share = 0 < above < below <= _LARGEST_SLASHED and follows not in (":", ")", ".", ",")
        role, value = ("ratio", above / below) if share else ("ordinal", above)
        return Numeral(value=value, start=i, end=i + 3, role=role)

    def _role(self, i: int) -> tuple[str, float] | None:
        if i >= len(self.tokens) or i in self.taken:
            return None
        word = self.folds[i]
        if i and word in _HUNDREDS and self.folds[i - 1] in _PER:
            return None
        found = self.words.numbers.get(word) or self.words.numbers.get(f"~{word}")
        value = _compound(word, self.words.language) if found is None else None
        return found if value is None else ("small", value)

    def _scaled_figure(self, i: int) -> Numeral:
        value, other = read_figure(self.tokens[i].text, self.words.comma_decimal)
        end, factor = self._scales(i + 1)
        if i + 1 < len(self.folds) and factor == 1:
            priced = i > 0 and self.folds[i - 1] in _CURRENCIES
            short = _SHORT_SCALES.get(self.folds[i + 1])
            if short and (priced or self._glued(i) and self._people(i + 2)):
                end, factor = i + 2, short  # "$2.5m", "828m people"
        if factor > 1:
            other = None if other is None else other * factor
        return Numeral(value=value * factor, other=other, start=i, end=end)

    def _glued(self, i: int) -> bool:
        return self.tokens[i].end == self.tokens[i + 1].start

    def _people(self, i: int) -> bool:
        """True where a noun follows, which no metres or bytes would have."""
        if i >= len(self.tokens) or self.tokens[i].kind != "word":
            return False
        word = self.folds[i]
        return not self.words.stopped(word) or word in ("people", "of")

    def _scales(self, i: int) -> tuple[int, float]:
        factor = 1.0
        if i + 1 < len(self.folds) and self.folds[i] == "-":
            i += 1 if self._role(i + 1) else 0
        while (role := self._role(i)) and role[0] == "scale":
            factor *= role[1]
            i += 1
        return i, factor

    def _count(self, i: int) -> Numeral | None:
        parts: list[float] = []
        end, weak = i, True
        while role := self._role(end):
            kind, value = role
            if kind not in ("one", "small", "scale") or not _joins(parts, value, kind):
                break
            weak = weak and kind == "one"
            self._append(parts, value, kind)
            end = self._after_join(end + 1, parts)
        if not parts or self._vague(i, end, parts):
            return None
        return Numeral(value=_combine(parts), start=i, end=end, weak=weak)

    def _append(self, parts: list[float], value: float, kind: str) -> None:
        four_score = self.words.language == "fr" and value == 20 and parts[-1:] == [4.0]
        if parts and (four_score or (value == _DOZEN and kind == "scale")):
            value *= parts.pop()
        parts.append(value)

    def _after_join(self, i: int, parts: Sequence[float]) -> int:
        if i + 1 < len(self.folds) and (
            self.folds[i] in self.words.words["joins"] or self.folds[i] == "-"
        ):
            role = self._role(i + 1)
            if role and role[0] in ("small", "one", "scale") and _joins(parts, role[1], role[0]):
                return i + 1
        return i

    def _vague(self, start: int, end: int, parts: Sequence[float]) -> bool:
        """True for "millions of": a scale in the plural without a number before it."""
        plural = ("s", "en", "nde", "ow", "lle", "oni", "ardi")
        word = self.folds[start]
        return end - start == 1 and parts[0] >= 1e3 and word.endswith(plural) and word != "mille"

    def _special(self, i: int) -> Numeral | None:
        """Fractions ("a third of", "half a million"), multiples ("doubled") and ordinals."""
        word, numbers = self.folds[i], self.words.numbers
        if times := numbers.get(f"times:{word}"):
            return Numeral(value=times[1], start=i, end=i + 1, role="times")
        if (fold := _FOLD.fullmatch(word)) and (base := numbers.get(fold.group(1))):
            return Numeral(value=base[1], start=i, end=i + 1, role="times")
        start, above = self._numerator(i)
        for size in (2, 1):
            if start + size > len(self.folds):
                continue
            part = numbers.get("part:" + "_".join(self.folds[start : start + size]))
            if part and part[1] * above <= 1 and self._is_part(i, start, size):
                return self._fraction(i, start + size, part[1] * above)
        if ordinal := numbers.get(f"ordinal:{word}"):
            if word in self.words.words["every"]:
                return None
            return Numeral(value=ordinal[1], start=i, end=i + 1, role="ordinal")
        return None

    def _numerator(self, i: int) -> tuple[int, float]:
        role = self._role(i)
        if role and role[0] in ("one", "small") and i + 1 < len(self.folds):
            dash = self.folds[i + 1] == "-" and i + 2 < len(self.folds)
            return i + 1 + dash, role[1]
        return i, 1.0

    def _is_part(self, i: int, start: int, size: int) -> bool:
        word = self.folds[start]
        if i and self.tokens[i - 1].kind == "figure" and len(self.folds[i - 1]) > 1:
            return False  # "230 quartos" are rooms
        if size == 2 or f"ordinal:{word}" not in self.words.numbers:
            return True
        follows = self.folds[start + 1] if start + 1 < len(self.folds) else ""
        linked = follows in self.words.words["links"] or self.words.language == "pl"
        linked = linked or follows in ("", ".", ",", "!", "?")
        return start > i and (linked or self.folds[start].endswith("s"))

    def _fraction(self, start: int, end: int, value: float) -> Numeral:
        i = end
        while i < len(self.folds) and i < end + 3 and self.folds[i] in _FILLERS | self._ones():
            i += 1
        after, factor = self._scales(i)
        if factor > 1:
            return Numeral(value=value * factor, start=start, end=after)
        return Numeral(value=value, start=start, end=end, role="ratio")

    def _ones(self) -> frozenset[str]:
        return frozenset(w for w, (role, _) in self.words.numbers.items() if role == "one")

    def _halves(self, found: Sequence[Numeral]) -> list[Numeral]:
        """Add the half of "two and a half" and "un million et demi" to its number."""
        merged: list[Numeral] = []
        for numeral in found:
            before = merged[-1] if merged else None
            if before is None or not self._half_of(before, numeral):
                merged.append(numeral)
                continue
            if numeral.role == "ratio":
                unit = self.words.numbers.get(self.folds[before.end - 1], ("", 1.0))
                value = before.value + numeral.value * (unit[1] if unit[0] == "scale" else 1.0)
            else:
                value = numeral.value * (2 * before.value + 1)
            merged[-1] = replace(before, value=value, end=numeral.end, weak=False)
        return merged

    def _half_of(self, before: Numeral, half: Numeral) -> bool:
        phrase = "_".join(self.folds[before.end : half.end])
        return before.role == "count" and phrase.startswith(tuple(self.words.words["half"]))

    def _ratios(self, found: Sequence[Numeral]) -> list[Numeral]:
        merged: list[Numeral] = []
        for numeral in found:
            every = self.folds[numeral.start - 1] if numeral.start else ""
            if numeral.role == "ordinal" and every in self.words.words["every"]:
                merged.append(_ratio(numeral, 1 / numeral.value, numeral.start - 1))
            elif merged and self._over(merged[-1], numeral):
                above = merged.pop()
                share = _ratio(numeral, above.value / numeral.value, above.start)
                merged.append(replace(share, whole=numeral.value))
            else:
                merged.append(numeral)
        return merged

    def _over(self, above: Numeral, below: Numeral) -> bool:
        """True for "two in five", "un élève sur quatre", "dos de cada tres"."""
        if above.role != "count" or below.role != "count" or below.weak:
            return False
        if not above.value < below.value <= _LARGEST_BASE:
            return False
        between = self.folds[above.end : below.start]
        ratio = self.words.words["ratio"]
        for size in (3, 2, 1):
            link = "_".join(between[-size:]) if len(between) >= size else ""
            if link == "of" and above.weak:
                return False  # "a speed of 35" is no share
            if link in ratio:
                most = 0 if link in ("in", "von", "z") else 4 if link in _SHARES else 2
                return len(between) - size <= most
        return False


_DOZEN = 12
_CURRENCIES = frozenset("$€£¥")
_SHORT_SCALES = {
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mio": 1e6,
    "mi": 1e6,
    "bi": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "mrd": 1e9,
    "tn": 1e12,
}
_FOLD = re.compile(r"(.{3,}?)(?:fach(?:e[nrs]?)?|mal|fold)")
_HUNDREDS = frozenset(("cent", "cento", "ciento"))
_SHARES = frozenset("out_of out_of_every in_every sur su de_cada em_cada z_kazdych".split())
_PER = frozenset(("per", "pour", "por"))
_FILLERS = frozenset(("of", "a", "de", "d", "di", "-", "eine", "einer"))


def _ratio(numeral: Numeral, value: float, start: int) -> Numeral:
    return replace(numeral, value=value, start=start, role="ratio", other=None, weak=False)


def _joins(parts: Sequence[float], value: float, kind: str) -> bool:
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
