"""marked(): where a text has quoted words, whatever marks its language uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Marked:
    """Quoted words at [start, end), with their marks at [outer_start, outer_end)."""

    start: int
    end: int
    outer_start: int
    outer_end: int


def marked(text: str) -> Iterator[Marked]:
    """The outermost quotations of `text` in order, none over a line break."""
    for mark in _pattern().finditer(text):
        name = mark.lastgroup or 0
        yield Marked(mark.start(name), mark.end(name), mark.start(), mark.end())


@cache
def _pattern() -> re.Pattern[str]:
    found = (
        _pair("„", "„“”", "[“”]"),
        _pair("“", "“”", "”"),
        _pair("«", "«»", "»"),
        _pair("»", "»«", "«"),
        _pair("「", "「」", "」"),
        _pair("『", "『』", "』"),
        _pair(r"(?<!\w)\"", '"', r"\"(?!\w)"),
    )
    names = (f"(?P<words{number}>" for number in range(len(found)))
    each = (pair.replace("(?P<>", name) for pair, name in zip(found, names, strict=True))
    return re.compile("|".join(each), re.MULTILINE)


def _pair(opening: str, but: str, closing: str) -> str:
    return rf"{opening}(?P<>[^{but}\n]{{2,1500}}){closing}"
