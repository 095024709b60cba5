"""What two sentences of different languages can be seen to share."""

from __future__ import annotations

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.quantities import equal

_SHORT = 2  # content words of "Bats are blind", which as a pattern is like any other


def unsupported(alignment: Alignment) -> bool:
    """True where a short sentence and one in another language have nothing in common to be seen."""
    one, other = alignment.query, alignment.claim
    if one.language == other.language:
        return False
    return min(len(one.content), len(other.content)) <= _SHORT and not _shared(alignment)


def _shared(alignment: Alignment) -> bool:
    """True for a word alike in both, or one of a kind, a number, a date, or that both deny."""
    one, other = alignment.query, alignment.claim
    if alignment.pairs or (one.denies and other.denies):
        return True
    dates = [{(moment.part, moment.value) for moment in side.moments} for side in (one, other)]
    numbers = any(equal(a, b) for a in one.quantities for b in other.quantities)
    return numbers or bool(dates[0] & dates[1]) or bool(_concepts(one) & _concepts(other))


def _concepts(analysis: Analysis) -> set[str]:
    return {cue.concept for cue in analysis.cues if cue.concept}
