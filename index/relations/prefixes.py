"""Words that deny another by a prefix or an ending: "invalid" and "valid"."""

from __future__ import annotations

from collections.abc import Iterator

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.words import alike

_PREFIXES = ("un", "in", "im", "il", "ir", "i", "nie", "dis", "mis", "des", "non", "anti", "bez")
_SUFFIXES = (
    "frei",
    "freie",
    "freien",
    "freier",
    "freies",
    "less",
    "los",
    "lose",
    "loser",
    "losen",
    "loses",
)
_SHORTEST_ROOT = 4


def prefixed(alignment: Alignment) -> Iterator[tuple[int, int]]:
    """Pairs such as "ungerade" and "gerade"."""
    ours, theirs = _marked(alignment.query), _marked(alignment.claim)
    for i in alignment.query_rest:
        for j in alignment.claim_rest:
            if i in ours or j in theirs:
                continue
            one, other = alignment.query.tokens[i].fold, alignment.claim.tokens[j].fold
            if negates(one, other) or negates(other, one):
                yield i, j


def _marked(analysis: Analysis) -> set[int]:
    return {i for cue in analysis.cues for i in range(cue.start, cue.end)}


def negates(longer: str, shorter: str) -> bool:
    """True where the first word is the second with a negative prefix or ending."""
    for prefix in _PREFIXES:
        root = longer.removeprefix(prefix)
        if prefix == "i" and root[:1] not in ("l", "r", "n"):
            continue
        if root != longer and len(root) >= _SHORTEST_ROOT and alike(root, shorter):
            return True
    for suffix in _SUFFIXES:
        root = longer.removesuffix(suffix)
        if root != longer and len(root) >= 3 and shorter.startswith(root):
            return not shorter.startswith(longer[:-1])
    return False
