"""Preventions: "prevents colds", "protects from colds" and "keeps you from catching" all affirm.

Some of these words deny elsewhere ("the strike prevented the match"), others never do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.denials import AGAINST
from index.relations.statements import Statement
from index.relations.tables import read_table

_GIVES = re.compile(r"\b(?:gives?|gave) (?:you|us|them|people|kids|children)\b", re.IGNORECASE)
_SILENT = frozenset(("negative", "antonyms", "oppositions"))


def evened(one: Analysis, other: Analysis) -> tuple[Analysis, Analysis]:
    """Both without what their words for preventing turn, where both have such a word."""
    spans, others = _spans(one.text, one.language), _spans(other.text, other.language)
    if not spans or not others:
        return one, other
    return _without(one, spans), _without(other, others)


def prevents(analysis: Analysis) -> bool:
    """Whether a sentence has such a word, so that its "vor" and "przed" are no "before"."""
    return bool(_spans(analysis.text, analysis.language))


def prevented_otherwise(alignment: Alignment) -> bool:
    """True where one side prevents what the other one causes or gives, denied or not."""
    for one, other in ((alignment.query, alignment.claim), (alignment.claim, alignment.query)):
        if _spans(one.text, one.language) and not _spans(other.text, other.language):
            causes = any(cue.concept == "cause" and cue.sign > 0 for cue in other.cues)
            return causes or _GIVES.search(other.text) is not None
    return False


@lru_cache(maxsize=1 << 12)
def _spans(text: str, language: str | None) -> tuple[tuple[int, int], ...]:
    """Where words for preventing stand in a text."""
    pattern = _patterns().get(language or "")
    return tuple(match.span() for match in pattern.finditer(text)) if pattern else ()


def _without(analysis: Analysis, spans: Sequence[tuple[int, int]]) -> Analysis:
    """What is left where the words at these places, and "against", turn and oppose nothing."""
    silent = {
        i
        for i, token in enumerate(analysis.tokens)
        if token.fold in AGAINST or any(start <= token.start < end for start, end in spans)
    }
    cues = tuple(c for c in analysis.cues if c.family not in _SILENT or c.start not in silent)
    statements = tuple(
        Statement(each.content, [turn for turn in each.turns if turn in cues], each.frame)
        for each in analysis.statements
    )
    return replace(analysis, cues=cues, statements=statements)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        language: re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE)
        for language, words in read_table("preventions.toml").items()
    }
