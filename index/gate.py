"""Gate: which texts are not worth a search, or only where it is sure of what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from claims.checkworthy import refusal
from claims.text import normalise
from index.lookup import NoMatchCode

_FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Gated:
    """Why a text is not looked up. Where that is not `sure`, a confirmed match overrules it: what
    somebody has reviewed is a claim."""

    code: NoMatchCode
    sure: bool


def gate(text: str, language: str | None) -> Gated | None:
    """Why a text is not worth a search, or None."""
    cleaned = normalise(text)
    letters = filter(str.isalnum, cleaned)
    if len(list(islice(letters, _FEWEST_LETTERS))) < _FEWEST_LETTERS:
        return Gated(NoMatchCode.TOO_SHORT, sure=True)
    found = refusal(text, language)
    return Gated(NoMatchCode.NOT_A_CLAIM, found.sure) if found else None
