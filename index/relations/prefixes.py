"""Words that deny another by a prefix or an ending: "invalid" and "valid"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    ours = _rest(alignment.query, alignment.query_rest)
    theirs = _rest(alignment.claim, alignment.claim_rest)
    if not any(_negative(word) for word in (*ours.values(), *theirs.values())):
        return
    for i, one in ours.items():
        for j, other in theirs.items():
            if negates(one, other) or negates(other, one):
                yield i, j


def _rest(analysis: Analysis, rest: Sequence[int]) -> dict[int, str]:
    """The words that are left over and are no cues."""
    marked = _marked(analysis)
    return {i: analysis.tokens[i].fold for i in rest if i not in marked}


def _negative(word: str) -> bool:
    return any(_roots(word))


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
