"""read_plain(): the numbers and dates of a sentence in a language without a lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import isclose
from typing import NamedTuple

from index.relations.cldr import months
from index.relations.dates import Moment, MomentReader
from index.relations.east_asian import read_east_asian
from index.relations.quantities import Quantity, plain_quantity
from index.relations.spelled import Written, spelling
from index.relations.words import Token, fold, tokenise

_EAST_ASIAN = frozenset(("ja", "zh"))
_SOLID = frozenset(("name", "date", "clock"))  # whose digits count nothing
_BESIDE = re.compile(r"[\s.,-]{0,2}(?:(?:го|е|من)\s)?")  # between a month and its day or year
_PARTS = {"年": ("year", 1000, 2099), "月": ("month", 1, 12), "日": ("day", 1, 31)}
_PARTS |= {"号": _PARTS["日"], "號": _PARTS["日"]}
_TELLING = 5  # letters of a month's name
_ROUNDED = 0.005
_DAYS, _YEARS = range(1, 32), range(1000, 2100)
_LASTING = re.compile(r"[日年]間")  # "3日間" is three days


class Plain(NamedTuple):
    """What is read of such a sentence. Each number and each month is one token."""

    tokens: tuple[Token, ...]
    quantities: tuple[Quantity, ...]
    moments: tuple[Moment, ...]


def read_plain(text: str, language: str) -> Plain:
    """That of a text, by CLDR and by what number words of the language are known."""
    tokens = tokenise(text)
    marked = bytearray(len(text))  # where something is read already
    for token in tokens:
        if token.kind in _SOLID:
            _free(marked, token.start, token.end)
    east = language in _EAST_ASIAN
    read = read_east_asian(text) if east else spelling(language).read(text)
    numbers = {each.start: each for each in read if _free(marked, each.start, each.end)}
    named = {} if east else {each.start: each for each in _months(text, language, marked)}
    tokens = _parted(text, tokens, [*numbers.values(), *named.values()])
    counted = {i: numbers[t.start] for i, t in enumerate(tokens) if t.start in numbers}
    if east:
        moments = set(_signed(text, counted))
    else:
        meant = {i: int(named[t.start].value) for i, t in enumerate(tokens) if t.start in named}
        moments = set(_dated(text, tokens, counted, meant))
    moments |= set(MomentReader(tokens, None).read())
    taken = {i for moment in moments for i in range(moment.start, moment.end)}
    quantities = [
        plain_quantity(number.value, number.other, None, i)
        for i, number in counted.items()
        if i not in taken
    ]
    ordered = sorted(moments, key=lambda moment: (moment.start, moment.part))
    return Plain(tokens, tuple(quantities), tuple(ordered))


def _free(marked: bytearray, start: int, end: int) -> bool:
    """Whether nothing is marked there; it is, from then on."""
    free = not any(marked[start:end])
    marked[start:end] = b"\1" * (end - start)
    return free


def _months(text: str, language: str, marked: bytearray) -> Iterator[Written]:
    """The names of months, as numbers."""
    for pattern, month in months(language):
        for match in pattern.finditer(text):
            if _free(marked, *match.span()):
                yield Written(*match.span(), month)


def _parted(text: str, tokens: Sequence[Token], spans: Sequence[Written]) -> tuple[Token, ...]:
    """The tokens, each of these spans one of its own."""
    marked = bytearray(len(text))
    for span in spans:
        _free(marked, span.start, span.end)
    kept = [token for token in tokens if not any(marked[token.start : token.end])]
    for start, end, *_ in spans:
        word = text[start:end]
        kept.append(Token(word, word.casefold(), fold(word), "figure", start, end))
    return tuple(sorted(kept, key=lambda token: token.start))


def _signed(text: str, counted: dict[int, Written]) -> Iterator[Moment]:
    """The parts of "2021年3月5日"."""
    for i, number in counted.items():
        sign = text[number.end : number.end + 1]
        if sign in _PARTS and not _LASTING.match(text, number.end):
            part, first, last = _PARTS[sign]
            if number.value.is_integer() and first <= number.value <= last:
                yield Moment(part, int(number.value), i, i + 1)


def _dated(
    text: str, tokens: Sequence[Token], counted: dict[int, Written], meant: dict[int, int]
) -> Iterator[Moment]:
    """The months that stand beside a day or a year, and these; others where the name is long: a
    short one may be another word, as "mai" and "mart" are."""
    for i, month_meant in meant.items():
        if len(tokens[i].text) >= _TELLING:
            yield Moment("month", month_meant, i, i + 1)
    for i, j in pairwise(sorted({*counted, *meant})):
        if (i in meant) == (j in meant) or not _BESIDE.fullmatch(
            text, tokens[i].end, tokens[j].start
        ):
            continue
        month, number = (i, j) if i in meant else (j, i)
        value = counted[number].value
        if value in _DAYS or value in _YEARS:
            yield Moment("month", meant[month], month, month + 1)
            yield Moment("day" if value in _DAYS else "year", int(value), number, number + 1)


def numbered_apart(one: Iterable[Quantity], other: Iterable[Quantity]) -> bool:
    """Whether each of two sentences has a number that the other has not, whatever it counts."""
    ours, theirs = ([q for q in side if _counts(q)] for side in (one, other))
    return _alone(ours, theirs) and _alone(theirs, ours)


def _counts(quantity: Quantity) -> bool:
    return not quantity.weak and quantity.role in ("count", "times") and quantity.plain > 1


def _alone(ours: Iterable[Quantity], theirs: Sequence[Quantity]) -> bool:
    values = [value for each in theirs for value in (each.plain, each.other) if value]
    return any(
        not any(
            isclose(value, said, rel_tol=_ROUNDED)
            for said in values
            for value in (each.plain, each.other or 0.0)
        )
        for each in ours
    )
