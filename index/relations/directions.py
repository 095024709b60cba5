"""Across languages: which of two things compared is more, or which of two events came first.

"Bäume gibt es länger als Haie" has every word of a claim that says it of sharks; only where
something on either side of the two "than" answers is it told from one that repeats it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.colours import colour_of
from index.relations.comparisons import comparand
from index.relations.preventions import prevents

_LEAST = 4  # consonants that two words for one thing share
_SOUNDS = (("ph", "f"), ("th", "t"), ("k", "c"), ("qu", "c"), ("z", "c"), ("x", "cs"), ("w", "v"))
_VOWELS = str.maketrans("", "", "aeiouyhj")
_ORDER = frozenset(
    "before after prior avant apres antes despues depois prima dopo vor nach przed po".split()
)
_SIGNS = ("antonyms", "oppositions")


@dataclass(frozen=True, slots=True)
class _Comparison:
    """The content word after "than" or "before", and whether what stands there is less (+1)."""

    kind: str
    than: int
    sign: int


def unplaced(alignment: Alignment) -> bool:
    """True where two languages compare, and what can be told is not that they put it one way."""
    one, other = alignment.query, alignment.claim
    if one.language == other.language:
        return False
    ours, theirs = _comparison(one), _comparison(other)
    if ours is None or theirs is None or ours.kind != theirs.kind:
        return False
    return _placed(alignment, ours.than, theirs.than) * ours.sign * theirs.sign != 1


def _comparison(analysis: Analysis) -> _Comparison | None:
    than = comparand(analysis)
    if than is not None:
        less = any(cue.concept == "more" and cue.sign < 0 for cue in analysis.cues)
        return _Comparison("than", than, -1 if less else 1)
    if prevents(analysis):
        return None
    timed = {i for moment in analysis.moments for i in range(moment.start, moment.end)}
    for cue in analysis.cues:
        after = next((i for i in analysis.content if i >= cue.end), None)
        if cue.family != "order" or analysis.tokens[cue.start].fold not in _ORDER:
            continue
        if after is not None and cue.end not in timed:
            return _Comparison("order", after, -cue.sign)
    return None


def _placed(alignment: Alignment, ours: int, theirs: int) -> int:
    """1 where the sides of both comparisons answer, -1 where they answer crosswise, 0 unknown.

    Before "than" may stand what both compare by, of which only the first word counts; and behind it
    a verb, where only the first word tells that they answer crosswise.
    """
    one, other = alignment.query, alignment.claim
    begun = one.content[0], other.content[0]
    straight = crossed = False
    for i in _lone(one, ours):
        for j in _lone(other, theirs):
            told = (i >= ours and j >= theirs) or (i, j) == begun
            apart = (i == ours and j < theirs) or (j == theirs and i < ours)
            if (told or apart) and _answer(alignment, i, j):
                straight, crossed = straight or told, crossed or apart
    return straight - crossed


def _lone(analysis: Analysis, than: int) -> list[int]:
    """The content words of one side of "than", less those of both: "hot water than cold water"."""
    folds = [[analysis.tokens[i].fold for i in analysis.content if (i < than) == n] for n in (0, 1)]
    both = set(folds[0]) & set(folds[1])
    return [i for i in analysis.content if analysis.tokens[i].fold not in both]


def _answer(alignment: Alignment, i: int, j: int) -> bool:
    if alignment.pairs.get(i) == j:
        return True
    one, other = _sound(alignment.query.tokens[i].fold), _sound(alignment.claim.tokens[j].fold)
    if min(len(one), len(other)) >= _LEAST and one[:_LEAST] == other[:_LEAST]:
        return True
    return not _meaning(alignment.query, i).isdisjoint(_meaning(alignment.claim, j))


def _meaning(analysis: Analysis, i: int) -> frozenset[tuple[str, int]]:
    """What a word means in any language: a colour, the cold end of a temperature."""
    signs = {
        (cue.concept, cue.sign)
        for cue in analysis.cues
        if cue.start == i and cue.family in _SIGNS and cue.concept != "more"
    }
    colour = colour_of(analysis.tokens[i].fold, analysis.language or "")
    return frozenset(signs | {(colour, 0)} if colour else signs)


@lru_cache(maxsize=1 << 13)
def _sound(fold: str) -> str:
    """The consonants of a word, as most of these languages write them."""
    for written, heard in _SOUNDS:
        fold = fold.replace(written, heard)
    return fold.translate(_VOWELS)
