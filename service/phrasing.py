"""Words: what the pages say, in the reader's language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files

from babel import Locale, dates, numbers

LANGUAGES = ("en", "de")
_LIKELY = (
    *((0.95, "almost_certain"), (0.8, "very_likely"), (0.5, "likely")),
    *((0.2, "possible"), (0.0, "unlikely")),
)
_MOST_CHARACTERS = 700


@dataclass(frozen=True, slots=True)
class Words:
    """Messages, numbers, dates and names in one language of LANGUAGES."""

    language: str
    messages: dict[str, str]

    def __call__(self, name: str, **fields: object) -> str:
        """A message with its fields filled in; raises KeyError for one that nobody wrote."""
        return self.messages[name].format(**fields)

    def counted(self, count: int, one: str, many: str) -> str:
        """The message for one of them, or that for any other number, with its {count}."""
        return self(one if count == 1 else many, count=self.number(count))

    def likely(self, probability: float | None) -> str:
        """A probability from 0 to 1 in words."""
        if probability is None:
            return self("likely_unknown")
        return self("likely_" + next(name for least, name in _LIKELY if probability >= least))

    def number(self, value: float) -> str:
        """A number with its thousands apart."""
        return numbers.format_decimal(value, locale=self.language)

    def percent(self, probability: float) -> str:
        """A probability from 0 to 1; never rounded to certainty, nor to the impossible."""
        return numbers.format_percent(min(max(probability, 0.01), 0.99), locale=self.language)

    def day(self, when: str | None) -> str:
        """A date or time of ISO 8601 as precise as it is; what is no date stays as it is."""
        try:
            return self._day(when or "")
        except ValueError:
            return when or ""

    def _day(self, when: str) -> str:
        if len(when) == 7:
            first = date.fromisoformat(when + "-01")
            return dates.format_skeleton("yMMM", first, locale=self.language)
        return dates.format_date(date.fromisoformat(when[:10]), "medium", locale=self.language)

    def ago(self, when: str) -> str:
        """How long ago a time of ISO 8601 was."""
        passed = datetime.fromisoformat(when) - datetime.now(UTC)
        return dates.format_timedelta(passed, add_direction=True, locale=self.language)

    def name_of(self, tag: str | None) -> str:
        """The name of a language; the tag itself where it has none."""
        known = Locale(self.language).languages
        return known.get((tag or "").split("-")[0].lower()) or tag or self("unknown_language")


@cache
def words_of(language: str) -> Words:
    """The words of one of LANGUAGES."""
    text = files("service").joinpath("web/messages.toml").read_text(encoding="utf-8")
    return Words(language, tomllib.loads(text)[language])


def clip(text: str | None, most: int = _MOST_CHARACTERS) -> str:
    """A text cut to what a page can show of it."""
    text = text or ""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def lang_of(tag: str | None) -> str | None:
    """A language tag as the attribute `lang` may have it, or None."""
    primary = (tag or "").replace("_", "-").split("-")[0].lower()
    return primary if primary in Locale("en").languages else None
