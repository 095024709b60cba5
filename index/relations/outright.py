"""What one side denies outright and the other states, whatever else both of them deny.

"The mayor did NOT say 'I am not afraid'" says "not" twice, and the post that quotes her once: told
by how often each says it, they would agree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.cues import Cue
from index.relations.lexicon import lexicon
from index.relations.oppositions import opposed_cues
from index.relations.reservations import reserves
from index.relations.sides import head_of, limited

_FRENCH = frozenset(("pas",))  # "ne" says nothing yet
_WORDS = frozenset(("antonyms", "oppositions", "order"))
_NEAR = 2  # tokens behind "not"
_LONG = 8  # content words of a text in which some word can always be taken for an answer
_SHARED = 0.4
_REFUTED = re.compile(r"(?:\A|[:|–—-]\s)\W*(?:no|nope|nein|non|não|nie),\s", re.IGNORECASE)


def denied_outright(alignment: Alignment) -> bool:
    """True where one side has a "not" more, and the other states the very word that it denies; or
    the one is a heading that refutes ("No, ..."), and the other says "not" of nothing else."""
    one, other = alignment.query, alignment.claim
    if one.language != other.language:
        return False
    back = {theirs: ours for ours, theirs in alignment.pairs.items()}
    views = ((one, other, alignment.pairs), (other, one, back))
    return any(_outright(*view) for view in views) or _reported(alignment)


def _outright(denied: Analysis, stated: Analysis, pairs: Mapping[int, int]) -> bool:
    nots = [cue for cue in denied.turns if _plain(denied, cue)]
    if not nots or reserves(stated.text, stated.language):
        return False
    answered = _answered(denied, stated, pairs)
    if answered is None:
        return False
    alone = [cue for cue in denied.turns if cue not in answered]
    if _refutes(denied):
        return bool(alone)
    if len(alone) != 1 or alone[0] not in nots or limited(denied) or limited(stated):
        return False
    if head_of(denied, alone[0]) not in pairs or _compares(denied, alone[0]):
        return False
    return len(stated.content) >= _LONG or not _reworded(stated, frozenset(pairs.values()))


def _reported(alignment: Alignment) -> bool:
    """True for a long text that tells what is claimed and denies nothing, where a claim that has
    much of it denies once."""
    claim, text = alignment.claim, alignment.query
    if text.turns or len(text.content) < _LONG or alignment.overlap < _SHARED:
        return False
    if len(claim.turns) != 1 or not _plain(claim, claim.turns[0]):
        return False
    if limited(claim) or limited(text) or not any(cue.family == "report" for cue in text.cues):
        return False
    return not (opposed_cues(alignment) or reserves(text.text, text.language))


def _plain(analysis: Analysis, cue: Cue) -> bool:
    """True for the bare "not", which stands before what it denies; "no mammal" denies no mammal."""
    if analysis.language is None or cue.family != "negator":
        return False
    word = analysis.tokens[cue.start]
    plain = lexicon(analysis.language).words["particles"] | _FRENCH
    return bool({word.fold, word.low} & plain)


def _answered(
    denied: Analysis, stated: Analysis, pairs: Mapping[int, int]
) -> frozenset[Cue] | None:
    """The denials that the other side has too; None where that denies something else."""
    heads = {cue: _answer(denied, cue, pairs) for cue in denied.turns}
    found: set[Cue] = set()
    for turn in stated.turns:
        head = head_of(stated, turn)
        equal = [cue for cue, at in heads.items() if at is not None and at == head]
        if not equal:
            return None
        found.update(equal[:1])
    return frozenset(found)


def _answer(analysis: Analysis, cue: Cue, pairs: Mapping[int, int]) -> int | None:
    """The other side's token for what a cue denies."""
    head = head_of(analysis, cue)
    return None if head is None else pairs.get(head)


def _compares(analysis: Analysis, cue: Cue) -> bool:
    """True for "not one", "not better than" and "not as many", which another amount may answer."""
    near = range(cue.end, cue.end + _NEAR)
    found = {other.start for other in analysis.cues if other.family == "level"}
    found |= {quantity.start for quantity in analysis.quantities if not quantity.weak}
    degrees = lexicon(analysis.language).words["degrees"] if analysis.language else ()
    found |= {i for i, token in enumerate(analysis.tokens) if token.fold in degrees}
    return not found.isdisjoint(near)


def _reworded(stated: Analysis, matched: frozenset[int]) -> bool:
    """True where a word of its own may be another for "not": "last nested years ago"."""
    return any(cue.family in _WORDS and cue.start not in matched for cue in stated.cues)


def _refutes(analysis: Analysis) -> bool:
    """True for "No, it did not", and for the NOT in capitals of a heading."""
    if _REFUTED.search(analysis.text):
        return True
    tokens = analysis.tokens
    long = [token.text for token in tokens if token.kind == "word" and len(token.text) > 2]
    if sum(map(str.isupper, long)) * 2 > len(long):
        return False
    nots = (tokens[cue.start].text for cue in analysis.turns if cue.family == "negator")
    return any(len(text) > 2 and text.isupper() for text in nots)
