"""MonthPlot and PublisherPlot: the geometry of the report's plots; a template draws them as SVG."""

from __future__ import annotations

import math
from dataclasses import dataclass

from index.lookup import Band
from scripts.rechecking.tally import Tally

WIDTH, HEIGHT = 720, 180
_LEFT, _BASE, _TOP = 44, 152, 10
_MOST_MONTHS = 120
_MOST_PUBLISHERS = 15
_LABELS = 12


@dataclass(frozen=True, slots=True)
class MonthBar:
    """A month's bar in the units of the drawing, and its counts."""

    month: str
    confirmed: int
    other: int
    x: float
    width: float
    confirmed_y: float
    confirmed_height: float
    other_y: float
    other_height: float
    label: str

    @property
    def total(self) -> int:
        """Matches of the month."""
        return self.confirmed + self.other


@dataclass(frozen=True, slots=True)
class MonthPlot:
    """Bars of consecutive months; `earlier` counts matches of months before the first bar."""

    bars: tuple[MonthBar, ...]
    ticks: tuple[tuple[int, float], ...]
    earlier: int
    undated: int


@dataclass(frozen=True, slots=True)
class PublisherPlot:
    """(name, matches, share of the longest bar in percent) and how many were left out."""

    bars: tuple[tuple[str, int, float], ...]
    left_out: int
    left_out_matches: int


def month_plot(tally: Tally) -> MonthPlot:
    """The last months that have matches, without gaps."""
    numbers = {_number(month) for month, _ in tally.months}
    if not numbers:
        return MonthPlot((), (), 0, tally.undated)
    last = max(numbers)
    first = max(min(numbers), last - _MOST_MONTHS + 1)
    months = [_name(number) for number in range(first, last + 1)]
    totals = [_total(tally, month) for month in months]
    top = _round_up(max(totals))
    step = (WIDTH - _LEFT) / len(months)
    every = math.ceil(len(months) / _LABELS)
    bars = tuple(
        _bar(tally, month, place, step, top, month if place % every == 0 else "")
        for place, month in enumerate(months)
    )
    ticks = tuple((value, _y(value, top)) for value in sorted({0, top // 2, top}))
    earlier = sum(tally.months.values()) - sum(totals)
    return MonthPlot(bars, ticks, earlier, tally.undated)


def publisher_plot(tally: Tally) -> PublisherPlot:
    """The publishers with the most matches."""
    ranked = sorted(tally.publishers.items(), key=lambda pair: (-pair[1], pair[0]))
    shown, rest = ranked[:_MOST_PUBLISHERS], ranked[_MOST_PUBLISHERS:]
    most = max((count for _, count in shown), default=1)
    bars = tuple((name, count, round(100 * count / most, 1)) for name, count in shown)
    return PublisherPlot(bars, len(rest), sum(count for _, count in rest))


def _bar(tally: Tally, month: str, place: int, step: float, top: int, label: str) -> MonthBar:
    confirmed = tally.months[month, Band.CONFIRMED]
    total = _total(tally, month)
    gap = min(3.0, step * 0.2)
    split, upper = _y(confirmed, top), _y(total, top)
    return MonthBar(
        month=month,
        confirmed=confirmed,
        other=total - confirmed,
        x=round(_LEFT + place * step + gap / 2, 2),
        width=round(min(step - gap, 40), 2),
        confirmed_y=split,
        confirmed_height=round(_BASE - split, 2),
        other_y=upper,
        other_height=round(split - upper, 2),
        label=label,
    )


def _total(tally: Tally, month: str) -> int:
    return sum(tally.months[month, band] for band in (*Band, None))


def _y(value: int, top: int) -> float:
    return round(_BASE - (_BASE - _TOP) * value / top, 2)


def _round_up(value: int) -> int:
    """The next number of the form 1, 2, 4 or 5 times a power of ten, at least 2."""
    power: int = 10 ** (len(str(value)) - 1)
    return max(2, min(n * power for n in (1, 2, 4, 5, 10) if n * power >= value))


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _name(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
