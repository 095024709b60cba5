"""Gate: which texts are not worth a search."""

from __future__ import annotations

from claims.checkworthy import not_a_claim
from claims.text import normalise
from index.lookup import NoMatchCode

_FEWEST_LETTERS = 3


def gate(text: str, language: str | None) -> NoMatchCode | None:
    """Why a text is not worth a search, or None."""
    cleaned = normalise(text)
    if sum(character.isalnum() for character in cleaned) < _FEWEST_LETTERS:
        return NoMatchCode.TOO_SHORT
    return NoMatchCode.NOT_A_CLAIM if not_a_claim(text, language) else None
