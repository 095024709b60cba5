"""Bars and timelines: counts as geometry that a template draws."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Counts = Sequence[tuple[str, int]]
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_MOST_MONTHS = 180


@dataclass(frozen=True, slots=True)
class Bar:
    """A value, how often it occurs, and how long its bar is, from 0 to 100."""

    value: str
    count: int
    length: float


@dataclass(frozen=True, slots=True)
class Bars:
    """The most frequent values; `rest` counts what the others add up to, `others` them."""

    bars: tuple[Bar, ...]
    rest: int
    others: int

    @classmethod
    def of(cls, counts: Counts, most: int) -> Bars:
        """Bars of the `most` first counts; the longest is 100."""
        shown, left = counts[:most], counts[most:]
        longest = max((count for _, count in shown), default=1)
        bars = (Bar(value, count, round(100 * count / longest, 2)) for value, count in shown)
        return cls(tuple(bars), sum(count for _, count in left), len(left))


@dataclass(frozen=True, slots=True)
class Timeline:
    """One bar a month without gaps, oldest first; `earlier` counts what is too old to be drawn."""

    months: tuple[Bar, ...]
    earlier: int

    @classmethod
    def of(cls, counts: Counts, today: date) -> Timeline:
        """The last 15 years up to the newest month that is not in the future."""
        now = _place(today.isoformat())
        dated = {_place(month): count for month, count in counts if _MONTH.fullmatch(month)}
        dated = {place: count for place, count in dated.items() if place <= now}
        if not dated:
            return cls((), 0)
        last = max(dated)
        first = max(min(dated), last - _MOST_MONTHS + 1)
        tallest = max(dated.values())
        months = (
            Bar(_name(place), count, round(100 * count / tallest, 2))
            for place in range(first, last + 1)
            for count in [dated.get(place, 0)]
        )
        earlier = sum(count for place, count in dated.items() if place < first)
        return cls(tuple(months), earlier)

    @property
    def years(self) -> list[tuple[str, int]]:
        """Counts a year, newest first."""
        years: dict[str, int] = {}
        for month in self.months:
            years[month.value[:4]] = years.get(month.value[:4], 0) + month.count
        return sorted(years.items(), reverse=True)


def _place(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _name(place: int) -> str:
    return f"{place // 12:04d}-{place % 12 + 1:02d}"
