"""Spelling: the numbers of a language without a lexicon, in figures, words or both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from index.relations.cldr import MARKED, comma_decimal, scales
from index.relations.numbers import FIGURE, read_figure
from index.relations.tables import read_table

_HUNDRED = 100
_MOST = 12  # parts of one number
_NEVER = "(?!)"
_DROPPED = str.maketrans({"\u0307": None, "\u093c": None, "ʼ": "'"})


class Written(NamedTuple):
    """A number and where a text has it; `other` is its value by the other decimal custom."""

    start: int
    end: int
    value: float
    other: float | None = None


class _Part(NamedTuple):
    kind: str  # figure, word, half or scale
    end: int
    value: float
    joined: bool  # to what is before it, by an "and"
    other: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """How a language writes numbers: how one begins, its parts and how a word of it may end."""

    comma_decimal: bool
    begins: re.Pattern[str]
    part: re.Pattern[str]
    ends: re.Pattern[str]
    words: dict[str, float]
    scales: tuple[tuple[re.Pattern[str], float], ...]

    def read(self, text: str) -> Iterator[Written]:
        """The numbers of a text, in order; no lone "one", which may be an article."""
        at = 0
        while found := self.begins.search(text, at):
            number, at = self._number(text, found.start()), found.end()
            if number is not None:
                yield number
                at = number.end

    def _number(self, text: str, start: int) -> Written | None:
        parts: list[_Part] = []
        at = start
        while len(parts) < _MOST and (part := self._part(text, at)):
            parts.append(part)
            at = part.end
        while parts and not (parts[-1].kind == "figure" or self.ends.match(text, parts[-1].end)):
            parts.pop()  # the "three" of "threefold"
        value, count = _sum(parts)
        used = parts[:count]
        figures = [part for part in used if part.kind == "figure"]
        if not used or (value <= 1 and not figures):
            return None
        other = None
        if figures and figures[0].other is not None and count <= 2:
            other = figures[0].other * (used[1].value if count > 1 else 1.0)
        return Written(start, used[-1].end, value, other)

    def _part(self, text: str, at: int) -> _Part | None:
        found = self.part.match(text, at)
        if found is None:
            return None
        kind, other = str(found.lastgroup), None
        written = found[kind]
        if kind == "figure":
            value, other = read_figure(written, self.comma_decimal)
        elif kind == "word":
            value = self.words.get(_key(written), 0.0)
        elif kind == "half":
            value = 0.5
        else:
            value = next(factor for scale, factor in self.scales if scale.fullmatch(written))
        return _Part(kind, found.end(), value, bool(found["join"]), other)


def _sum(parts: Sequence[_Part]) -> tuple[float, int]:
    """What the first parts come to, and how many of them are one number."""
    total, current, last, kind = 0.0, 0.0, float("inf"), ""
    for count, part in enumerate(parts):
        if part.kind == "scale":
            if current and part.value < last:
                total += current * part.value
            elif total and not current:  # "thousand million"
                total *= part.value
            else:
                return total, max(count - 1, 0)
            current, last = 0.0, part.value
        elif part.kind == "half":
            current, total = (current, total + last / 2) if total else (current + 0.5, total)
        elif not current:
            if total and part.value >= last:
                return total, count
            current = part.value
        elif part.kind == "word" and _goes_on(current, part, kind):
            current = current * _HUNDRED if part.value == _HUNDRED else current + part.value
        else:
            return total + current, count
        kind = part.kind
    return total + current, len(parts)


def _goes_on(current: float, part: _Part, after: str) -> bool:
    """True for the "five" of "twenty-five", and for the "twenty" of "fünfundzwanzig"."""
    rest, value = current % _HUNDRED, part.value
    if value == _HUNDRED or after == "figure":
        return value == _HUNDRED and current < 10
    if value < 10 and (current == 0.5 or rest == 0 or (rest >= 10 and rest % 10 == 0)):
        return True
    behind = part.joined and 1 < rest < 10 and value >= 20
    return 10 <= value < _HUNDRED and (rest == 0 or behind)


@lru_cache(maxsize=64)
def spelling(language: str) -> Spelling:
    """That of a language; where its number words are not known, in figures only."""
    table: dict[str, Any] = read_table("spelled.toml").get(language, {})
    values = [
        (form, float(n)) for n, forms in table.get("words", {}).items() for form in forms.split("|")
    ]
    word = _any_of(form for form, _ in values)
    factors = scales(language) | table.get("scales", {})
    scale = "|".join(sorted(factors, key=len, reverse=True)) or _NEVER
    joins, half = (_any_of(table.get(name, "").split("|")) for name in ("joins", "half"))
    any_part = rf"(?P<figure>{FIGURE})|(?P<half>{half})|(?P<word>{word})|(?P<scale>{scale})"
    return Spelling(
        comma_decimal=comma_decimal(language),
        begins=re.compile(rf"(?<![\d.,٫])\d|(?<![{MARKED}])(?:{word}|{half})", re.IGNORECASE),
        part=re.compile(rf"[ -]?(?:(?P<join>{joins})[ -]?)?(?:{any_part})", re.IGNORECASE),
        ends=re.compile(rf"(?:{table.get('ends', _NEVER)})?(?!['ʼ]?[{MARKED}])"),
        words={_key(form): value for form, value in values},
        scales=tuple((re.compile(p, re.IGNORECASE), factor) for p, factor in factors.items()),
    )


def _key(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().translate(_DROPPED)


def _any_of(forms: Iterable[str]) -> str:
    """The longest of these words that fits, with or without a dot below its letters."""
    plain = (unicodedata.normalize("NFKC", form) for form in forms if form)
    longest = sorted(plain, key=len, reverse=True)
    return "|".join(longest).replace("'", "['ʼ]").replace("\u093c", "\u093c?") or _NEVER
