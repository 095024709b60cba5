"""Numbers of the same thing that differ, and words of amount or frequency that do."""

from __future__ import annotations

from dataclasses import replace
from math import log10

from index.lookup import DifferenceKind
from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.cues import Cue
from index.relations.findings import Finding, finding
from index.relations.lexicon import lexicon
from index.relations.quantities import Quantity, equal, same_dimension, same_noun
from index.relations.trust import excepting

_FREQUENCIES = frozenset(("always", "often", "sometimes", "rarely"))
# Words of amount on a scale: two sentences part where what they allow does not meet.
_AMOUNTS = {
    "all": {5},
    "most": {4},
    "many": {3, 4},
    "some": {2, 3},
    "a_few": {1, 2},
    "few": {0, 1},
}
_NOT = frozenset(("not", "nt", "nicht", "pas", "no", "nao", "non", "nie"))
LEVEL_OVERLAP = 0.45
_SCOPE_OVERLAP = 0.6
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
        same = next((other for other in theirs if equal(one, other)), None)
        if same is not None:
            ours.remove(one)
            theirs.remove(same)
    for one, other in _parts(ours, theirs):
        ours.remove(one)
        theirs.remove(other)
    alone = all(sum(not q.weak for q in side) == 1 for side in (ours, theirs))
    for one in ours:
        for other in theirs:
            if _complement(alignment, one, other):
                continue
            if _same_role(alignment, one, other, alone=alone):
                return [_number(alignment, one, other)]
    return []


def _parts(ours: list[Quantity], theirs: list[Quantity]) -> list[tuple[Quantity, Quantity]]:
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
    return finding(DifferenceKind.NUMBER, query, claim, opposed=True)


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
    if one.dimension != other.dimension and not same_noun(one, other):
        return False
    beside = alignment.beside(one.start, other.start, one.end, other.end)
    if one.weak or other.weak:
        return beside == 2 and (same_noun(one, other) or one.dimension is not None)
    if one.dimension is not None:
        return alone or beside >= 1
    if same_noun(one, other) or beside == 2:
        return True
    return alone and (_across(alignment) or alignment.overlap >= _least(one, other))


def _across(alignment: Alignment) -> bool:
    """Between languages, where the words that surround a number cannot tell."""
    return alignment.query.language != alignment.claim.language


def _least(one: Quantity, other: Quantity) -> float:
    """The overlap from which two lone numbers must be about the same thing."""
    high, low = max(one.value, other.value), min(one.value, other.value)
    shifted = low > 0 and abs(high / low - 10 ** round(log10(high / low))) < _SHIFT * high / low
    return _SHIFTED if shifted else _CLOSE


def find_levels(alignment: Alignment) -> list[Finding]:
    """ "All" against "some", "always" against "sometimes": weaker, not opposed."""
    if alignment.overlap < LEVEL_OVERLAP:
        across = alignment.query.language != alignment.claim.language
        return _beyond(alignment) if across else []
    found = []
    for amounts in (True, False):
        ours = _levels(alignment.query, amounts)
        theirs = _levels(alignment.claim, amounts)
        if ours and theirs and not _meet(ours, theirs):
            one, other = next(iter(ours.values())), next(iter(theirs.values()))
            query = alignment.query.words(one.start, one.end)
            claim = alignment.claim.words(other.start, other.end)
            found.append(finding(DifferenceKind.QUANTIFIER, query, claim, opposed=False))
    found = found or (_scope(alignment) if alignment.overlap >= _SCOPE_OVERLAP else [])
    return found or _shares(alignment)


def _shares(alignment: Alignment) -> list[Finding]:
    """ "The three confessed" against "one of the three confessed"; "not one of the" denies."""
    query, claim = alignment.query, alignment.claim
    if any(cue.family == "negator" for cue in (*query.cues, *claim.cues)):
        return []
    pairs = _parts([*query.quantities], [*claim.quantities])
    words = [(query.words(o.start, o.end), claim.words(t.start, t.end)) for o, t in pairs]
    return [finding(DifferenceKind.QUANTIFIER, *pair, opposed=False) for pair in words]


def _meet(ours: dict[str, Cue], theirs: dict[str, Cue]) -> bool:
    """True where two sides may mean the same amount, such as "many" and "most"."""
    sides = ({n for w in side for n in _AMOUNTS.get(w, ())} for side in (ours, theirs))
    one, other = sides
    return bool(one & other or ours.keys() & theirs.keys())


def _levels(analysis: Analysis, amounts: bool) -> dict[str, Cue]:
    names = _AMOUNTS if amounts else _FREQUENCIES
    return {name: cue for name, cue in _unturned(analysis).items() if name in names}


def _unturned(analysis: Analysis) -> dict[str, Cue]:
    """The words of amount and frequency; "not all" is no "all"."""
    turns = {cue.end for cue in analysis.cues if cue.family == "negator"}
    cues = [cue for cue in analysis.cues if cue.family == "level"]
    if analysis.language == "fr":  # "tout le monde n'a pas"
        turns |= {cue.start for cue in cues if cue.concept == "all" and _denied(analysis, cue)}
    return {_level(analysis, cue): cue for cue in cues if cue.start not in turns}


def _level(analysis: Analysis, cue: Cue) -> str:
    """The level of a cue; "nearly all" are most."""
    if cue.concept != "all" or analysis.language is None or not cue.start:
        return cue.concept
    nearly = lexicon(analysis.language).words["nearly"]
    return "most" if analysis.tokens[cue.start - 1].fold in nearly else cue.concept


def _denied(analysis: Analysis, cue: Cue) -> bool:
    """True where the verb after an "all" is denied."""
    return any(
        turn.family == "negator" and turn.clause == cue.clause and turn.start > cue.end
        for turn in analysis.cues
    )


def _scope(alignment: Alignment) -> list[Finding]:
    """ "Only" against "not only", "all" or "also"."""
    if excepting(alignment.query) != excepting(alignment.claim):
        return []
    if beyond := _beyond(alignment):
        return beyond
    for first, second in (("only", "all"), ("only", "also"), ("all", "only"), ("also", "only")):
        one, other = _of(alignment.query, first), _of(alignment.claim, second)
        if one is None or other is None:
            continue
        if _of(alignment.query, second) is None and _of(alignment.claim, first) is None:
            query = alignment.query.words(one.start, one.end)
            claim = alignment.claim.words(other.start, other.end)
            return [finding(DifferenceKind.QUANTIFIER, query, claim, opposed=False)]
    return []


def _beyond(alignment: Alignment) -> list[Finding]:
    """ "Only" against "not only", which needs few words in common: languages have their own."""
    ours, theirs = _more_than_only(alignment.query), _more_than_only(alignment.claim)
    excepted = excepting(alignment.query) != excepting(alignment.claim)
    if excepted or (ours is None) == (theirs is None):
        return []
    one, other = ours or _of(alignment.query, "only"), theirs or _of(alignment.claim, "only")
    if one is None or other is None:
        return []
    query = alignment.query.words(one.start, one.end)
    claim = alignment.claim.words(other.start, other.end)
    return [finding(DifferenceKind.NEGATION, query, claim, opposed=True)]


def _more_than_only(analysis: Analysis) -> Cue | None:
    """The "only" of "not only" and "not just", with its "not"."""
    for cue in analysis.cues:
        before = analysis.tokens[cue.start - 1].fold if cue.start else ""
        if (cue.family, cue.concept) == ("level", "only") and before in _NOT:
            return replace(cue, start=cue.start - 1)
    return None


def _of(analysis: Analysis, level: str) -> Cue | None:
    return _unturned(analysis).get(level)
