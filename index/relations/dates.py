"""Moment: a year, month, day, weekday or season that a sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.relations.eras import century_at, decade_at, may_name_era
from index.relations.lexicon import Lexicon
from index.relations.quantities import unit_at
from index.relations.words import Token

_ROUND = 100
_FIRST_YEAR, _LAST_YEAR = 1000, 2099
_FIELDS = {
    "months": "month",
    "weekdays": "weekday",
    "seasons": "season",
    "relative": "relative",
    "parts": "part of the day",
    "holidays": "holiday",
    "era": "era",
    "phase": "phase",
    "turn": "turn",
}
_BETWEEN = frozenset(
    ("de", "del", "of", "the", ",", ".", "do", "th", "st", "nd", "rd", "o", "er", "-")
)
_RANGE = frozenset(
    ("-", "–", "au", "to", "bis", "al", "a", "do", "and", "und", "et", "y", "e", "i", ".")
)
_DAY_WORDS = frozenset(("dia", "tag", "day", "giorno", "jour", "dzien", "dnia"))
_PROPER = frozenset(("may", "march", "mars", "marco"))


@dataclass(frozen=True, slots=True)
class Moment:
    """One part of a date and the tokens it spans."""

    part: str
    value: int
    start: int
    end: int


class MomentReader:
    """Reads the dates of one sentence."""

    def __init__(self, tokens: Sequence[Token], words: Lexicon | None) -> None:
        self.tokens, self.words = tokens, words
        self.folds = [token.fold for token in tokens]

    def read(self) -> tuple[Moment, ...]:
        """All parts of dates, in no particular order."""
        found: list[Moment] = []
        for i, token in enumerate(self.tokens):
            found += self._eras(i)
            if token.kind == "date":
                found += _numeric(token.text, i, self.words)
            elif token.kind == "word" and self.words:
                found += self._named(i)
            elif token.kind == "figure":
                found += self._year(i)
        return tuple(dict.fromkeys(found))

    def _eras(self, i: int) -> Iterator[Moment]:
        if self.words is None or not may_name_era(self.folds, i):
            return
        if (decade := decade_at(self.folds, i)) is not None:
            yield Moment("decade", decade, i, i + 1)
        if century := century_at(self.folds, i):
            yield Moment("century", *century)

    def _named(self, i: int) -> Iterator[Moment]:
        for label, end in self.words.dates.at(self.folds, i) if self.words else ():
            group, _, value = label.partition(":")
            if group == "order" or not self._trusted(i, group):
                continue
            yield Moment(_FIELDS[group], int(value), i, end)
            if group == "months":
                yield from self._days(i)
                yield from self._month_year(end)
        if self.folds[i] in _DAY_WORDS and (day := self._day(i + 1)):
            yield Moment("day", day, i, i + 2)

    def _trusted(self, i: int, group: str) -> bool:
        """False for "may", "mars", "marco" and cut month names that are other words here."""
        word = self.folds[i]
        if group != "months" or (len(word) > 4 and word not in _PROPER):
            return True
        near = {self._kind(i - 1), self._kind(i + 1)} & {"figure", "date"}
        if near or self._kind(i - 2) == "figure":
            return True
        if word in ("mars", "marco"):
            return not self.tokens[i].capital
        if word in ("may", "march"):
            before = self.folds[i - 1] if i else ""
            return self.tokens[i].capital and before in _MONTH_CUES
        return word in _SHORT_MONTHS

    def _kind(self, i: int) -> str:
        return self.tokens[i].kind if 0 <= i < len(self.tokens) else ""

    def _day(self, i: int) -> int | None:
        if self._kind(i) == "figure" and re.fullmatch(r"\d{1,2}", self.tokens[i].text):
            day = int(self.tokens[i].text)
            return day if 1 <= day <= 31 else None
        return None

    def _days(self, month: int) -> Iterator[Moment]:
        i = month - 1
        while i >= 0 and self.folds[i] in _BETWEEN:
            i -= 1
        while (day := self._day(i)) is not None:
            yield Moment("day", day, i, i + 1)
            i -= 1
            if i < 1 or self.folds[i] not in _RANGE:
                return
            i -= 1 if self._day(i - 1) or self.folds[i - 1] not in _RANGE else 2
        if i == month - 1 and (day := self._day(month + 1)) is not None:
            yield Moment("day", day, month + 1, month + 2)
            yield from self._until(month + 2)

    def _until(self, i: int) -> Iterator[Moment]:
        """The 12 of "March 11 and 12", unless it counts what follows."""
        if i >= len(self.folds) or self.folds[i] not in _RANGE:
            return
        day, follows = self._day(i + 1), self._kind(i + 2)
        counts = follows == "word" and not (self.words and self.words.stopped(self.folds[i + 2]))
        if day is not None and not counts:
            yield Moment("day", day, i + 1, i + 2)

    def _month_year(self, i: int) -> Iterator[Moment]:
        for j in range(i, min(i + 4, len(self.tokens))):
            if (year := self._four(j)) is not None:
                yield Moment("year", year, j, j + 1)
                return
            if self.folds[j] not in _BETWEEN and self._day(j) is None:
                return

    def _four(self, i: int) -> int | None:
        text = self.tokens[i].text
        if self._kind(i) != "figure" or not re.fullmatch(r"\d{4}", text):
            return None
        return int(text) if _FIRST_YEAR <= int(text) <= _LAST_YEAR else None

    def _three(self, i: int) -> int | None:
        """The 966 of "w 966 roku" and "im Jahr 966"."""
        if self.words is None or not re.fullmatch(r"[1-9]\d\d", self.tokens[i].text):
            return None
        follows = self.folds[i + 1] if i + 1 < len(self.folds) else "."
        before = self.folds[i - 1] if i else ""
        ends = self._kind(i + 1) != "word" or self.words.stopped(follows)
        year = (before in _YEARS_BEFORE and ends) or follows in _YEARS_AFTER
        return int(self.tokens[i].text) if year else None

    def _year(self, i: int) -> Iterator[Moment]:
        year = self._four(i)
        if year is None and (year := self._three(i)) is not None:
            yield Moment("year", year, i, i + 1)
            return
        if year is None:
            return
        follows = self.folds[i + 1] if i + 1 < len(self.folds) else ""
        before = self.folds[i - 1] if i else ""
        if follows == "s":
            yield Moment("decade", year % 100, i, i + 2)
        elif before in _AMOUNT or follows in ("%", "€", "$", "°"):
            return
        elif self._is_year(year, i, before):
            yield Moment("year", year, i, i + 1)

    def _is_year(self, year: int, i: int, before: str) -> bool:
        if self.words is None:
            return 1900 <= year <= 2035
        if before in self.words.words["year_cues"]:
            return not self._counts(i) or year > 1900 and not self._unit(i)
        if self.words.language == "de" and (self._before_verb(i) or self._closes(i)):
            return True
        return 1900 <= year <= 2035 and not self._counts(i)

    def _before_verb(self, i: int) -> bool:
        """True for "1869 brannte sie ab", where no noun follows."""
        words = self.tokens[i + 1 : i + 3]
        return len(words) == 2 and not any(token.capital for token in words) and i > 0

    def _closes(self, i: int) -> bool:
        """True for "gelang 1851." at the end of a clause."""
        follows = self.folds[i + 1] if i + 1 < len(self.folds) else "."
        return i > 0 and follows in (".", ",") and not self.tokens[i - 1].capital

    def _unit(self, i: int) -> bool:
        return unit_at(self.folds, i + 1) is not None and self.folds[i + 1] not in (
            "a",
            "an",
            "ano",
        )

    def _counts(self, i: int) -> bool:
        """True where a plain lower-case noun follows, as in "2000 soldiers"."""
        if i + 1 >= len(self.tokens) or self.tokens[i + 1].kind != "word" or self.words is None:
            return False
        follower = self.tokens[i + 1]
        if self._unit(i):
            return True
        if self.words.language == "en" and self.folds[i - 1] in _OWNERS and i > 0:
            # "his 2008 campaign", "the 2008 elections"; but "the 2000 soldiers"
            return follower.fold.endswith("s") and not follower.fold.startswith("election")
        if self.words.language == "de" and follower.capital:  # "2000 Soldaten"
            return int(self.tokens[i].text) % _ROUND == 0 and not self.words.stopped(follower.fold)
        return i > 0 and not follower.capital and not self.words.stopped(follower.fold)


_YEARS_BEFORE = frozenset(("year", "jahr", "jahre", "ano", "anno", "an"))
_OWNERS = frozenset("the his her its their our my your this that a s".split())
_YEARS_AFTER = frozenset(("roku",))
_MONTH_CUES = frozenset(
    "in since of on by until from last next this early late mid before after".split()
)
_SHORT_MONTHS = frozenset(
    "mai marz juni juli juin aout maj maja maju luty maio mayo june july".split()
)
_AMOUNT = frozenset(
    ("$", "€", "£", "about", "almost", "nearly", "over", "than", "least", "most", "fast")
)


def _numeric(text: str, i: int, words: Lexicon | None) -> Iterator[Moment]:
    one, two, three = (int(part) for part in re.split(r"[./-]", text))
    if one > 31:
        year, month, day = one, two, three
    else:
        year, month, day = three, two, one
        year += 0 if year > 99 else 2000 if year < 40 else 1900
    if month > 12 and day <= 12:
        month, day = day, month
    yield Moment("year", year, i, i + 1)
    # "03/04/2021" is two dates until the language says which comes first.
    if max(month, day) > 12 or "/" not in text or (words and words.language != "en"):
        yield Moment("month", month, i, i + 1)
        yield Moment("day", day, i, i + 1)
