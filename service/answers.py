"""Answer: a lookup without its text, ready to be said again of the same text."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, replace

from pydantic_core import to_json

from index.lookup import Difference, Lookup, Match, NoMatchCode
from index.quoting import Best
from service.render import render_lookup

_MARK = secrets.token_hex(8)  # stands, with offsets, where words of the text stood
_MARKED = re.compile(rf"{_MARK}:(\d+):(\d+);")
_ABOVE = re.compile(r'^\{"text":""')
_TOOK = re.compile(r'"took_ms":[^,}]*\}$')
_UNREAD = (NoMatchCode.TOO_SHORT, NoMatchCode.NOT_A_CLAIM)


@dataclass(slots=True)
class Answer:
    """What a text was answered, and why it was skipped, if it was.

    `lookup` holds neither the text nor words of it, unless `verbatim`.
    """

    kept: Lookup
    reason: str | None
    verbatim: bool
    _rendered: tuple[str, bool] | None = None

    @classmethod
    def of(cls, lookup: Lookup, reason: str | None) -> Answer:
        """Take the text out of a lookup; `verbatim` where words of it cannot be found again."""
        matches = [_without(match, lookup.text) for match in lookup.matches]
        found = tuple(match for match in matches if match is not None)
        if len(found) < len(matches):
            return cls(lookup, reason, verbatim=True)
        return cls(replace(lookup, text="", matches=found), reason, verbatim=False)

    @property
    def outcome(self) -> str:
        """`matched`, or the code of no_match."""
        return self.kept.no_match.code.value if self.kept.no_match else "matched"

    @property
    def skipped(self) -> bool:
        """True when nothing was searched, because the text could be no claim."""
        return self.kept.no_match is not None and self.kept.no_match.code in _UNREAD

    @property
    def best(self) -> Best | None:
        """The best match."""
        for one in self.kept.matches:
            return Best(one.claim.id, one.band, one.probability, one.score)
        return None

    def lookup(self, text: str) -> Lookup:
        """The lookup of the text it was made from."""
        if self.verbatim:
            return self.kept
        matches = self.kept.matches
        return replace(self.kept, text=text, matches=tuple(_with(m, text) for m in matches))

    def json(self, text: str) -> str:
        """The same as JSON."""
        if self.verbatim:
            return render_lookup(self.kept).model_dump_json()
        tail, marked = self._tail()
        if marked:
            tail = _MARKED.sub(lambda mark: _quoted(text[int(mark[1]) : int(mark[2])]), tail)
        return '{"text":' + dumped(text) + tail

    def again(self) -> Answer:
        """The same as it is said to the next reader: it takes no time."""
        tail, marked = self._tail()
        kept = replace(self.kept, took_ms=0.0)
        return Answer(kept, self.reason, False, (_TOOK.sub('"took_ms":0.0}', tail), marked))

    def _tail(self) -> tuple[str, bool]:
        """The JSON behind the text, and whether words of the text stand in it."""
        if self._rendered is None:
            tail = _ABOVE.sub("", render_lookup(self.kept).model_dump_json(), count=1)
            self._rendered = tail, _MARK in tail
        return self._rendered


def dumped(text: str) -> str:
    """A string as JSON."""
    return to_json(text).decode()


def _quoted(words: str) -> str:
    return dumped(words)[1:-1]


def _without(match: Match, text: str) -> Match | None:
    differences = [_marked(each, text) for each in match.differences]
    found = tuple(each for each in differences if each is not None)
    return replace(match, differences=found) if len(found) == len(differences) else None


def _marked(difference: Difference, text: str) -> Difference | None:
    words = difference.query
    if not words:
        return difference
    start = text.find(words)
    if start < 0:
        return None
    return replace(difference, query=f"{_MARK}:{start}:{start + len(words)};")


def _with(match: Match, text: str) -> Match:
    if not match.differences:
        return match
    return replace(match, differences=tuple(_unmarked(d, text) for d in match.differences))


def _unmarked(difference: Difference, text: str) -> Difference:
    mark = _MARKED.fullmatch(difference.query)
    return replace(difference, query=text[int(mark[1]) : int(mark[2])]) if mark else difference
