"""parse_date(): the precision of the source, and nothing invented."""

from __future__ import annotations

import pytest

from claims.dates import parse_date


@pytest.mark.parametrize(
    "iso",
    [
        "2020",
        "2020-02",
        "2020-02-29",
        "2020-02-26T17:02:36Z",
        "2020-06-29T13:35",
        "2018-04-22T17:30:24.000Z",
        "2018-11-07T10:11:56+0100",
        "2020-03-26T18:49:11+05:30",
    ],
)
def test_iso_stays_as_it_is(iso: str) -> None:
    assert parse_date(iso) == iso


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("26 May 2015", None, "2015-05-26"),
        ("6 March 2021", None, "2021-03-06"),
        ("on Wednesday, October 30th, 2019", None, "2019-10-30"),
        ("stated on October 22, 2019 in a campaign mailer", "en", "2019-10-22"),
        ("OCT. 4, 2016", "en", "2016-10-04"),
        ("Oct 29, 2018 3:15 PM PHT", "en", "2018-10-29"),
        ("May 2015", None, "2015-05"),
        ("29 octubre 2018", "es", "2018-10-29"),
        ("30 de Dez, 2018 às 10:39 PST", "pt", "2018-12-30"),
        ("1 de Ago, 2019 às 8:52 PDT", "pt", "2019-08-01"),
        ("3. März 2020", "de", "2020-03-03"),
        ("11 listopada 2020", "pl", "2020-11-11"),
        ("5 января 2021", "ru", "2021-01-05"),
        ("१ जनवरी 2021", "hi", "2021-01-01"),
        ("3 أكتوبر 2020", "ar", "2020-10-03"),
        ("2021年3月5日", "ja", "2021-03-05"),
        ("29 กุมภาพันธ์ 2567", "th", "2024-02-29"),
        ("มกราคม 2567", "th", "2024-01"),
        ("15/01/2567", "th", "2024-01-15"),
        ("15 มกราคม 2024", "th", "2024-01-15"),
        ("22/03/2021 16h45", "pt", "2021-03-22"),
        ("05/03/2021", "pt", "2021-03-05"),
        ("13/03/2021", None, "2021-03-13"),
        ("2024/03/05", None, "2024-03-05"),
        ("2024-3-5", "en", "2024-03-05"),
        ("2024. 3. 5.", "ko", "2024-03-05"),
        ("2567/03/05", "th", "2024-03-05"),
        ("2567-01-15", "th", "2024-01-15"),
        ("2567-02-29", "th", "2024-02-29"),
        ("2567-01-15T10:00:00+07:00", None, "2024-01-15T10:00:00+07:00"),
        ("2024-03-05 10:00:00 +0000 UTC", "en", "2024-03-05"),
        ("03/13/2021", "en", "2021-03-13"),
        ("2019-01-24 08:38:00", None, "2019-01-24T08:38:00"),
        ("1546300800", None, "2019-01-01T00:00:00Z"),
        ("20240102", None, "2024-01-02"),
    ],
)
def test_written_dates_become_iso(text: str, language: str | None, iso: str) -> None:
    assert parse_date(text, language) == iso


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("20241302", None),
        # what programs write for no date
        ("0001-01-01T00:00:00Z", None),
        ("01/01/0001 00:00:00", "en"),
        ("9999-12-31", None),
        ("2568-02-29", "th"),
        ("18991231", None),
        ("20240230", None),
        ("", None),
        ("yesterday", "en"),
        ("Wednesday", "en"),
        ("in May", "en"),
        ("26 May", "en"),
        ("30 February 2020", "en"),
        ("2020-13-01", None),
        ("2020-02-30", None),
        ("2020-02-03T25:00", None),
        ("2020-02-03T15:00+99:99", None),
        ("2020-02-03T15:00-05:60", None),
        ("05/03/2021", "en"),
        ("05/03/2021", None),
        ("26/10/18", "fr"),
        ("1402/12/01", "fa"),
        ("2024/13/05", None),
        ("2024/03/05 - 2024/03/07", None),
        ("from 1 May 2019 to 3 May 2019", "en"),
        ("listopad 2020", None),
        ("12 monkeys 1995", "en"),
        ("x" * 10_000, None),
    ],
)
def test_what_is_no_whole_date_is_none(text: str, language: str | None) -> None:
    assert parse_date(text, language) is None
