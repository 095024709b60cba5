"""refusal(): why a sentence of an article states nothing that anyone could have checked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.checkworthy.lexicon import LANGUAGES, LONGEST, Reading, read
from claims.checkworthy.linear import load
from claims.checkworthy.questions import tagged, tells
from claims.checkworthy.rules import LIKELY, RULES

_PERSONAL = frozenset(("judge", "feel", "self", "order", "talk", "you"))
_LINES = frozenset(
    ("furniture", "call", "ask", "credit", "byline", "note", "role", "stamp", "label")
)
_HEALTH = re.compile(  # good or bad for it is no matter of taste
    r"\b(?:health|gesund|krebs|cancer|salud|santé|cáncer|saúde|câncer|cancro|salute|zdrow|raka\b)",
    re.IGNORECASE,
)
_MARGIN = 2.0  # in log-odds: the shortest claims look much like small talk
_FEWEST_WORDS = 3
_MOST_WORDS = 30  # what is longer hardly ever states nothing
_LATIN = re.compile(r"[A-Za-zÀ-ž]")
_QUOTED = re.compile(r"[\"“„«]\s*(?:[^\s\"“”„«»]+\s+){4,}[^\s\"“”„«»]*[\"”“»]")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text is no claim, in English; `sure` where a rule accounts for every word of it."""

    reason: str
    sure: bool


def not_a_claim(text: str, language: str | None) -> str | None:
    """The reason why `text` is no claim, in English, or None. Unsure means None."""
    found = refusal(text, language)
    return found.reason if found else None


def refusal(text: str, language: str | None) -> Refusal | None:
    """Why `text` is no claim, or None."""
    reading = read(text, language)
    short = len(reading.plain) <= LONGEST
    for rules, sure in ((RULES if short else RULES[:1], True), (LIKELY if short else (), False)):
        for reason, rule in rules:
            if rule(reading):
                return Refusal(reason, sure)
    if not _judged(reading):
        return None
    kind = load().kind(reading, margin=_MARGIN if _states(reading) else 0.0)
    return Refusal(kind, sure=False) if kind else None


def _states(reading: Reading) -> bool:
    """Facts, not somebody's feelings: a whole sentence, or words that nothing else explains."""
    greeting = reading.opening("greeting")
    start = greeting.end if greeting else 0
    named = {mark.name for mark in reading.marks if mark.start >= start}
    if len(reading.words) - start < _FEWEST_WORDS:
        return False
    if reading.plain[-1] not in ".。।":
        return not named & (_PERSONAL | _LINES)
    return not named & _PERSONAL or _HEALTH.search(reading.plain) is not None


def _judged(reading: Reading) -> bool:
    """Whether the trained part knows the language and may speak: quotations are left alone."""
    if reading.language:
        known = reading.language in LANGUAGES
    else:
        known = _LATIN.search(reading.plain) is not None
    if not known or not 0 < len(reading.words) <= _MOST_WORDS or _QUOTED.search(reading.plain):
        return False
    return not tells(reading) and not tagged(reading)
