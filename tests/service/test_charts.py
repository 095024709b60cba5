"""Counts as bars and as a line of months."""

from __future__ import annotations

from datetime import date

from service.charts import Bar, Bars, Timeline

TODAY = date(2026, 6, 30)


def test_the_longest_bar_is_100_and_what_is_left_is_added_up() -> None:
    chart = Bars.of([("en", 8), ("de", 2), ("fr", 1), ("es", 1)], 2)
    assert chart == Bars((Bar("en", 8, 100.0), Bar("de", 2, 25.0)), rest=2, others=2)


def test_no_counts_no_bars() -> None:
    assert Bars.of([], 5) == Bars((), 0, 0)


def test_months_without_reviews_are_drawn_empty() -> None:
    chart = Timeline.of([("2026-03", 4), ("2025-12", 1)], TODAY)
    assert [(month.value, month.count, month.length) for month in chart.months] == [
        ("2025-12", 1, 25.0),
        ("2026-01", 0, 0.0),
        ("2026-02", 0, 0.0),
        ("2026-03", 4, 100.0),
    ]
    assert chart.years == [("2026", 4), ("2025", 1)]


def test_what_is_too_old_is_counted_and_not_drawn() -> None:
    chart = Timeline.of([("1999-05", 7), ("2026-06", 1)], TODAY)
    assert chart.earlier == 7
    assert len(chart.months) == 180


def test_what_cannot_be_a_month_is_left_out() -> None:
    dirty = [("2026-13", 5), ("soon-ok", 5), ("2027-01", 5), ("0000-00", 5), ("2026-05", 1)]
    assert [month.value for month in Timeline.of(dirty, TODAY).months] == ["2026-05"]
    assert Timeline.of([("2999-01", 1)], TODAY) == Timeline((), 0)
