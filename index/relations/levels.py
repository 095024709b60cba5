"""Words of amount or frequency that differ: "all" and "some", "only" and "not only"."""

from __future__ import annotations

from dataclasses import replace

from index.lookup import DifferenceKind
from index.relations.alignment import Alignment
from index.relations.amounts import parts
from index.relations.analysis import Analysis
from index.relations.cues import Cue
from index.relations.findings import Finding, finding
from index.relations.lexicon import lexicon
from index.relations.sides import excepting

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
    if query.denies or claim.denies:
        return []
    pairs = parts(query.quantities, claim.quantities)
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
