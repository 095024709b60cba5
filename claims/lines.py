"""lines(): where the lines of a text stand, those that a page's width has parted taken together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")

_WRAPPED_FROM = 60  # a line this long without an end mark was probably wrapped by its width
_PARTED_FROM = 20  # one this long that ends in a hyphen
_ABOUT_AS_LONG = 0.75  # of the lines of one paragraph
_OPEN_END = re.compile(r"[\w,;\-–]\Z")
_LETTER = re.compile(r"[^\W\d_]")
_PARTED = re.compile(r"[^\W\d_][-‐\u00ad]\Z")
_ENDED = re.compile(r"[.!?…:。！？؟।۔][\"'”’»)\]]*\Z")
_LISTED = re.compile(r"(?:\d{1,3}|[A-Za-z])[.)]\s")
_OPENING = '(„“«"'
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]*)+")  # as mail quotes a line

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line up to its break, its text without the signs of `depth` quoting mails; `joined`: only
    one break parts it from the next one."""

    start: int
    end: int
    joined: bool
    text: str
    depth: int


def lines(text: str) -> Iterator[_Span]:
    """Where lines begin and end, blank ones skipped; one wrapped in mid-sentence goes on with the
    next."""
    start = width = 0  # width: of the lines of this paragraph that certainly went on
    found = list(_broken(text))
    for line, following in zip(found, [*found[1:], None], strict=True):
        if following is not None and line.joined and line.depth == following.depth:
            if _wraps(line.text, following.text):
                width = max(width, len(line.text))
                continue
            if _goes_on(text[start : line.end].strip(), following.text):
                continue
            if width and _may_wrap(line.text, following.text, width):
                continue
        else:
            width = 0
        if text[start : line.end].strip():
            yield start, line.end
        start = following.start if following is not None else line.end


def _broken(text: str) -> Iterator[_Line]:
    start = 0
    for gap in BREAK.finditer(text):
        end = gap.start()
        yield _line(text, start, end, joined=gap.group() in ("\n", "\r\n"))
        start = gap.end()
    yield _line(text, start, len(text), joined=False)


def _line(text: str, start: int, end: int, *, joined: bool) -> _Line:
    quoted = _QUOTED.match(text, start, end)
    depth, begins = (quoted.group().count(">"), quoted.end()) if quoted else (0, start)
    return _Line(start, end, joined, text[begins:end].rstrip(), depth)


def _wraps(line: str, following: str) -> bool:
    """Whether a sentence certainly goes on in the next line: it begins in small letters."""
    if not following[:1].islower():
        return False
    if len(line) >= _WRAPPED_FROM and _OPEN_END.search(line[-1:]):
        return True
    return len(line) >= _PARTED_FROM and _PARTED.search(line[-2:]) is not None


def _goes_on(begun: str, following: str) -> bool:
    """Whether a short line, a headline's perhaps, goes on in the next one: a sentence begins in
    it with a capital and has no end, and small letters follow. A list is small throughout."""
    letter = _LETTER.search(begun)
    if letter is None or not letter.group().isupper() or not following[:1].islower():
        return False
    return _OPEN_END.search(begun[-1:]) is not None


def _may_wrap(line: str, following: str, width: int) -> bool:
    """Whether a sentence goes on in the next line, where lines before were `width` long and did."""
    if len(line) < _ABOUT_AS_LONG * width or _ENDED.search(line[-8:]):
        return False
    first = following[:1]
    return (first.isalnum() or first in _OPENING) and not _LISTED.match(following)
