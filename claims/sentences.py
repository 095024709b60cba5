"""Sentence: a text cut into sentences, with offsets in Unicode code points."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from sentencex import get_sentence_boundaries

from claims.abbreviations import has_ended
from claims.clauses import cut_long
from claims.joins import goes_on
from claims.lines import BREAK, lines
from claims.text import SURROGATE

_FULL_WIDTH_END = re.compile(r"[。！？｡][」』”’）)\"']*(?=[^\s。！？｡」』”’）)\"'])")
_QUOTED = re.compile(  # short enough to stay whole
    r"「[^「」]{1,120}」|『[^『』]{1,120}』|“[^“”]{1,120}”|„[^„“”]{1,300}[“”]|«[^«»]{1,300}»"
)
_WITHIN = re.compile(r"[.!?…)\]。！？｡](?:(?<=[。！？｡])|\d{0,3}\s+\S)")  # most parts hold none
_LATE_END = re.compile(  # where sentencex sees no end: at an ellipsis, brackets, and a figure
    r"(?:…|(?<=\w)\.\.\.|[.!?…][)\]]|[.!?](?<=[^\W\d_]{4}[.!?])\d{1,3})(?=\s+[\"“„«»(\[¿¡]*(?P<next>[^\W\d_]))"
    r"|(?<=[.!?…][)\]])(?=\s+[(\[])"
    r"|(?:\.(?<=[^\W\d_]{5}\.)(?<!str\.)|[!?])(?=\s+\d)"
)
_SHORTENED = re.compile(
    r"(?<=[\s'’])(?P<word>[^\W\d_][^\s()\[\]'’]{0,6}\.)(?=\s+(?P<next>[^\W\d_]+))"
)
_TRAILING = re.compile(  # what clings to the end: ‼️, invisible marks, *bold.*, a note's number
    r"[\ufe0e\ufe0f\u20e3!?‼⁉]*[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
    r"(?:[*_~]{1,3}(?=\s|\Z))?(?:[¹²³⁰-⁹]+|\[[^\[\]\n]{1,20}\](?=\s|\Z))*"
)
_STRETCH = 3000
_ANY_END = re.compile(r"[.!?…؟।॥][\"'”’»)\]]*\s+(?=\S)|[。！？｡][」』”’）)]*")
_OPENING_TAIL = re.compile(r"\s(?:[\"“„«‹]+\s*|[\"'‘’‚›”]+)\Z")
_STRAIGHT_CLOSED = re.compile(r"(„[^„“”\"]{0,1500})\"(?!\w)")
_GERSHAYIM = re.compile(r"(?<=[א-ת])\"(?=[א-ת])")  # ד"ר is no quotation
_PIPE = re.compile(r"(?<=[\u0900-\u0dff])\s?\|{1,2}(?=\s|\Z)")  # typed for a danda
_LOW_SINGLE = re.compile(r"(‚[^‚‘’]{0,1500})‘")  # its closing mark opens nothing
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `source[start:end] == text`, no white space at either end."""

    text: str
    start: int
    end: int


def sentences(text: str, language: str | None) -> list[Sentence]:
    """Cut `text` at sentence ends and line breaks; parts over about 300 characters at clauses.

    In order, never overlapping; nothing but white space lies between them.
    """
    primary = (language or "en").split("-")[0].lower()
    found = []
    for line_start, line_end in lines(text):
        stretches = _stretches(text, line_start, line_end)
        parts = (part for a, b in stretches for part in _parts(text, a, b, primary))
        for start, end in _joined(text, parts, primary):
            found += [
                Sentence(text[a:b], a, b) for a, b in cut_long(text, *_trim(text, start, end))
            ]
    return found


def _stretches(text: str, start: int, end: int) -> Iterator[_Span]:
    """A line in stretches that sentencex cuts quickly: its time grows with their square."""
    while end - start > _STRETCH:
        ends = [mark.end() for mark in _ANY_END.finditer(text, start, start + _STRETCH)]
        space = text.rfind(" ", start + 1, start + _STRETCH)
        cut = ends[-1] if ends else space if space > 0 else start + _STRETCH
        yield start, cut
        start = cut
    yield start, end


def _parts(text: str, start: int, end: int, language: str) -> Iterator[_Span]:
    """What sentencex finds in one stretch, cut again at full-width end marks."""
    line = SURROGATE.sub("\ufffd", BREAK.sub(_spaces, text[start:end]))
    line = _as_marked(line)
    if line.count('"') % 2:  # sentencex never cuts between a pair of quotes, wherever it ends
        line = line.replace('"', " ")
    part_start = start
    for found in get_sentence_boundaries(language, line):
        part_end = start + found["end_index"]
        if opening := _OPENING_TAIL.search(text, max(part_start, part_end - 8), part_end):
            part_end = opening.start() if part_end < end else part_end
        elif not text[part_end - 1].isspace() and (
            clinging := _TRAILING.match(text, part_end, end)
        ):
            part_end = clinging.end()
        for mark_end in _late_ends(text, part_start, part_end, language):
            yield part_start, mark_end
            part_start = mark_end
        if part_start < part_end:
            yield part_start, part_end
            part_start = part_end


def _as_marked(line: str) -> str:
    """With the marks that sentencex knows, each in its place."""
    if "„" in line or "‚" in line:
        line = _LOW_SINGLE.sub(r"\1’", _STRAIGHT_CLOSED.sub(r"\1“", line))
    if "|" in line:
        line = _PIPE.sub(lambda pipe: pipe.group().replace("|", "।"), line)
    return _GERSHAYIM.sub("’", line) if '"' in line else line


def _late_ends(text: str, start: int, end: int, language: str) -> list[int]:
    """Ends inside a part, outside short quotations: full-width ones, ellipses, brackets, and
    abbreviations that end a sentence."""
    if not _WITHIN.search(text, start, end):
        return []
    marks = [*_FULL_WIDTH_END.finditer(text, start, end), *_LATE_END.finditer(text, start, end)]
    shortened = _SHORTENED.finditer(text, start, end)
    marks += [mark for mark in shortened if has_ended(mark["word"], mark["next"], language)]
    if not marks:
        return []
    quoted = [mark.span() for mark in _QUOTED.finditer(text, start, end)]
    openings = [opened for opened, _ in quoted]
    ends = set()
    for mark in marks:
        last = bisect_left(openings, mark.start()) - 1
        inside = last >= 0 and quoted[last][1] > mark.end()
        follower = mark.groupdict().get("next")
        if not inside and (follower is None or follower[0].isupper()):
            ends.add(mark.end())
    return sorted(ends)


def _spaces(gap: re.Match[str]) -> str:
    return " " * len(gap.group())


def _joined(text: str, parts: Iterator[_Span], language: str) -> Iterator[_Span]:
    """Parts that end in an abbreviation or an ordinal, joined with what follows."""
    held: _Span | None = None
    for start, end in parts:
        if held is not None:
            if goes_on(text[held[0] : held[1]], text[start:end], language):
                held = (held[0], end)
                continue
            yield held
        held = (start, end)
    if held is not None:
        yield held


def _trim(text: str, start: int, end: int) -> _Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
