"""marked(): where a text has quoted words, whatever marks its language uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claims.phrases import any_of
from claims.speakers import all_verbs

_NO_OPENING = r"(?!(?:\d\ds?|em|cause|til|tis|twas|[nst])\b)"  # ’90s, ’em, ’t Hooft
_BEGINS = r"(?:^|(?<=[.,:;!?…–—]\s)|(?<=[.,:;!?…][\"'”’»)]\s))"  # a sentence or a clause


@dataclass(frozen=True, slots=True)
class Marked:
    """Quoted words at [start, end), with their marks at [outer_start, outer_end)."""

    start: int
    end: int
    outer_start: int
    outer_end: int

    @property
    def goes_on(self) -> bool:
        """Whether the next paragraph opens the quotation anew, without an end of this one."""
        return self.end == self.outer_end


def marked(text: str) -> Iterator[Marked]:
    """The outermost quotations of `text` in order, none over a line break."""
    pattern, at = _pattern(), 0
    while opening := _OPENING.search(text, at):  # most places open nothing
        mark = pattern.match(text, opening.start())
        if mark is None:
            at = opening.end()
            continue
        name, at = mark.lastgroup or 0, mark.end()
        yield Marked(mark.start(name), mark.end(name), mark.start(), at)


@cache
def _pattern() -> re.Pattern[str]:
    found = (
        _pair("„", "„“”", r"(?:(?<!\s)[“”]|[“”](?!\w))"),
        _pair("„", '„“”"', r"\"(?!\w)"),
        _pair("“", "“”", "”"),
        _pair("«", "«»", "»"),
        _pair("»", "»«", "«"),
        _pair("「", "「」", "」"),
        _pair("『", "『』", "』"),
        _pair(r"(?<!\w)\"", '"', r"\"(?!\w)"),
        _pair(r"(?<![^\s(–—-])”(?=\S)", "“”„", r"(?<=\S)”(?!\w)"),
        *(
            _pair(rf"(?<![^\s(]){mark}(?=\S)", mark + but, rf"(?=\n\s*{mark})")
            for mark, but in _REOPENED
        ),
        _pair(r"(?<!\w)‚(?=\S)", "‚‘", "‘"),
        _pair(r"(?<!\w)‚(?=\S)", "‚‘’", r"’(?!\w)"),
        _pair(r"(?<!\w)›(?=\S)", "‹›", r"(?<=\S)‹"),
        _pair(r"(?<!\w)‹(?=\S)", "‹›", r"(?<=\S)›"),
        _apostrophes("‘", "’"),
        _apostrophes("'", "'"),
    )
    names = (f"(?P<words{number}>" for number in range(len(found)))
    each = (pair.replace("(?P<>", name) for pair, name in zip(found, names, strict=True))
    return re.compile("|".join(each), re.MULTILINE)


_OPENING = re.compile("[„“”«»「『\"‚›‹‘']")
_REOPENED = (("„", "“”"), ("“", "”"), ("«", "»"), ('"', ""))


def _pair(opening: str, but: str, closing: str) -> str:
    return rf"{opening}(?P<>[^{but}\n]{{2,1500}}){closing}"


def _apostrophes(opening: str, closing: str) -> str:
    """Single marks that apostrophes look like: only around what may be a whole statement."""
    begins = rf"{_BEGINS}{opening}(?i:{_NO_OPENING})(?=\w)"
    inner = (
        rf"[^{opening}{closing}\n]|(?<=\w){closing}(?=[\w\s])|(?<=\s){closing}(?=\w)(?i:{_ELIDED})"
    )
    ends = rf"(?<=[.,!?…]){closing}(?!\w)|{closing}(?=[,.;:!?)]|\s*$|\s*[–—]|\s+(?:{_verbs()})\b)"
    return rf"{begins}(?P<>(?:{inner}){{2,1500}}?)(?:{ends})"


_ELIDED = r"(?:\d\ds?|em|cause|til|tis|twas)\b"


def _verbs() -> str:
    return any_of(all_verbs())
