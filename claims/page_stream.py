"""Stream: the characters of a page that two readers of it agree on, in order."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from claims.checkworthy.lexicon import read
from claims.page_nodes import Node

_LONGEST_TITLE = 300
_LONGEST_PHRASE = 60  # that a class may have taken out of a sentence
_ENDS = frozenset(".!?…:|•·؟।。！？")

Span = tuple[int, int]  # of solid characters
Line = list[Span]


def solid(text: str) -> str:
    """What two readers of one page agree on: neither space nor invisible."""
    return "".join(each for each in text if each.isprintable() and not each.isspace())


@dataclass(slots=True)
class Stream:
    """The page's solid characters in order, and where each stands."""

    texts: dict[int, str] = field(default_factory=dict)  # of nodes, by number
    node_of: array[int] = field(default_factory=lambda: array("i"))
    at: array[int] = field(default_factory=lambda: array("i"))
    spaced: bytearray = field(default_factory=bytearray)  # white space stands before
    opens: dict[int, bool] = field(default_factory=dict)  # where blocks begin; in furniture?
    starts: list[int] = field(default_factory=list)  # where nodes begin
    nodes: list[Node] = field(default_factory=list)  # which begin there
    solids: list[str] = field(default_factory=list)  # of each of them
    titles: list[Span] = field(default_factory=list)
    _borders: list[int] = field(default_factory=list)  # the keys of `opens`
    _space: bool = False
    _open: bool = True

    def add(self, node: Node) -> None:
        """Take up the next text node."""
        self._open |= node.opens
        self._space |= node.opens
        if node.number < 0 or not node.read:
            self._space |= bool(node.text)
            return
        solids: list[str] = []
        self.texts[node.number] = node.text
        for at, character in enumerate(node.text):
            if character.isspace():
                self._space = True
            elif character.isprintable():
                self.node_of.append(node.number)
                self.at.append(at)
                self.spaced.append(self._space)
                solids.append(character)
                self._space = False
        if solids:
            self.solids.append("".join(solids))
            self._begin(node, len(self.at) - len(solids))

    def _begin(self, node: Node, start: int) -> None:
        self.starts.append(start)
        self.nodes.append(node)
        if self._open:
            self.opens[start] = node.around
            self._borders.append(start)
            self._open = False
        if node.title:
            if self.titles and self.titles[-1][1] == start and start not in self.opens:
                start = self.titles.pop()[0]
            self.titles.append((start, len(self.at)))

    def character(self, place: int) -> str:
        """The solid character there."""
        return self.texts[self.node_of[place]][self.at[place]]

    def text(self) -> str:
        """All solid characters."""
        return "".join(self.solids)

    def lines(self, *, around: bool) -> list[Line]:
        """All blocks; without `around` those in navigation and the like are left out."""
        opened = [*self.opens.items(), (len(self.at), True)]
        return [
            [(start, end)] for (start, beside), (end, _) in pairwise(opened) if around or not beside
        ]

    def title(self, before: int) -> list[Line]:
        """The page's one main heading, where it stands before the text and is no part of it."""
        if len(self.titles) != 1:
            return []
        start, end = self.titles[0]
        return [[(start, end)]] if end <= before and end - start <= _LONGEST_TITLE else []

    def cut_at(self, *places: int) -> bool:
        """Whether text nodes begin, or the last one ends, at all of these places."""
        return all(
            place == len(self.at) or self.starts[bisect_right(self.starts, place) - 1] == place
            for place in places
        )

    def node(self, place: int) -> Node:
        """The text node that a character stands in."""
        return self.nodes[bisect_right(self.starts, place) - 1]

    def same_paragraph(self, end: int, start: int) -> bool:
        """Whether only one line break parts what ends there from what starts here."""
        before, after = self.node(end - 1), self.node(start)
        return before.paragraph == after.paragraph and after.block == before.block + 1

    def blocks(self, lines: list[Line]) -> list[Line]:
        """The lines as the page parts and joins them, without what it hides from readers."""
        cut: list[Line] = []
        for line in lines:
            for number, (low, high) in enumerate(line):
                for start, end in self._pieces(low, high):
                    same = number > 0 or start > low
                    if not cut or not self._goes_on(cut[-1][-1][1], start, same=same):
                        floor = cut[-1][-1][1] if cut else 0
                        cut.append([(self._begun(start, floor), end)])
                    elif self._seen(cut[-1][-1][1], start):
                        cut[-1][-1] = (cut[-1][-1][0], end)
                    else:
                        cut[-1].append((start, end))
        return cut

    def _pieces(self, low: int, high: int) -> Iterator[Span]:
        """A span as blocks part it, without hidden phrases."""
        first, last = bisect_right(self.starts, low) - 1, bisect_left(self.starts, high)
        start = low
        for number in range(first, last):
            begin, node = max(low, self.starts[number]), self.nodes[number]
            apart = begin in self.opens and node.block != self.nodes[number - 1].block
            if (apart or node.hidden) and start < begin:
                yield start, begin
                start = begin
            if node.hidden:
                start = self.starts[number + 1] if number + 1 < last else high
        if start < high:
            yield start, high

    def _goes_on(self, end: int, start: int, *, same: bool) -> bool:
        """Whether what starts here belongs to the block that ended there; `same`: one line."""
        if same:
            return self.node(end - 1).block == self.node(start).block
        return self._inline(end, start)

    def _inline(self, end: int, start: int) -> bool:
        """Whether no block begins after the one place, up to the other."""
        after = bisect_left(self._borders, end)
        return after == len(self._borders) or self._borders[after] > start

    def _seen(self, end: int, start: int) -> bool:
        """Whether a reader takes what stands between for a part of the sentence."""
        first, last = bisect_left(self.starts, end), bisect_left(self.starts, start)
        between = self.nodes[first:last]
        if not self._inline(end, start) or any(node.hidden for node in between):
            return False
        if all(node.within for node in between):
            return True
        return self.character(end - 1) not in _ENDS and _said(between)

    def _begun(self, start: int, floor: int) -> int:
        """Where a sentence begins whose first words a class has taken out of the line."""
        last = bisect_right(self.starts, start) - 1
        if start in self.opens or self.starts[last] < start or not self.character(start).islower():
            return start
        first = last
        while self.starts[first] not in self.opens and start - self.starts[first] < _LONGEST_PHRASE:
            first -= 1
        opens, before = self.starts[first], self.nodes[first:last]
        whole = opens in self.opens and opens >= floor and not any(node.hidden for node in before)
        return opens if whole and _said(before) else start


def _said(nodes: list[Node]) -> bool:
    """Whether these are a few words of the text, whatever their class, and no button."""
    words = " ".join("".join(node.text for node in nodes).split())
    beside = any(node.around for node in nodes)
    return (
        not beside and len(words) <= _LONGEST_PHRASE and not read(words, None).made_of("furniture")
    )
