"""place_lines(): where the lines of the main text stand in a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claims.page_align import CLOSE, NEAR, TELLING, align
from claims.page_stream import Line, Stream

_TRIES = 50
_SCANS = (
    200  # how often parts of a line that stands nowhere in one piece are sought in the whole page
)
_PROBE = 16  # characters of a line that tell where others of it may stand
_PROBES = 4
_GUESSES = 3  # places for each of them
_NONE = "\0"  # in no line


def place_lines(stream: Stream, lines: Iterable[str]) -> list[Line]:
    """Where lines stand that are given without spaces; what cannot be found is left out.

    They are sought behind one another, and what does not stand there between the others: the
    first of several articles is given before what precedes it.
    """
    text = stream.text()
    placed, lost = _in_order(_Seeker(stream, text), lines)
    if not lost:
        return placed
    taken = _taken(stream, placed)
    free = "".join(_NONE if no else each for each, no in zip(text, taken, strict=True))
    between, _ = _in_order(_Seeker(stream, free), lost)
    between = [line for line in between if not any(1 in taken[low:high] for low, high in line)]
    return sorted([*placed, *between])


def _taken(stream: Stream, placed: list[Line]) -> bytearray:
    """Which characters are those of lines, or of furniture."""
    taken = bytearray(len(stream.at))
    around = (
        (start, start + len(solid))
        for node, start, solid in zip(stream.nodes, stream.starts, stream.solids, strict=True)
        if node.around
    )
    for start, end in (*around, *(span for line in placed for span in line)):
        taken[start:end] = b"\1" * (end - start)
    return taken


def _in_order(seeker: _Seeker, lines: Iterable[str]) -> tuple[list[Line], list[str]]:
    """Where lines stand behind one another, and which do not.

    A line that stands again just before the next one is taken there: the heading rather than the
    teaser that repeats it.
    """
    placed: list[Line] = []
    lost: list[str] = []
    movable: str | None = None
    for line in lines:
        found = seeker.seek(line)
        if not found:
            lost.append(line)
            continue
        start = found[0][0]
        if movable is not None:
            again = seeker.text.rfind(movable, seeker.cursor, start)
            if again in seeker.stream.opens:
                placed[-1] = [(again, again + len(movable))]
        placed.append(found)
        movable = line if found == [(start, start + len(line))] else None
        seeker.cursor = found[-1][1]
    return placed, lost


@dataclass(slots=True)
class _Seeker:
    """Seeks lines from a cursor on, the nearest place first: what it passes is lost to others."""

    stream: Stream
    text: str
    cursor: int = 0
    misses: int = 0

    def seek(self, line: str) -> Line:
        """Where a line stands, in one piece or with text nodes between that it lacks."""
        near = min(len(self.text), self.cursor + len(line) + NEAR)
        whole = self._whole(line, near)
        if whole and whole[0][0] == self.cursor:
            return whole
        if found := align(self.stream, line, self.cursor, whole[0][0] if whole else near) or whole:
            return found
        whole = self._whole(line, len(self.text))
        far = len(self.text) if self.misses < _SCANS else near
        if found := self._guessed(line, whole[0][0] if whole else far) or whole:
            return found
        self.misses += 1
        return self._guessed(line, far, loosely=True)

    def _whole(self, line: str, end: int) -> Line:
        """A line in one piece; a short one has to open a block, or be whole text nodes close by."""
        start = self.text.find(line, self.cursor, end)
        for _ in range(_TRIES):
            if start < 0:
                break
            if len(line) >= TELLING or start in self.stream.opens or self._close(line, start):
                return [(start, start + len(line))]
            start = self.text.find(line, start + 1, end)
        return []

    def _close(self, line: str, start: int) -> bool:
        end = start + len(line)
        return start - self.cursor <= CLOSE and self.stream.cut_at(start, end)

    def _guessed(self, line: str, end: int, *, loosely: bool = False) -> Line:
        """The best place near those that hold a few characters of a line."""
        best: Line = []
        tried = -NEAR
        for low in sorted(self._guesses(line, end)) if len(line) >= TELLING else ():
            if low < tried + NEAR:
                continue
            tried = low
            high = min(end, low + len(line) + 3 * NEAR)
            found = align(self.stream, line, low, high, loosely=loosely)
            best = max(best, found, key=lambda spans: sum(high - low for low, high in spans))
            if best and not loosely:
                break
        return best

    def _guesses(self, line: str, end: int) -> Iterator[int]:
        for at in range(0, len(line) - _PROBE, max(1, len(line) // _PROBES)):
            start = self.cursor - 1
            for _ in range(_GUESSES):
                start = self.text.find(line[at : at + _PROBE], start + 1, end)
                if start < 0:
                    break
                yield max(self.cursor, start - at - NEAR)
