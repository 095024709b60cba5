"""read_elements(): a JSON document piece by piece, so that a feed of any size fits in memory."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.errors import SourceError
from claims.sources.files import LONGEST_LINE, SourceFile

CONTAINERS = ("dataFeedElement", "@graph", "claims")
NEXT_PAGE = "nextPageToken"  # of an answer whose list goes on elsewhere
_SPACE = re.compile(r"[ \t\n\r]*")
_CHUNK = 1 << 18
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One value of the document; `container` names the list it stood in, '' for the document; of
    NEXT_PAGE it is the token that the document's list goes on with."""

    container: str
    value: object


def read_elements(file: SourceFile) -> Iterator[Element]:
    """The elements of the document's list, or of its lists that hold reviews, or itself."""
    text = _Text(file)
    if text.next() == "[":
        yield from text.elements("")
    elif text.next() == "{":
        yield from text.members()
    else:
        yield Element(container="", value=text.value())
    if text.next():
        text.fail("more follows the end of the document")


class _Text:
    """A window on the document: what was read is forgotten."""

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._window = ""
        self._place = 0
        self._before = 0
        self._ended = False
        self._gave = False

    def fail(self, why: str) -> None:
        """Raise SourceError with the place."""
        place = self._before + self._place
        before = "; what came before was read" if self._gave else ""
        raise SourceError(
            f"{self._file.name} is no JSON document from character {place + 1} on: {why}{before}"
        )

    def next(self) -> str:
        """The next character that is not space; '' at the end."""
        while True:
            match = _SPACE.match(self._window, self._place)
            self._place = match.end() if match else self._place
            if self._place < len(self._window):
                return self._window[self._place]
            if not self._more():
                return ""

    def value(self) -> object:
        """The next value."""
        self.next()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._window, self._place)
            except RecursionError:
                self.fail("it is nested too deeply")
            except ValueError as error:
                if len(self._window) - self._place > LONGEST_LINE or not self._more():
                    self.fail(str(error))
                continue
            # a number at the very end may go on
            if end == len(self._window) and self._more():
                continue
            self._place = end
            return value

    def elements(self, container: str) -> Iterator[Element]:
        """The elements of the list that comes next."""
        self._take("[")
        if self.next() == "]":
            self._take("]")
            return
        while True:
            value = self.value()
            self._gave = True  # whoever reads stores it, also where what follows is broken
            yield Element(container=container, value=value)
            if self.next() == "]":
                self._take("]")
                return
            self._take(",")

    def members(self) -> Iterator[Element]:
        """The object that comes next: the elements of its containers, or else itself."""
        rest: dict[str, object] = {}
        contained = False
        self._take("{")
        while self.next() != "}":
            key = self.value()
            if not isinstance(key, str):
                self.fail("a key is no string")
            self._take(":")
            if key in CONTAINERS and self.next() == "[":
                contained = True
                yield from self.elements(str(key))
            else:
                rest[str(key)] = self.value()
            if self.next() == ",":
                self._take(",")
            elif self.next() != "}":
                self.fail("a comma is missing")
        self._take("}")
        if contained and (token := rest.get(NEXT_PAGE)):
            yield Element(container=NEXT_PAGE, value=token)
        if not contained or "claimReviewed" in rest:
            self._gave = True
            yield Element(container="", value=rest)

    def _take(self, character: str) -> None:
        if self.next() != character:
            self.fail(f"{character!r} is missing")
        self._place += 1

    def _more(self) -> bool:
        """Read on; the window grows with the value that does not fit into it."""
        if self._ended:
            return False
        size = max(_CHUNK, len(self._window) - self._place)
        chunk = self._file.stream.read(size)
        self._ended = not chunk
        self._before += self._place
        try:
            text = self._decoder.decode(chunk, final=self._ended)
        except UnicodeDecodeError:
            self.fail("it is not UTF-8")
        self._window = self._window[self._place :] + text
        self._place = 0
        return True
