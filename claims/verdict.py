"""A publisher's rating -> Verdict and the rule that fired. What no rule knows has no verdict.

A rating text is cut at its punctuation; a part counts when all its words are one phrase of
`verdicts.toml`, framing words ("this claim is") aside, or when a phrase and "that" begin it.
Nothing matches inside a word or inside a longer phrase, and parts that disagree make no verdict.
Sentences that end in a verdict ("the photo is fake") count where no part is one; questions never.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import isfinite

from claims.model import Verdict
from claims.verdict_parts import cut
from claims.verdict_publishers import judge_by_publisher, number_by_publisher
from claims.verdict_words import UNKNOWN, Judgement, Words, words_of

_LONGEST = 16  # words of a phrase
_WITH_THAT = frozenset({Verdict.TRUE, Verdict.FALSE, Verdict.UNPROVEN})
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
    that: frozenset[str]
    but: frozenset[str]
    some: frozenset[str]


def judge_text(rating_text: str, site: str | None = None) -> Judgement:
    """The verdict that a rating text states, in its publisher's words or in any known language."""
    parts, asks, denied = cut(rating_text)
    parts = _qualified(parts)
    if own := judge_by_publisher(rating_text, site):
        return UNKNOWN if _taken_back(own, parts) else own
    if not denied and (whole := _labelled(words_of(rating_text))):
        return UNKNOWN if asks else whole
    for judge in (_labelled, _stated):
        found = [judgement for part in parts if (judgement := judge(part))]
        if found:
            agreed = len({one.verdict for one in found}) == 1
            doubted = _taken_back(found[0], parts) or (denied and found[0].verdict is Verdict.TRUE)
            return found[0] if agreed and not doubted else UNKNOWN
    return UNKNOWN


def _qualified(parts: list[Words]) -> list[Words]:
    """The parts, with what qualifies another from behind put before it: "False (mostly)"."""
    joined: list[Words] = []
    for part in parts:
        if joined and any(part + joined[-1] in one.phrases for one in _languages()):
            part += joined.pop()
        joined.append(part)
    return joined


def _taken_back(judgement: Judgement, parts: list[Words]) -> bool:
    """Whether a part that begins with "but" follows what is called true: it is not just that."""
    if judgement.verdict is not Verdict.TRUE:
        return False
    phrase = tuple((judgement.rule or "").partition(":")[2].split())
    known = [one for one in _languages() if phrase in one.phrases] or _languages()
    but = frozenset().union(*(one.but for one in known))
    return any(not but.isdisjoint(part[:2]) for part in parts)  # "sin embargo" has two words


def judge_scale(value: float, best: float, worst: float, site: str | None = None) -> Judgement:
    """The verdict of a number on a stated scale; outside it or without extent there is none."""
    if own := number_by_publisher(value, best, worst, site):
        return own
    low, high = sorted((best, worst))
    extent = best - worst
    if not (extent and isfinite(extent) and low <= value <= high):
        return UNKNOWN
    position = (value - worst) / extent
    verdict = next(verdict for limit, verdict in _STEPS if position <= limit)
    return Judgement(verdict, f"scale:{value:g} of {worst:g}-{best:g}")


def _labelled(words: Words) -> Judgement | None:
    """The phrase that all the words are, framing words and what follows a "that" aside."""
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
    """A phrase after framing words or after a negator; a "that" may end it, but no "but" follow."""
    for start, word in enumerate(words):
        near = words[start : start + _LONGEST + 1]
        if len(near) == len(words) - start and (judgement := _begun(near, language)):
            return judgement
        ends = [end for end, one in enumerate(near) if end and one in language.that]
        for end in ends:
            judgement = _begun(near[:end], language)
            if judgement and judgement.verdict in _WITH_THAT:
                return judgement if language.but.isdisjoint(words) else None
        if word not in language.frame:
            break
    return None


def _begun(words: Words, language: _Language) -> Judgement | None:
    if words in language.phrases:
        return _named(language, words)
    if words[0] in language.negators and words[1:] in language.phrases:
        return _negated(language, words)
    return None


def _stated(words: Words) -> Judgement | None:
    """The phrase after the last "is" of a sentence, and no verdict where that is not of the whole
    or has a "but": what stands beside it then speaks for a part only."""
    for language in _languages():
        ends = [place for place, word in enumerate(words) if word in language.copulas]
        if not ends:
            continue
        before = words[: ends[-1]]
        rest = words[ends[-1] + 1 :]
        if rest and (judgement := _begun(rest, language)):
            vetoes = (language.negators, language.but, language.some)
            return judgement if all(veto.isdisjoint(before) for veto in vetoes) else UNKNOWN
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
        that=_each(section["that"]),
        but=_each(section["but"]),
        some=_each(section["some"]),
    )


def _each(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word for entry in words for word in words_of(entry))
