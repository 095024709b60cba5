"""Comparisons that say the same: "A less than B" and "B more than A", "less often" and "rarer"."""

from __future__ import annotations

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.comparisons import comparand
from index.relations.cues import Cue

_POLAR = ("antonyms", "oppositions")
THAN = frozenset(
    ("than", "als", "que", "qu", "che", "di", "del", "dei", "degli", "delle", "della", "niz")
)
_REACH = 6  # tokens from "more" to its "than"
_HALF = 0.5
_HALF_NEAR = 3  # tokens from "less than" to its "half"


def crossed(alignment: Alignment, one: Cue, other: Cue) -> bool:
    """True where what stands before one word stands after the other: "sold to", "bought by"."""
    sides = {
        (i < one.start, j < other.start)
        for i, j in alignment.pairs.items()
        if i != one.start and j != other.start
    }
    return {(True, False), (False, True)} <= sides


def converse(alignment: Alignment, one: Cue, other: Cue) -> bool:
    """True where the thing compared on one side comes first on the other, and the reverse."""
    if not crossed(alignment, one, other):
        return False
    ours, theirs = comparand(alignment.query), comparand(alignment.claim)
    back = {j: i for i, j in alignment.pairs.items()}
    theirs_first = ours is not None and alignment.pairs.get(ours, other.end) < other.start
    ours_first = theirs is not None and back.get(theirs, one.end) < one.start
    return theirs_first or ours_first


def same_degree(alignment: Alignment, one: Cue, other: Cue) -> bool:
    """True for "less often" and "rarer", "less dangerous" and "safer", which point one way."""
    if one.concept == "more" == other.concept:
        ours, theirs = _graded(alignment.query, one), _graded(alignment.claim, other)
        if ours is None or theirs is None:
            return False
        return ours.concept == theirs.concept and ours.sign != theirs.sign
    return _sign(alignment.query, one) == _sign(alignment.claim, other)


def _graded(analysis: Analysis, more: Cue) -> Cue | None:
    """The word that "more" makes a comparative of."""
    return next((c for c in analysis.cues if c.start == more.end and c.family in _POLAR), None)


def _sign(analysis: Analysis, cue: Cue) -> int:
    less = any(c.concept == "more" and c.sign < 0 and c.end == cue.start for c in analysis.cues)
    return -cue.sign if less else cue.sign


def halved(analysis: Analysis, more: Cue) -> bool:
    """True for "less than half" and "more than one in two", a minority and a majority."""
    return any(
        quantity.dimension == "percent"
        and quantity.value == _HALF
        and 0 <= quantity.start - more.end < _HALF_NEAR
        for quantity in analysis.quantities
    )


def turned_comparison(alignment: Alignment) -> bool:
    """True for "more A than B" and "fewer B than A", which say the same."""
    one, other = (_more(side) for side in (alignment.query, alignment.claim))
    if one is None or other is None or one.sign == other.sign:
        return False
    return turned(alignment, one, other)


def _more(analysis: Analysis) -> Cue | None:
    return next((cue for cue in analysis.cues if cue.concept == "more"), None)


def turned(alignment: Alignment, one: Cue, other: Cue) -> bool:
    """True for "more A than B" and "fewer B than A", which say the same."""
    if one.concept != "more":
        return False
    ours, theirs = after_than(alignment.query, one), after_than(alignment.claim, other)
    if _plainly_turned(alignment, one, other):
        return True
    answer = alignment.pairs.get(-1 if ours is None else ours)
    return answer is not None and theirs in alignment.pairs.values() and answer != theirs


def _plainly_turned(alignment: Alignment, one: Cue, other: Cue) -> bool:
    """True where what follows "more" on either side follows "than" on the other."""
    heads = []
    for analysis, cue in ((alignment.query, one), (alignment.claim, other)):
        folds = [token.fold for token in analysis.tokens]
        than = next((i for i in range(cue.end, len(folds)) if folds[i] in THAN), len(folds))
        heads.append((folds[cue.end : cue.end + 1], folds[than + 1 : than + 2]))
    (more, than_more), (less, than_less) = heads
    return bool(more and less) and more == than_less and less == than_more


def after_than(analysis: Analysis, cue: Cue) -> int | None:
    """The content word after "than"."""
    for i in range(cue.end, min(cue.end + _REACH, len(analysis.tokens))):
        if analysis.tokens[i].fold in THAN:
            return next((j for j in analysis.content if j > i), None)
    return None
