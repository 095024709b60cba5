"""begins_formula(): what a spreadsheet may run where a cell holds a text."""

from __future__ import annotations

from unicodedata import category, normalize

_OPERATORS = ("=", "+", "-", "@")
_BREAKS = ("\t", "\r", "\n")


def begins_formula(text: str) -> bool:
    """Whether a text begins with an operator, however wide or hidden, or with a break."""
    return text.startswith(_BREAKS) or _first(text) in _OPERATORS


def _first(text: str) -> str:
    """The first visible character, in its plain width: some spreadsheets read on to it."""
    visible = (each for each in text if not each.isspace() and category(each) != "Cf")
    return normalize("NFKC", next(visible, ""))[:1]
