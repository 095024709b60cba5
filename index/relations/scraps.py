"""Scraps: the "Of course we do." of a debate, which says nothing that another text could say."""

from __future__ import annotations

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis

_LEAST = 2  # "Covid" and "hoax"


def hardly_anything(alignment: Alignment) -> bool:
    """True where one side has a single word of its own: the same as it are only the same words."""
    return any(_substance(side) < _LEAST for side in (alignment.query, alignment.claim))


def _substance(analysis: Analysis) -> int:
    """How many words say what is meant, numbers and "fake" among them, but no "not"."""
    counts = sum(2 if number.dimension else not number.weak for number in analysis.quantities)
    negatives = {cue.start for cue in analysis.cues if cue.family == "negative"}
    return len(analysis.content) + counts + len(negatives)
