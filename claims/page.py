"""read_page(): the main text of an HTML page, and where each part of it stands in the page."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from unicodedata import category

from claims.page_main import main_lines
from claims.page_nodes import text_nodes
from claims.page_places import place_lines
from claims.page_stream import Line, Stream

_BLOCK_GAP = "\n\n"
_LINE_GAP = "\n"
_KEPT = "\u200c\u200d"  # joiners: invisible, but they carry meaning in Persian and Hindi


@dataclass(frozen=True, slots=True)
class Run:
    """`length` characters of the text from `start` on are those of a text node from `at` on."""

    start: int
    node: int
    at: int
    length: int


@dataclass(frozen=True, slots=True)
class Place:
    """Characters `start` up to `end` of text node `node`, in code points."""

    node: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """The main text and the runs that lead back to the page; empty lines part its blocks."""

    text: str
    runs: tuple[Run, ...]

    def places(self, start: int, end: int) -> list[Place]:
        """Where text[start:end] stands, one place a text node, in document order."""
        found: list[Place] = []
        first = max(0, bisect_right(self.runs, start, key=lambda run: run.start) - 1)
        for run in self.runs[first:]:
            if run.start >= end:
                break
            low, high = max(start, run.start), min(end, run.start + run.length)
            if low >= high:
                continue
            here = Place(run.node, run.at + low - run.start, run.at + high - run.start)
            if found and found[-1].node == here.node and found[-1].end <= here.start:
                here = Place(here.node, found.pop().start, here.end)
            found.append(here)
        return found


def read_page(html: str) -> Page:
    """The main text as trafilatura finds it, or all that is no furniture. Fetches nothing.

    A page without text has the text "". Hostile pages may take any time: run it where it can be
    stopped.
    """
    stream = Stream()
    for node in text_nodes(html):
        stream.add(node)
    lines = place_lines(stream, main_lines(html))
    if not lines:
        lines = stream.lines(around=False) or stream.lines(around=True)
    else:
        lines = [*stream.title(before=lines[0][0][0]), *lines]
    return _written(stream, stream.blocks(lines))


def _written(stream: Stream, lines: list[Line]) -> Page:
    """The text of these lines and its runs."""
    text: list[str] = []
    runs: list[Run] = []
    length = last = 0
    for line in lines:
        gap, last = _apart(stream, last, line[0][0]), -1
        for start, end in line:
            gap = _between(stream, last, start) if last >= 0 else gap
            for place in range(start, end):
                before = _before(stream, place) if place > start else gap
                length += len(before)
                node, at = stream.node_of[place], stream.at[place]
                text.extend((before, stream.texts[node][at]))
                _extend(runs, Run(length, node, at, 1), before, stream.texts[node])
                length += 1
            last = end
    return Page("".join(text), tuple(runs))


def _apart(stream: Stream, end: int, start: int) -> str:
    """What stands between two lines; `end` is that of the one before, 0 where there is none."""
    if not end:
        return ""
    return _LINE_GAP if stream.same_paragraph(end, start) else _BLOCK_GAP


def _before(stream: Stream, place: int) -> str:
    """What stands between a character and the one before it in the page."""
    if stream.spaced[place]:
        return " "
    node = stream.node_of[place]
    if node != stream.node_of[place - 1]:
        return ""
    between = stream.texts[node][stream.at[place - 1] + 1 : stream.at[place]]
    return "".join(c for c in between if c in _KEPT) if between else ""


def _between(stream: Stream, end: int, start: int) -> str:
    """What stands for a gap: a word may go on behind it, a sentence does not."""
    apart = 1 in stream.spaced[end : start + 1]
    return " " if apart or category(stream.character(end - 1)).startswith("P") else ""


def _extend(runs: list[Run], here: Run, gap: str, node: str) -> None:
    """Add one character; with the last run where text and node have the same between them."""
    last = runs[-1] if runs else None
    if (
        last is not None
        and last.node == here.node
        and last.start + last.length + len(gap) == here.start
        and last.at + last.length + len(gap) == here.at
        and _alike(node[here.at - len(gap) : here.at], gap)
    ):
        here = Run(last.start, last.node, last.at, last.length + len(gap) + 1)
        runs.pop()
    runs.append(here)


def _alike(one: str, other: str) -> bool:
    """Whether two stretches of one length differ in the kind of white space at most."""
    pairs = zip(one, other, strict=True)
    return all(a == b or (a.isspace() and b.isspace()) for a, b in pairs)
