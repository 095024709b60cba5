"""is_question(): nothing but a question. A statement beside it, or inside it, is a claim."""

from __future__ import annotations

import re

from claims.checkworthy.lexicon import UNSPACED, Reading, read

_MARK = re.compile(r"[?？؟;][!?？؟\s\"'”“’‘»«)\]]*\Z")
_TAIL = re.compile(r"(?:[#@]\w+|[^\w?？؟;!.…\"'”»)])+\Z")
_SEGMENTS = re.compile(r"(?<=\w\w\w\w[.:…])\s+|(?<=[!?？؟])\s+|(?<=[？。！])")
_CLAUSES = re.compile(r"[,:;–—-]\s+")
_REPORTED = re.compile(r"(?:\w+\W+){3}[\"“„«][^\"”“»]+[?？][\"”“»]\s*\Z")  # she asked, "...?"
_ECHO = re.compile(  # a tag made of the statement's own verb: aren't they, não tem
    r"\w+\W+\w+.*,\s*(?:(?:do|does|did|is|are|was|were|has|have|had|ca|can|could|wo|will|would|"
    r"should|must|ai)(?:n['’]?t)?\s(?:i|you|he|she|it|we|they|there|one)|não\s\w+)\s*[?？]",
    re.IGNORECASE,
)
_ALSO_STATE = frozenset(("you", "your", "any", "or"))  # You know that ..., right?
_ONE_UNSPACED = re.compile(rf"[{UNSPACED}]")
_FEWEST_WORDS = 4  # of a statement that makes a text more than a question
_DECLARATIVE_WORDS = 6
_LONG = 25  # so long a question carries its own statements


def is_question(reading: Reading) -> bool:
    """True when the whole text asks, and states nothing on the way."""
    if reading.posted or not any(mark in reading.plain for mark in "?？؟;"):
        return False
    plain = _TAIL.sub("", reading.plain)
    end = _MARK.search(plain)
    if end is None or (plain[end.start()] == ";" and reading.language != "el"):
        return False
    if reading.size > _LONG or tells(reading):
        return False
    if _REPORTED.search(plain):
        return False
    segments = [read(part, reading.language) for part in _SEGMENTS.split(plain) if part]
    if any(_states(segment) for segment in segments):
        return False
    return not tagged(segments[-1]) and not _declares(segments[-1])


def asks_unmarked(reading: Reading) -> bool:
    """`Does anyone know where ...`, without a question mark."""
    opening = reading.opening("ask")
    return not reading.posted and opening is not None and reading.size <= 15


def tells(reading: Reading) -> bool:
    """Whether it says `Did you know that ...?`, which states what follows, or what comes before."""
    size, last = len(reading.words), reading.closes("know")
    return any(
        (mark.start <= 1 and size - mark.end >= 3) or (last and mark.start >= 3)
        for mark in reading.marks
        if mark.name == "know"
    )


def _states(segment: Reading) -> bool:
    asks = _MARK.search(segment.plain) is not None or segment.opening("interrogative") is not None
    idle = segment.made_of("greeting", "filler", "furniture")
    return not asks and not idle and len(segment.words) >= _FEWEST_WORDS


def tagged(segment: Reading) -> bool:
    """Whether it says `..., isn't it?` after a statement."""
    opening = segment.opening("interrogative")
    if opening and segment.words[0] not in _ALSO_STATE:
        return False
    last = len(segment.words)
    tags = [mark for mark in segment.marks if mark.name == "tag" and mark.end == last]
    if any(mark.start >= 3 and _parted(segment, mark.start) for mark in tags):
        return True
    return _ECHO.match(segment.plain) is not None


def _parted(segment: Reading, word: int) -> bool:
    """A comma stands before it, which a script without spaces may leave out."""
    between = segment.plain[segment.spans[word - 1][1] : segment.spans[word][0]]
    return any(comma in between for comma in ",،、") or (
        not between and _ONE_UNSPACED.match(segment.words[word]) is not None
    )


def _declares(segment: Reading) -> bool:
    """The word order of a statement, where a language marks questions by theirs."""
    if len(segment.words) < _DECLARATIVE_WORDS:
        return False
    if segment.language == "en":
        starts = [read(clause, "en") for clause in _CLAUSES.split(segment.plain)]
        return not any(_asks(clause) for clause in starts)
    return segment.opening("declarative") is not None


def _asks(clause: Reading) -> bool:
    return any(mark.name == "interrogative" and mark.start <= 1 for mark in clause.marks)
