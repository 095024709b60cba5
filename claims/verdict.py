"""A publisher's rating -> Verdict and the rule that fired. What no rule knows has no verdict.

A rating text is cut at its punctuation; a part counts when all its words are one phrase of
`verdicts.toml`, framing words ("this claim is") aside. Nothing matches inside a word or inside a
longer phrase, and parts that disagree make no verdict.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from claims.model import Verdict
from claims.verdict_publishers import judge_by_publisher, number_by_publisher
from claims.verdict_words import UNKNOWN, Judgement, Words, words_of

_PARTS = re.compile(r"[:;.!?|()\[\]/\n\r\"“”„«»…：；。！？（）।؟؛]+|\s[-–—]+\s|—")
_STEPS = (
    (0.1, Verdict.FALSE),
    (0.375, Verdict.MOSTLY_FALSE),
    (0.625, Verdict.MIXED),
    (0.9, Verdict.MOSTLY_TRUE),
    (1.0, Verdict.TRUE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Language:
    code: str
    phrases: dict[Words, Verdict]
    negators: frozenset[str]
    frame: frozenset[str]
    copulas: frozenset[str]


def judge_text(rating_text: str, site: str | None = None) -> Judgement:
    """The verdict that a rating text states, in its publisher's words or in any known language."""
    if own := judge_by_publisher(rating_text, site):
        return own
    if whole := _judge_part(words_of(rating_text)):
        return whole
    parts = (_judge_part(words_of(part)) for part in _PARTS.split(rating_text))
    found = [judgement for judgement in parts if judgement]
    if len({judgement.verdict for judgement in found}) != 1:
        return UNKNOWN
    return found[0]


def judge_scale(value: float, best: float, worst: float, site: str | None = None) -> Judgement:
    """The verdict of a number on a stated scale; outside it or without extent there is none."""
    if own := number_by_publisher(value, best, worst, site):
        return own
    low, high = sorted((best, worst))
    if not (low < high and low <= value <= high):
        return UNKNOWN
    position = (value - worst) / (best - worst)
    verdict = next(verdict for limit, verdict in _STEPS if position <= limit)
    return Judgement(verdict, f"scale:{value:g} of {worst:g}-{best:g}")


def _judge_part(words: Words) -> Judgement | None:
    if not words:
        return None
    for language in _languages():
        if words in language.phrases:
            return _named(language, words)
    for language in _languages():
        if judgement := _framed(words, language):
            return judgement
    return None


def _framed(words: Words, language: _Language) -> Judgement | None:
    """A phrase after framing words, after a negator, or after the sentence's last `is`."""
    start = 0
    while start < len(words):
        rest = words[start:]
        if rest in language.phrases:
            return _named(language, rest)
        if rest[0] in language.negators and rest[1:] in language.phrases:
            return _negated(language, rest)
        if rest[0] not in language.frame:
            break
        start += 1
    return _stated(words, language)


def _stated(words: Words, language: _Language) -> Judgement | None:
    ends = [place for place, word in enumerate(words) if word in language.copulas]
    if not ends or language.negators.intersection(words[: ends[-1]]):
        return None
    rest = words[ends[-1] + 1 :]
    if rest in language.phrases:
        return _named(language, rest)
    if rest and rest[0] in language.negators and rest[1:] in language.phrases:
        return _negated(language, rest)
    return None


def _named(language: _Language, words: Words) -> Judgement:
    return Judgement(language.phrases[words], f"{language.code}:{' '.join(words)}")


def _negated(language: _Language, words: Words) -> Judgement:
    """Not true is false; not anything else says too little."""
    if language.phrases[words[1:]] is not Verdict.TRUE:
        return UNKNOWN
    return Judgement(Verdict.FALSE, f"{language.code}:{' '.join(words)}")


@cache
def _languages() -> tuple[_Language, ...]:
    table = tomllib.loads(files("claims").joinpath("verdicts.toml").read_text("utf-8"))
    return tuple(_language(code, section) for code, section in table.items())


def _language(code: str, section: dict[str, list[str]]) -> _Language:
    return _Language(
        code=code,
        phrases={
            words_of(phrase): verdict
            for verdict in Verdict
            for phrase in section.get(verdict.value, ())
        },
        negators=_each(section["not"]),
        frame=_each(section["frame"]),
        copulas=_each(section["is"]),
    )


def _each(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word for entry in words for word in words_of(entry))
