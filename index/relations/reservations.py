"""Reservations: what is called a myth, was once believed, is doubted or wished for is not affirmed.

A sentence may hold every word of a claim and say of it that it is false, that people used to think
so, that it would be so, or that it should: where the other side says nothing of the kind, its
verdict is not the sentence's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from claims.text import normalise
from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.cues import Cue
from index.relations.tables import read_table

Spans = tuple[tuple[int, int], ...]

_DENIED = "denied"
# What a side has to say itself where the other one has a reservation of the kind.
_ANSWERS = {
    "idea": ("idea", "held", _DENIED),
    "unbelieved": ("unbelieved", "held"),
    "doubted": ("doubted",),
    "believed": ("believed", "held", "formerly"),
    "unreal": ("unreal",),
    "wished": ("wished", "modal"),
}

_KINDS = (_DENIED, *_ANSWERS, "partly", "formerly", "although")
_STATED = frozenset(("wished", "partly", "formerly", "although"))  # which may be beside a quotation
_READ = 2_000  # characters of a text: patterns that look ahead take the square of its length
_OTHERS = ("held", "modal", "was", "is", "because")


def reserved_otherwise(alignment: Alignment) -> bool:
    """True where only one side tells of a thing without affirming it."""
    return reserved_apart(alignment.query, alignment.claim)


def reserved_apart(one: Analysis, other: Analysis) -> bool:
    """As `reserved_otherwise`, of sentences whose languages need not have a lexicon both."""
    return any(_reserved(*sides) for sides in ((one, other), (other, one)))


def reserves(text: str, language: str | None) -> bool:
    """Whether what stands around a quotation does not affirm it."""
    kinds = _kinds(normalise(text), (language or "").split("-")[0].lower())
    return headed_false(text) or not kinds <= _STATED


def calls_false(text: str, language: str | None) -> bool:
    """Whether a text calls false what it tells of, or some of it."""
    return headed_false(text) or _DENIED in _kinds(normalise(text), language)


def calls_true(text: str, language: str | None) -> bool:
    """Whether a text says of what it tells that it is no myth."""
    return _found("undenied", normalise(text), language)


def headed_false(text: str) -> bool:
    """True for "False: ..." and "[SALAH] ...", as fact-checkers head what they refute."""
    return _headed().match(text) is not None


def _reserved(one: Analysis, other: Analysis) -> bool:
    ours = _kinds(one.text, one.language)
    if not ours:  # as most have none
        return False
    theirs = _kinds(other.text, other.language) | _answers(other.text, other.language)
    if _DENIED in ours and _DENIED not in theirs and _denied(one, other):
        return True
    if "formerly" in ours and "is" in theirs and not {"was", "formerly", "believed"} & theirs:
        return True
    if "although" in ours and "although" not in theirs and "because" in theirs:
        return True
    if "partly" in ours and "partly" not in theirs and not (_levels(other) or other.turns):
        return True
    return any(kind in ours and theirs.isdisjoint(answers) for kind, answers in _ANSWERS.items())


def _levels(analysis: Analysis) -> bool:
    return any(cue.family == "level" for cue in analysis.cues)


def _denied(denied: Analysis, plain: Analysis) -> bool:
    """False for "it is false that it works" and "it does not work", and for "by no means false"."""
    spans = _spans(denied.text, denied.language)
    within = [_turns(denied, span) for span in spans]
    if all(_undone(turns) for turns in within):
        return False
    calling = frozenset[Cue]().union(*within)
    rest, others = len(denied.turns) - len(calling), len(plain.turns)
    return (rest - others) % 2 == 0 and bool(rest) == bool(others)


def _undone(turns: frozenset[Cue]) -> bool:
    """True for "by no means false", but not for "a fake report falsely claims"."""
    return len(turns) > 1 and any(cue.family == "negator" for cue in turns)


def _turns(analysis: Analysis, span: tuple[int, int]) -> frozenset[Cue]:
    """The cues within a span that turn a statement."""
    first, end = span
    tokens = analysis.tokens
    return frozenset(
        cue
        for cue in analysis.turns
        if tokens[cue.start].start < end and first < tokens[cue.end - 1].end
    )


@lru_cache(maxsize=1 << 12)
def _kinds(text: str, language: str | None) -> frozenset[str]:
    """The kinds of reservation in a text."""
    return frozenset(kind for kind in _KINDS if _found(kind, text, language))


@lru_cache(maxsize=1 << 12)
def _answers(text: str, language: str | None) -> frozenset[str]:
    """What in a text answers a reservation of another."""
    return frozenset(kind for kind in _OTHERS if _found(kind, text, language))


def _found(kind: str, text: str, language: str | None) -> bool:
    pattern = _patterns().get(language or "", {}).get(kind)
    return pattern is not None and pattern.search(text, 0, _READ) is not None


@lru_cache(maxsize=1 << 12)
def _spans(text: str, language: str | None) -> Spans:
    """Where a text says that something is false."""
    found = _patterns()[language or ""][_DENIED].finditer(text, 0, _READ)
    return tuple(span for match in found for span in match.regs if span[0] >= 0)


@cache
def _patterns() -> dict[str, dict[str, re.Pattern[str]]]:
    tables = read_table("reservations.toml")
    return {
        language: {kind: _pattern(words) for kind, words in kinds.items() if kind != "headed"}
        for language, kinds in tables.items()
    }


def _pattern(words: str | Iterable[str]) -> re.Pattern[str]:
    listed = words if isinstance(words, str) else "|".join(words)
    ends = r"\b" if isinstance(words, str) else ""
    return re.compile(rf"\b(?:{listed}){ends}", re.IGNORECASE)


@cache
def _headed() -> re.Pattern[str]:
    heads = "|".join(kinds["headed"] for kinds in read_table("reservations.toml").values())
    return re.compile(rf"\W*(?:{heads})\s*(?:[:!|：！｜\])）】]|\s[-–—]\s)", re.IGNORECASE)
