"""Words that deny another by a prefix or an ending: "invalid" and "valid"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

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
_SHORTEST_ROOT, _SHORTEST_STEM = 4, 3


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
    roots, stems = _roots(longer)
    if not roots and not stems:
        return False
    if any(alike(root, shorter) for root in roots):
        return True
    stem = next((stem for stem in stems if shorter.startswith(stem)), None)
    return stem is not None and not shorter.startswith(longer[:-1])


@lru_cache(maxsize=1 << 14)
def _roots(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is left of a word without a negative prefix, and without such an ending."""
    roots = [word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix)]
    if word[:1] == "i" and word[1:2] not in ("l", "r", "n"):
        roots = [root for root in roots if root != word[1:]]
    stems = [word.removesuffix(suffix) for suffix in _SUFFIXES if word.endswith(suffix)]
    return (
        tuple(root for root in roots if len(root) >= _SHORTEST_ROOT),
        tuple(stem for stem in stems if len(stem) >= _SHORTEST_STEM),
    )
