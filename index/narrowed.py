"""narrowed(): only the parts in which two nearly equal texts differ, to be read once more.

What reads a long sentence beside a claim that repeats all of it but a word sees little of that one
word; of the words around it alone it tells "for weeks" from "for months".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from index.judge import Judge
from index.relations.cldr import MARKED
from index.stance import Pair, Rules

# Chosen on near-equal pairs of stances.tsv and judged.tsv: 2 of 24 that say the same are lost.
_AROUND = 4  # words that are read on either side of a part
_FEWEST = 6  # equal words by which two texts are nearly equal,
_SHARE = 0.7  # and how much of the longer they are
_BETWEEN = 2  # equal words that do not end a part
_MOST = 3  # parts; texts of more are not nearly equal
_DENSE = {"ja": 2, "zh": 2}  # characters that make up a word
_WORD = re.compile(rf"(?:(?![\u0964\u0965])[{MARKED}])+")  # a danda ends a sentence
_CHARACTER = re.compile(r"[A-Za-z0-9]+|[^\W_]")
Span = tuple[int, int, int, int]  # from word to word of one text, and of the other


def parted_closely(pairs: Mapping[Pair, str | None], judge: Judge) -> frozenset[Pair]:
    """Which of these texts, with the first one's language, say other things in a part in which they
    differ, by a reading of that."""
    parts = {pair: narrowed(pair, language) for pair, language in pairs.items()}
    asked = list(dict.fromkeys(part for some in parts.values() for part in some))
    readings = dict(zip(asked, judge.read(asked), strict=True)) if asked else {}
    doubted = {part for part in asked if not judge.stance.same(Rules.SAME, readings[part])}
    return frozenset(pair for pair, some in parts.items() if not doubted.isdisjoint(some))


def narrowed(pair: Pair, language: str | None) -> tuple[Pair, ...]:
    """The parts of two nearly equal texts in which one says one thing and the other another, each
    with the words around it; none where that is all they say."""
    dense = _DENSE.get(language or "", 1)
    pattern = _CHARACTER if dense > 1 else _WORD
    ours, theirs = (list(pattern.finditer(text)) for text in pair)
    one, other = ([word.group().casefold() for word in side] for side in (ours, theirs))
    around = _AROUND * dense
    wider = [
        (max(i - around, 0), min(j + around, len(ours)), max(m - around, 0), n + around)
        for i, j, m, n in _differing(one, other, dense)
    ]
    return tuple(
        (
            pair[0][ours[i].start() : ours[j - 1].end()],
            pair[1][theirs[m].start() : theirs[min(n, len(theirs)) - 1].end()],
        )
        for i, j, m, n in wider
        if i or m or j < len(ours) or n < len(theirs)
    )


def _differing(one: list[str], other: list[str], dense: int) -> list[Span]:
    """Where the words of two texts differ that are nearly equal; not where only one says more."""
    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    equal = sum(j - i for code, i, j, _, _ in codes if code == "equal")
    if equal < max(_FEWEST * dense, _SHARE * max(len(one), len(other))):
        return []
    spans = _joined((span for code, *span in codes if code != "equal"), _BETWEEN * dense)
    found = [(i, j, m, n) for i, j, m, n in spans if i < j and m < n]
    return found if len(found) <= _MOST else []


def _joined(spans: Iterable[list[int]], between: int) -> list[list[int]]:
    found: list[list[int]] = []
    for span in spans:
        if found and span[0] - found[-1][1] <= between:
            found[-1] = [found[-1][0], span[1], found[-1][2], span[3]]
        else:
            found.append(span)
    return found
