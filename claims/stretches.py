"""stretches(): a text in parts of one language each, so that each is cut by its own rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from claims.language import spoken
from claims.lines import lines
from claims.quotations import Quotation
from claims.sentences import Sentence

_TELLING = 500  # characters of a line that tell its language
_Found = TypeVar("_Found", Sentence, Quotation)
_TO_BE_CUT = re.compile(r"[.!?…]\S{0,3}\s+\S")


@dataclass(frozen=True, slots=True)
class Stretch:
    """`source[start:end] == text`, and its language."""

    text: str
    start: int
    language: str | None


def stretches(text: str, around: str | None) -> list[Stretch]:
    """Lines of one language together, in order; nothing but white space lies between them.

    `around` is the language of the whole, and of each line that has nothing to be cut.
    """
    found: list[Stretch] = []
    for start, end, language in _spoken_lines(text, around):
        if found and found[-1].language == language:
            start = found.pop().start
        found.append(Stretch(text[start:end], start, language))
    return found


def _spoken_lines(text: str, around: str | None) -> Iterator[tuple[int, int, str | None]]:
    for start, end in lines(text):
        telling = text[start : min(end, start + _TELLING)]
        yield start, end, spoken(telling, around) if _TO_BE_CUT.search(text, start, end) else around


def moved(found: Sequence[_Found], start: int) -> list[_Found]:
    """Sentences or quotations of a stretch as those of the whole."""
    if not start:
        return list(found)
    return [replace(one, start=one.start + start, end=one.end + start) for one in found]
