"""What two sentences of different languages can be seen to share."""

from __future__ import annotations

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.quantities import equal

_SHORT = 2  # content words of "Bats are blind", which as a pattern is like any other
_FEW = 3  # "one and the same" and "the two terms" count nothing


def unsupported(alignment: Alignment) -> bool:
    """True where a short sentence and one in another language have nothing in common to be seen, or
    the sentence counts something and the claim nothing at all."""
    one, other = alignment.query, alignment.claim
    if one.language == other.language:
        return False
    short = min(len(one.content), len(other.content)) <= _SHORT
    return (short and not _shared(alignment)) or (_counts(one) and not _numbered(other))


def _counts(analysis: Analysis) -> bool:
    """True for an amount or a year that is no turn of phrase."""
    counted = any(q.role == "count" and not q.weak and q.plain >= _FEW for q in analysis.quantities)
    return counted or any(moment.part == "year" for moment in analysis.moments)


def _numbered(analysis: Analysis) -> bool:
    """True for any number, or a word that may stand for one: "most"."""
    amounts = any(cue.family == "level" for cue in analysis.cues)
    return bool(analysis.quantities or analysis.moments) or amounts


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
