"""Numeral: a number as a sentence writes it, in figures, words or both; and what figures say."""

from __future__ import annotations

import re
from dataclasses import dataclass

FIGURE = (  # in threes, or as in India ("35,00,000"); with a decimal part or none
    r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!\d)"
    r"|\d{1,3}(?:[.,'’ ٬]\d{3})+(?:[.,٫]\d+)?(?!\d)|\d+(?:[.,٫]\d+)?"
)
_GROUPED = re.compile(r"^(?:\d{1,3}(?:[.,'’ ]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})$")
_ARABIC = str.maketrans({"٬": None, "٫": "."})  # which are never the other way round


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number and the tokens it spans. `other` is the value by the other decimal custom.

    `role` is count, ordinal, ratio or times. A weak numeral may be only an article ("ein").
    `whole` is the three of "one of the three".
    """

    value: float
    start: int
    end: int
    role: str = "count"
    other: float | None = None
    weak: bool = False
    whole: float | None = None


def read_figure(text: str, comma_decimal: bool) -> tuple[float, float | None]:
    """The value of figures, and the other value where the separators are ambiguous."""
    if "٬" in text or "٫" in text:
        return float(text.translate(_ARABIC)), None
    plain = text.replace(" ", "").replace("'", "").replace("’", "")
    decimal, grouping = (",", ".") if comma_decimal else (".", ",")
    if not re.search(r"[.,]", plain):
        return float(plain), None
    if plain.count(".") + plain.count(",") > 1:
        return _read_long(plain, text), None
    mark = "." if "." in plain else ","
    as_decimal, as_group = float(plain.replace(mark, ".")), float(plain.replace(mark, ""))
    if not _GROUPED.match(text) or plain.startswith("0"):
        return as_decimal, None
    if mark == grouping:  # nobody writes "60.000" for sixty
        return as_group, None if plain.endswith("000") else as_decimal
    return as_decimal, as_group


def _read_long(plain: str, text: str) -> float:
    if _GROUPED.match(text):
        return float(re.sub(r"[.,]", "", plain))
    whole, last = re.split(r"[.,](?=\d+$)", plain)
    return float(re.sub(r"[.,]", "", whole) + "." + last)
