"""Numbers of the same thing that differ."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import log10

from index.lookup import DifferenceKind
from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.counts import CURRENCIES
from index.relations.cues import Cue
from index.relations.findings import Finding, finding
from index.relations.quantities import MONEY, Quantity, equal, same_dimension, same_noun
from index.relations.records import spans_record

_ROUGH, _ROUGH_SHARE = 0.035, 0.12
_HEDGES = frozenset(
    (
        "about almost around nearly roughly over under just some approximately etwa fast knapp gut "
        "rund circa ungefahr nahezu beinahe pres environ presque quasi quelque casi cerca "
        "alrededor aproximadamente quase perto circa oltre poco quasi prawie blisko okolo niemal "
        "ponad niespelna"
    ).split()
)
_SHIFTED = 0.3  # the same for "1.2 million" and "12 million"
_SHIFT = 0.001
_WHOLE = 0.005
_CLOSE = 0.6  # content overlap from which two lone numbers must be about the same thing


def find_numbers(alignment: Alignment) -> list[Finding]:
    """Numbers in the same role with different values; a number of one side alone is none."""
    ours, theirs = list(alignment.query.quantities), list(alignment.claim.quantities)
    if _points(ours, theirs):
        return [_number(alignment, *_points(ours, theirs)[0])]
    for one in list(ours):
        same = next((o for o in theirs if equal(one, o) or _roughly(alignment, one, o)), None)
        if same is not None:
            if _exceeds(alignment, one, same):
                words = _bound(alignment.query, one), _bound(alignment.claim, same)
                return [finding(DifferenceKind.NUMBER, *words, opposed=True)]
            ours.remove(one)
            theirs.remove(same)
    for one, other in parts(ours, theirs):
        ours.remove(one)
        theirs.remove(other)
    alone = all(sum(not q.weak for q in side) == 1 for side in (ours, theirs))
    for one, other in product(ours, theirs):
        if _complement(alignment, one, other) or _next(alignment, one, other):
            continue
        if _otherwise_paid(one, other) or _same_role(alignment, one, other, alone=alone):
            return [_number(alignment, one, other)]
    return []


def _roughly(alignment: Alignment, one: Quantity, other: Quantity) -> bool:
    """True for 30% and "nearly a third"."""
    if one.dimension != "percent" or other.dimension != "percent":
        return False
    sides = ((alignment.query, one), (alignment.claim, other))
    if not any(q.role == "ratio" and _hedged(analysis, q) for analysis, q in sides):
        return False
    gap = abs(one.value - other.value)
    return gap <= min(_ROUGH, _ROUGH_SHARE * max(one.value, other.value))


def _next(alignment: Alignment, one: Quantity, other: Quantity) -> bool:
    """True for "up to 4" and "less than 5", "over 15" and "from 16"."""
    if one.dimension != other.dimension or abs(one.plain - other.plain) != 1:
        return False
    low, high = (one, other) if one.plain < other.plain else (other, one)
    sides = {id(one): alignment.query, id(other): alignment.claim}
    return (_strict(sides[id(high)], high) == -1) != (_strict(sides[id(low)], low) == 1)


def _strict(analysis: Analysis, quantity: Quantity) -> int:
    """The sign of the "more than" or "under" before a number; 0 for none, and "no more than"."""
    bounds = [cue for cue in analysis.cues if cue.concept == "bound"]
    near = [
        cue.sign
        for cue in analysis.cues
        if cue.concept in ("more", "limit")
        and _before(analysis, cue, quantity)
        and not any(bound.start <= cue.start < bound.end for bound in bounds)
    ]
    return near[0] if near else 0


def _exceeds(alignment: Alignment, one: Quantity, other: Quantity) -> bool:
    """True for "more than three" and "only three", or "no more than three"."""
    query, claim = alignment.query, alignment.claim
    more = _strict(query, one), _strict(claim, other)
    limits = _limit(query, one), _limit(claim, other)
    if any(more[side] and more[side] == -limits[not side] for side in (0, 1)):
        return True
    if more[0] * more[1] < 0 and _bounded_twice(query) and _bounded_twice(claim):
        return True  # "more" and "less" on either side are no opposites by themselves
    return (more == (1, 0) and _only(claim, other)) or (more == (0, 1) and _only(query, one))


def _bounded_twice(analysis: Analysis) -> bool:
    return sum(_strict(analysis, each) != 0 for each in analysis.quantities) > 1


def _limit(analysis: Analysis, quantity: Quantity) -> int:
    """1 for "at least" before a number, -1 for "at most"; 0 for neither."""
    cues = (cue for cue in analysis.cues if cue.concept == "bound")
    return next((cue.sign for cue in cues if _before(analysis, cue, quantity)), 0)


def _before(analysis: Analysis, cue: Cue, quantity: Quantity) -> bool:
    """Whether a word stands before a number, with a "than" and a sign of a currency between."""
    between = [token.text for token in analysis.tokens[cue.end : quantity.start]]
    return (
        cue.end <= quantity.start and len([each for each in between if each not in CURRENCIES]) <= 1
    )


def _only(analysis: Analysis, quantity: Quantity) -> bool:
    cues = (cue for cue in analysis.cues if (cue.family, cue.concept) == ("level", "only"))
    return any(0 <= quantity.start - cue.end <= 1 for cue in cues)


def _bound(analysis: Analysis, quantity: Quantity) -> str:
    """A number with the "more than" or "only" before it."""
    near = (c.start for c in analysis.cues if 0 <= quantity.start - c.end <= 1)
    return analysis.words(min(near, default=quantity.start), quantity.end)


def _hedged(analysis: Analysis, quantity: Quantity) -> bool:
    near = analysis.tokens[max(quantity.start - 2, 0) : quantity.start]
    return any(token.fold in _HEDGES for token in near)


def parts(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """ "Three" and "one of the three": the same three."""
    return [
        (one, other) for one in ours for other in theirs if _part(one, other) or _part(other, one)
    ][:1]


def _part(share: Quantity, count: Quantity) -> bool:
    plain = count.role == "count" and count.dimension is None
    return plain and share.whole is not None and share.whole == count.plain


def _number(alignment: Alignment, one: Quantity, other: Quantity) -> Finding:
    query = alignment.query.words(one.start, one.end)
    claim = alignment.claim.words(other.start, other.end)
    multiple = (one.dimension == "times") != (other.dimension == "times")
    records = spans_record(alignment.query, one) and spans_record(alignment.claim, other)
    # a record of 50 years is one of 40, too; and currencies are mistaken for each other
    opposed = not (multiple or records or _otherwise_paid(one, other))
    return finding(DifferenceKind.NUMBER, query, claim, opposed=opposed)


def _complement(alignment: Alignment, one: Quantity, other: Quantity) -> bool:
    """True for "one in ten was accepted" and "90% were turned down"."""
    if one.dimension != "percent" or other.dimension != "percent":
        return False
    if abs(one.value + other.value - 1) > _WHOLE:
        return False
    cues = [*alignment.query.cues, *alignment.claim.cues]
    denials = sum(cue.family in ("negator", "negative") for cue in cues)
    return (denials + _opposites(alignment)) % 2 == 1


def _opposites(alignment: Alignment) -> int:
    """How many concepts either side has with another sign: "meet" and "miss"."""
    sides = [
        {(cue.concept, cue.sign) for cue in side.cues if cue.family == "antonyms"}
        for side in (alignment.query, alignment.claim)
    ]
    return len({concept for concept, sign in sides[0] if (concept, -sign) in sides[1]})


def complementary(alignment: Alignment) -> bool:
    """True where a share on one side and the rest on the other make up the whole."""
    ours, theirs = alignment.query.quantities, alignment.claim.quantities
    return any(_complement(alignment, one, other) for one in ours for other in theirs)


def _points(ours: list[Quantity], theirs: list[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """Percentage points set against percent: the same figure, another size."""
    kinds = {"point", "percent"}
    return [
        (one, other)
        for one in ours
        for other in theirs
        if {one.dimension, other.dimension} == kinds and "count" == one.role == other.role
    ]


def _same_role(alignment: Alignment, one: Quantity, other: Quantity, *, alone: bool) -> bool:
    if not same_dimension(one, other) or (one.role == "ordinal") != (other.role == "ordinal"):
        return False
    if one.dimension != other.dimension and (_priced(one, other) or not same_noun(one, other)):
        return False
    beside = alignment.beside(one.start, other.start, one.end, other.end)
    if one.weak or other.weak:
        return beside == 2 and (same_noun(one, other) or one.dimension is not None)
    if one.dimension is not None:
        return alone or beside >= 1
    if same_noun(one, other) or beside == 2:
        return True
    return alone and (_across(alignment) or alignment.overlap >= _least(one, other))


def _otherwise_paid(one: Quantity, other: Quantity) -> bool:
    """True for "5 million dollars" and "5 million euros"."""
    paid = MONEY.issuperset((one.dimension, other.dimension))
    return paid and one.dimension != other.dimension and one.plain == other.plain


def _priced(one: Quantity, other: Quantity) -> bool:
    """True for "a bill" and "a £2m bill", of which one only says how much."""
    return (one.weak or other.weak) and not MONEY.isdisjoint((one.dimension, other.dimension))


def _across(alignment: Alignment) -> bool:
    """Between languages, where the words that surround a number cannot tell."""
    return alignment.query.language != alignment.claim.language


def _least(one: Quantity, other: Quantity) -> float:
    """The overlap from which two lone numbers must be about the same thing."""
    high, low = max(one.value, other.value), min(one.value, other.value)
    shifted = low > 0 and abs(high / low - 10 ** round(log10(high / low))) < _SHIFT * high / low
    return _SHIFTED if shifted else _CLOSE
