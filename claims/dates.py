"""parse_date(): a date as a source writes it -> ISO 8601 of the same precision, or None.

No part is ever filled in: there is no default day, month, year, century or time zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import cache

from babel import Locale

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})"
    r"(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,9})?"
    r"(?P<zone>\s?Z|\s?[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?)?)?)?",
    re.ASCII,
)
_MONTH = r"(?P<month>[^\W\d_][^\W\d_\u0300-\u036f]*(?:[^\W\d_]|[\u0900-\u0e7f])*)\.?"
_WORDED = (
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|[ºª.])?\s+(?:of\s+|de\s+)?{_MONTH}"
        r",?\s+(?:de\s+)?(?P<year>\d{4})\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.I),
    re.compile(r"(?P<year>\d{4})年\s?(?P<month>\d{1,2})月\s?(?P<day>\d{1,2})日"),
)
_MONTH_ALONE = re.compile(rf"{_MONTH},?\s+(?:de\s+)?(?P<year>\d{{4}})", re.IGNORECASE)
_SLASHED = re.compile(r"\b(?P<first>\d{1,2})([/.-])(?P<second>\d{1,2})\2(?P<year>\d{4})\b")
# a year of another calendar (1402 in Iran) is none of these; a time of day may follow
_YEAR_FIRST = re.compile(
    r"\b(?P<year>(?:19|20|2[45])\d{2})([/.-])\s?(?P<month>\d{1,2})\2\s?(?P<day>\d{1,2})\b"
)
_BASIC = re.compile(r"\A((?:19|20)\d{2})(\d{2})(\d{2})\Z", re.ASCII)  # ISO 8601 without its hyphens
_EPOCH = re.compile(r"\d{10}(?:\d{3})?", re.ASCII)
# "1 March" and nothing else would be a sentence, not a date: a long text is not searched
_LONGEST = 200
_FIRST_YEAR = 1000
_BUDDHIST = 543
_BUDDHIST_FROM = 2400  # nothing was said or checked that late in the common era
_CODES = {
    code: (code,)
    for code in (
        "ar az bg bn ca cs da de el es et fa fi fr gu he hi hr hu id it ka kk kn lt lv mk ml mr ms "
        "nl pa pl pt ro ru sk sl sq sv sw ta te th tl tr uk ur vi"
    ).split()
} | {"en": ("en", "en_GB"), "no": ("nb",), "sr": ("sr", "sr_Latn")}


def parse_date(text: str, language: str | None = None) -> str | None:
    """ISO 8601 as precise as `text`; worded dates keep their day and drop a time of day.

    A numeric date whose day and month could be swapped is read day first, but not where the
    language is English or unknown: there it is no date.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if iso := iso_date(_BASIC.sub(r"\1-\2-\3", text)):
        common = iso_date(f"{_common_year(iso[:4]):04}{iso[4:]}")
        return common and _of_an_era(common)
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), tz=UTC).isoformat().replace("+00:00", "Z")
    primary = re.split("[-_]", language)[0].lower() if language else None
    found = set(_worded(text, primary)) or {*_slashed(text, primary), *_year_first(text)}
    return _of_an_era(found.pop()) if len(found) == 1 else None


def _of_an_era(iso: str) -> str | None:
    """Years 1 and 9999 are what programs write for no date."""
    return iso if _FIRST_YEAR <= int(iso[:4]) < _BUDDHIST_FROM else None


def iso_date(text: str) -> str | None:
    """The same, where it is ISO 8601 of any precision from the year to the second."""
    match = _ISO.fullmatch(text)
    if not match or not _exists(match["year"], match["month"] or 1, match["day"] or 1):
        return None
    if match["time"]:
        text = text.replace(" ", "T", 1).replace(" ", "")
        try:
            time.fromisoformat(match["time"])
        except ValueError:
            return None
    return text


def _worded(text: str, language: str | None) -> Iterator[str]:
    for pattern in _WORDED:
        for match in pattern.finditer(text):
            month = _month(match["month"], language)
            year = _common_year(match["year"])
            if month and _exists(year, month, match["day"]):
                yield f"{year:04}-{month:02}-{int(match['day']):02}"
    alone = _MONTH_ALONE.fullmatch(text)
    if alone and (month := _month(alone["month"], language)):
        yield f"{_common_year(alone['year']):04}-{month:02}"


def _slashed(text: str, language: str | None) -> Iterator[str]:
    for match in _SLASHED.finditer(text):
        day, month = int(match["first"]), int(match["second"])
        if day <= 12 and month <= 12 and day != month and language in (None, "en"):
            continue
        if month > 12:
            day, month = month, day
        year = _common_year(match["year"])
        if _exists(year, month, day):
            yield f"{year:04}-{month:02}-{day:02}"


def _year_first(text: str) -> Iterator[str]:
    for match in _YEAR_FIRST.finditer(text):
        year, month, day = _common_year(match["year"]), int(match["month"]), int(match["day"])
        if _exists(year, month, day):
            yield f"{year:04}-{month:02}-{day:02}"


def _common_year(written: str) -> int:
    """The year of the common era: Thailand writes that of the Buddhist one, 2567 for 2024."""
    year = int(written)
    return year - _BUDDHIST if year >= _BUDDHIST_FROM else year


def _exists(year: str | int, month: str | int, day: str | int) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _month(name: str, language: str | None) -> int | None:
    if name.isdecimal():
        return int(name)
    name = name.casefold().rstrip(".")
    # loading a language takes a while: all of them only for a name that neither knows
    for known in (language, "en"):
        if known in _CODES and (month := _months(known).get(name)):
            return month
    return _common_months().get(name)


@cache
def _months(language: str) -> dict[str, int]:
    return {name: month for code in _CODES[language] for name, month in _names(Locale.parse(code))}


@cache
def _common_months() -> dict[str, int]:
    """The names that mean one month in every language that has them."""
    meanings: dict[str, set[int]] = {}
    for language in _CODES:
        for name, month in _months(language).items():
            meanings.setdefault(name, set()).add(month)
    return {name: min(months) for name, months in meanings.items() if len(months) == 1}


def _names(locale: Locale) -> Iterator[tuple[str, int]]:
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in locale.months[context][width].items():
                yield name.casefold().rstrip("."), month
