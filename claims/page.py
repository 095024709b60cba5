"""read_page(): the main text of an HTML page, and where each part of it stands in the page."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from claims.page_nodes import Node, text_nodes

_BLOCK_GAP = "\n\n"
_KEPT = "\u200c\u200d"  # joiners: invisible, but they carry meaning in Persian and Hindi
_INLINE = ("hi", "ref", "del")  # of trafilatura's own vocabulary
_NEAR = 2000  # how far a part of a line may stand behind the part before
_TELLING = 40  # characters that hardly stand in a page twice
_TRIES = 50
_FEWEST = 3
_LONGEST_TITLE = 300
_SCANS = 200  # how often a line that is nowhere ahead may be sought in the whole page


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
    """The main text, blocks parted by empty lines, and the runs that lead back to the page."""

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
    stream = _Stream()
    for node in text_nodes(html):
        stream.add(node)
    lines = stream.place(list(_main_lines(html)))
    if not lines:
        lines = stream.lines(around=False) or stream.lines(around=True)
    else:
        lines = [*stream.title(before=lines[0][0][0]), *lines]
    return stream.page(lines)


_Span = tuple[int, int]
_Line = list[_Span]


def _main_lines(html: str) -> Iterator[list[str]]:
    """The lines of the main text, each as the parts that inline elements cut it into."""
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        html, include_comments=False, with_metadata=False, favor_recall=True
    )
    line: list[str] = []
    for inline, text in _pieces(found.body) if found is not None else ():
        if not inline and line:
            yield line
            line = []
        if kept := "".join(filter(_solid, text)):
            line.append(kept)
    if line:
        yield line


def _pieces(body: Any) -> Iterator[tuple[bool, str]]:
    """Texts in order, and whether each goes on the line before it."""
    stack: list[tuple[Any, bool]] = [(body, False)]
    while stack:
        element, left = stack.pop()
        inline = element.tag in _INLINE
        if left:
            yield inline, element.tail or ""
            continue
        yield inline, element.text or ""
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))


def _solid(character: str) -> bool:
    """What two readers of one page agree on: neither space nor invisible."""
    return character.isprintable() and not character.isspace()


@dataclass(slots=True)
class _Stream:
    """The page's solid characters in order, and where each stands."""

    nodes: dict[int, str] = field(default_factory=dict)
    node_of: array[int] = field(default_factory=lambda: array("i"))
    at: array[int] = field(default_factory=lambda: array("i"))
    spaced: bytearray = field(default_factory=bytearray)  # white space stands before
    opens: dict[int, bool] = field(default_factory=dict)  # where blocks begin; in furniture?
    titles: list[_Span] = field(default_factory=list)
    _solids: list[str] = field(default_factory=list)
    _space: bool = False
    _open: bool = True

    def add(self, node: Node) -> None:
        """Take up the next text node."""
        self._open |= node.opens
        self._space |= node.opens
        if node.number < 0 or not node.read:
            self._space |= bool(node.text)
            return
        start = len(self.at)
        self.nodes[node.number] = node.text
        for at, character in enumerate(node.text):
            if character.isspace():
                self._space = True
            elif character.isprintable():
                self.node_of.append(node.number)
                self.at.append(at)
                self.spaced.append(self._space)
                self._solids.append(character)
                self._space = False
        if len(self.at) > start:
            if self._open:
                self.opens[start] = node.around
                self._open = False
            if node.title:
                self._add_title(start)

    def _add_title(self, start: int) -> None:
        if self.titles and self.titles[-1][1] == start and start not in self.opens:
            start = self.titles.pop()[0]
        self.titles.append((start, len(self.at)))

    def lines(self, *, around: bool) -> list[_Line]:
        """All blocks; without `around` those in navigation and the like are left out."""
        opened = [*self.opens.items(), (len(self.at), True)]
        return [
            [(start, end)] for (start, beside), (end, _) in pairwise(opened) if around or not beside
        ]

    def title(self, before: int) -> list[_Line]:
        """The page's one main heading, where it stands before the text and is no part of it."""
        if len(self.titles) != 1:
            return []
        start, end = self.titles[0]
        return [[(start, end)]] if end <= before and end - start <= _LONGEST_TITLE else []

    def place(self, lines: Iterable[list[str]]) -> list[_Line]:
        """Where lines of the main text stand; what cannot be found is left out.

        They are sought behind one another; a line that stands again just before the next one is
        taken there: the heading rather than the teaser that repeats it.
        """
        text, cursor, scans = "".join(self._solids), 0, 0
        placed: list[_Line] = []
        movable: str | None = None
        for parts in lines:
            whole = "".join(parts)
            start = self._seek(text, whole, cursor)
            if start >= 0:
                found = [(start, start + len(whole))]
            else:
                scans += 1
                found = _apart(text, parts, cursor) if scans < _SCANS else []
            if not found:
                continue
            again = text.rfind(movable, cursor, found[0][0]) if movable is not None else -1
            if movable is not None and again in self.opens:
                placed[-1] = [(again, again + len(movable))]
            placed.append(found)
            movable = whole if start >= 0 else None
            cursor = found[-1][1]
        return placed

    def _seek(self, text: str, line: str, cursor: int) -> int:
        """Where a line stands from `cursor` on, -1 for nowhere; a short one has to open a block."""
        start = text.find(line, cursor)
        for _ in range(_TRIES):
            if start < 0 or len(line) >= _TELLING or start in self.opens:
                return start
            start = text.find(line, start + 1)
        return -1

    def page(self, lines: list[_Line]) -> Page:
        """The text of these lines and its runs."""
        text: list[str] = []
        runs: list[Run] = []
        length = 0
        for line in lines:
            for number, (start, end) in enumerate(line):
                for place in range(start, end):
                    before = self._before(place, first=place == start, opening=not number)
                    if length:
                        text.append(before)
                        length += len(before)
                    node, at = self.node_of[place], self.at[place]
                    text.append(self.nodes[node][at])
                    _extend(runs, Run(length, node, at, 1), before, self.nodes[node])
                    length += 1
        return Page("".join(text), tuple(runs))

    def _before(self, place: int, *, first: bool, opening: bool) -> str:
        """What stands between a character and the one before it in the text."""
        if first and opening:
            return _BLOCK_GAP
        if first or self.spaced[place]:
            return " "
        if self.node_of[place] != self.node_of[place - 1]:
            return ""
        between = self.nodes[self.node_of[place]][self.at[place - 1] + 1 : self.at[place]]
        return "".join(c for c in between if c in _KEPT) if between else ""


def _apart(text: str, parts: list[str], cursor: int) -> _Line:
    """The parts of a line that the page holds with something between them."""
    found: _Line = []
    for part in parts:
        near = cursor + len(part) + _NEAR if found or len(part) < _TELLING else len(text)
        start = text.find(part, cursor, near) if len(part) >= _FEWEST or found else -1
        if start >= 0:
            cursor = start + len(part)
            found.append((start, cursor))
    return found


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
