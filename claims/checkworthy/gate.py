"""not_a_claim(): why a sentence of an article states nothing that anyone could have checked."""

from __future__ import annotations

import re

from claims.checkworthy.lexicon import LANGUAGES, LONGEST, Reading, read
from claims.checkworthy.linear import load
from claims.checkworthy.questions import tells
from claims.checkworthy.rules import RULES

_MOST_WORDS = 30  # what is longer hardly ever states nothing
_QUOTED = re.compile(r"[\"“„«]\s*(?:[^\s\"“”„«»]+\s+){4,}[^\s\"“”„«»]*[\"”“»]")


def not_a_claim(text: str, language: str | None) -> str | None:
    """The reason why `text` is no claim, in English, or None. Unsure means None."""
    reading = read(text, language)
    rules = RULES if len(reading.plain) <= LONGEST else RULES[:1]
    for reason, rule in rules:
        if rule(reading):
            return reason
    return load().kind(reading) if _judged(reading) else None


def _judged(reading: Reading) -> bool:
    """Whether the trained part knows the language and may speak: quotations are left alone."""
    known = reading.language in LANGUAGES or not reading.language
    short = 0 < len(reading.words) <= _MOST_WORDS
    return known and short and not tells(reading) and not _QUOTED.search(reading.plain)
