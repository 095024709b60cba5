"""Two flows weighed against each other: "imports more than it exports"; places across languages."""

from __future__ import annotations

from index.lookup import DifferenceKind
from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.comparisons import comparand
from index.relations.cues import Cue
from index.relations.findings import Finding, finding
from index.relations.lexicon import lexicon
from index.relations.names import Name

_FLOWS = ("trade", "give", "come", "import2", "win")
_FEWEST = 2  # articles and the like before the one who does it


def find_balance(alignment: Alignment) -> list[Finding] | None:
    """The findings where both sides weigh the same two flows; None where they do not."""
    ours, theirs = _balances(alignment.query), _balances(alignment.claim)
    for flow in ours.keys() & theirs.keys():
        (one, sign), (other, opposite) = ours[flow], theirs[flow]
        if sign == opposite:
            return []
        query = alignment.query.words(one.start, one.end)
        claim = alignment.claim.words(other.start, other.end)
        return [finding(DifferenceKind.QUANTIFIER, query, claim, opposed=True)]
    return None


def _balances(analysis: Analysis) -> dict[str, tuple[Cue, int]]:
    """Every flow with both of its verbs and a "more than": its first verb, which one outweighs."""
    more = [cue for cue in analysis.cues if cue.concept == "more"]
    denied = any(cue.family in ("negator", "negative") for cue in analysis.cues)
    if len(more) != 1 or denied or comparand(analysis) is None:
        return {}
    found = {}
    for flow in _FLOWS:
        cues = [cue for cue in analysis.cues if cue.concept == flow]
        if len(cues) == 2 and cues[0].sign != cues[1].sign:
            found[flow] = cues[0], cues[0].sign * more[0].sign
    return found


def find_places_exchanged(alignment: Alignment) -> list[Finding]:
    """Two places of which, in another language, the other one does it."""
    query, claim = alignment.query, alignment.claim
    if query.language == claim.language or _converse(query, claim):
        return []
    ours, theirs = _pair(query), _pair(claim)
    if ours is None or theirs is None:
        return []
    crossed = ours[0].codes & theirs[1].codes and ours[1].codes & theirs[0].codes
    if not crossed or ours[0].codes & theirs[0].codes:
        return []
    one = query.words(ours[0].start, ours[1].end)
    other = claim.words(theirs[0].start, theirs[1].end)
    return [finding(DifferenceKind.QUANTIFIER, one, other, opposed=True)]


def _pair(analysis: Analysis) -> tuple[Name, Name] | None:
    """The only two places, the first of them the sentence's subject by all signs."""
    if analysis.language is None:
        return None
    names = [name for name in analysis.names if name.codes]
    table = lexicon(analysis.language).words
    if len(names) != 2 or names[0].start > _FEWEST or analysis.tokens[0].kind != "word":
        return None
    before = [token.fold for token in analysis.tokens[: names[0].start]]
    passive = any(token.fold in table["passive"] for token in analysis.tokens)
    one_clause = analysis.places[names[0].start] == analysis.places[names[1].start]
    if passive or not one_clause or any(word not in table["articles"] for word in before):
        return None
    return names[0], names[1]


def _converse(query: Analysis, claim: Analysis) -> bool:
    """True for "sold to" and "bought from"."""
    ours = {(cue.concept, cue.sign) for cue in query.cues if cue.concept in _FLOWS}
    return any((cue.concept, -cue.sign) in ours for cue in claim.cues)
