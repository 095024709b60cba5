"""refusal(): why a sentence of an article states nothing that anyone could have checked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.checkworthy.lexicon import LANGUAGES, LONGEST, Reading, read
from claims.checkworthy.linear import load
from claims.checkworthy.questions import tells
from claims.checkworthy.rules import RULES

_PERSONAL = frozenset(("judge", "feel", "self", "order", "talk", "you"))
_HEALTH = re.compile(  # good or bad for it is no matter of taste
    r"\b(?:health|gesund|krebs|cancer|salud|santé|cáncer|saúde|câncer|cancro|salute|zdrow|raka\b)",
    re.IGNORECASE,
)
_MARGIN = 2.0  # in log-odds: the shortest claims look much like small talk
_MOST_WORDS = 30  # what is longer hardly ever states nothing
_QUOTED = re.compile(r"[\"“„«]\s*(?:[^\s\"“”„«»]+\s+){4,}[^\s\"“”„«»]*[\"”“»]")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text is no claim, in English; `sure` where a rule says so, not the trained part."""

    reason: str
    sure: bool


def not_a_claim(text: str, language: str | None) -> str | None:
    """The reason why `text` is no claim, in English, or None. Unsure means None."""
    found = refusal(text, language)
    return found.reason if found else None


def refusal(text: str, language: str | None) -> Refusal | None:
    """Why `text` is no claim, or None."""
    reading = read(text, language)
    rules = RULES if len(reading.plain) <= LONGEST else RULES[:1]
    for reason, rule in rules:
        if rule(reading):
            return Refusal(reason, sure=True)
    if not _judged(reading):
        return None
    kind = load().kind(reading, margin=_MARGIN if _states(reading) else 0.0)
    return Refusal(kind, sure=False) if kind else None


def _states(reading: Reading) -> bool:
    """A whole sentence of facts, not of somebody's feelings, such as `Milk is healthy.`"""
    named = {mark.name for mark in reading.marks}
    if len(reading.words) < 3 or reading.plain[-1] not in ".。।":
        return False
    return not named & _PERSONAL or _HEALTH.search(reading.plain) is not None


def _judged(reading: Reading) -> bool:
    """Whether the trained part knows the language and may speak: quotations are left alone."""
    known = reading.language in LANGUAGES or not reading.language
    short = 0 < len(reading.words) <= _MOST_WORDS
    return known and short and not tells(reading) and not _QUOTED.search(reading.plain)
