"""align(): where a line of the main text stands that lacks some of the page's text nodes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claims.page_stream import Line, Stream

NEAR = 2000  # how far a part of a line may stand behind the part before
TELLING = 40  # characters that hardly stand in a page twice
CLOSE = 200  # how far a short line may stand behind the last one, unless it opens a block
_LONG = 8  # so long is a node that may follow words which the page lacks
_MOST = 0.7  # of a line stands in the page, at least
_WAYS = 32


@dataclass(frozen=True, slots=True)
class _Way:
    """Text nodes taken for a line, the last one and the way up to it."""

    first: int  # where the first one starts
    start: int
    end: int
    block: int
    found: int  # characters of all
    before: _Way | None

    def spans(self) -> Line:
        """Where they stand, neighbours as one."""
        spans: Line = []
        way: _Way | None = self
        while way is not None:
            end = spans.pop()[1] if spans and spans[-1][0] == way.end else way.end
            spans.append((way.start, end))
            way = way.before
        return spans[::-1]


def align(stream: Stream, line: str, low: int, high: int, *, loosely: bool = False) -> Line:
    """The whole text nodes between two places that make up a line, in order; none: [].

    The line holds nothing else, or, `loosely`, words that the page lacks, too. A short one opens
    a block, or comes soon, and ends in the same block.
    """
    soon = low + CLOSE if len(line) < TELLING else high
    ways: dict[int, _Way] = {}  # by how much of the line they tell
    best: _Way | None = None
    for number in range(bisect_left(stream.starts, low), bisect_left(stream.starts, high)):
        ways = {at: way for at, way in ways.items() if way.end + NEAR >= stream.starts[number]}
        for at, way in list(_onwards(stream, number, line, ways, loosely=loosely)):
            if way.end > high or (way.first > soon and way.first not in stream.opens):
                continue
            if way.found == len(line):
                return way.spans()
            if at not in ways or (way.found, way.first) > (ways[at].found, ways[at].first):
                ways[at] = way
            if best is None or way.found > best.found:
                best = way
        if len(ways) > _WAYS:
            del ways[min(ways)]
    return best.spans() if loosely and best and best.found >= _MOST * len(line) else []


def _onwards(
    stream: Stream, number: int, line: str, ways: Mapping[int, _Way], *, loosely: bool
) -> Iterator[tuple[int, _Way]]:
    """The ways that end in this node, each with how much of the line it tells."""
    start, text, node = stream.starts[number], stream.solids[number], stream.nodes[number]
    end = start + len(text)
    short = len(line) < TELLING
    for at, way in ways.items():
        if (to := _follows(text, line, at, loosely)) and not (short and way.block != node.block):
            yield to, _Way(way.first, start, end, node.block, way.found + len(text), way)
    if to := _follows(text, line, 0, loosely):
        yield to, _Way(start, start, end, node.block, len(text), None)


def _follows(text: str, line: str, at: int, loosely: bool) -> int:
    """Where a node's text ends in a line that is told up to `at`; 0: it does not go on so."""
    if line.startswith(text, at):
        return at + len(text)
    if not loosely or len(text) < _LONG:
        return 0
    return line.find(text, at) + len(text) if text in line[at:] else 0
