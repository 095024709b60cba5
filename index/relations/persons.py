"""Persons: sentences that name the same one, and share hardly anything else; or each another.

"Her name is Ana Poll" is no claim about Ana Poll in other words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.lexicon import lexicon
from index.relations.names import Name

_LONG = 6  # content words of a claim: of a shorter one a name is much
_FEW = 3  # of a sentence, beside its names, in which that is hardly said
_LEAST = 0.4  # of a claim's words

_STEM = 3  # letters that a name keeps in another language: Cäsar, César
# Articles that are one word with what stands before them.
_FUSED = frozenset(
    (
        "am im vom zum zur ins ans beim al allo alla agli alle nel nella nello nei negli nelle dal "
        "dalla dallo sul sulla sullo dos das nos nas aos pelo pela"
    ).split()
)
_SPELT = str.maketrans("kwyjz", "cviis")


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


def others_named(
    alignment: Alignment, ours: Iterable[Name], theirs: Iterable[Name]
) -> tuple[Name, Name] | None:
    """The one person whom either of two sentences in two languages names, of the names that the
    other lacks, where those have no letters in common: what is translated has an article more often
    than not, "the South Pole"."""
    one = [name for name in ours if is_person(alignment.query, name)]
    other = [name for name in theirs if is_person(alignment.claim, name)]
    if len(one) != 1 or len(other) != 1 or _stems(one[0]) & _stems(other[0]):
        return None
    return one[0], other[0]


def is_person(analysis: Analysis, name: Name) -> bool:
    """True for a name of two words or more, without an article."""
    if not _full(name) or name.generic or "-" in name.words or analysis.language is None:
        return False
    before = analysis.tokens[name.start - 1].fold if name.start else ""
    return before not in _FUSED and before not in lexicon(analysis.language).words["articles"]


def _stems(name: Name) -> frozenset[str]:
    return frozenset(
        word.replace("ph", "f").translate(_SPELT)[:_STEM] for word in name.words if word.isalpha()
    )


def _named(analysis: Analysis) -> Mapping[int, Name]:
    return {i: name for name in analysis.names for i in range(name.start, name.end)}


def _full(name: Name) -> bool:
    """True for a first name and a surname, of which no place or body is known."""
    return name.sure and not name.codes and len(name.words) > 1
