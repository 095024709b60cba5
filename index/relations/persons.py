"""Persons: sentences that name the same one, and share hardly anything else.

"Her name is Ana Poll" is no claim about Ana Poll in other words.
"""

from __future__ import annotations

from collections.abc import Mapping

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.names import Name

_LONG = 6  # content words of a claim: of a shorter one a name is much
_FEW = 3  # of a sentence, beside its names, in which that is hardly said
_LEAST = 0.4  # of a claim's words


def only_named(alignment: Alignment) -> bool:
    """True where two sentences of a language share a full name, and of what the claim says of it
    next to nothing."""
    one, other = alignment.query, alignment.claim
    if one.language != other.language or len(other.content) < _LONG:
        return False
    ours, theirs = _named(one), _named(other)
    shared = [(ours.get(i), theirs.get(j)) for i, j in alignment.pairs.items()]
    if not any(a and b and (_full(a) or _full(b)) for a, b in shared):
        return False
    own = [i for i in one.content if i not in ours and i not in alignment.pairs]
    return len(own) <= _FEW and len(shared) < _LEAST * len(other.content)


def _named(analysis: Analysis) -> Mapping[int, Name]:
    return {i: name for name in analysis.names for i in range(name.start, name.end)}


def _full(name: Name) -> bool:
    """True for a first name and a surname, of which no place or body is known."""
    return name.sure and not name.codes and len(name.words) > 1
