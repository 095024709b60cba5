"""Hit: a claim found for a text; and believed(): what reading the two together makes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from claims.language import detect
from claims.model import Claim
from claims.sentences import sentences
from claims.text import text_key
from index.calibration import Calibration
from index.facets import primary_subtag
from index.judge import Judge
from index.stance import Belief, Pair, Reading, Stance

_DIGITS = 4  # of a probability that is told
_LONGEST = 300  # characters of a sentence
_POSTED = re.compile(r"https?://|pic\.twitter|(?<!\w)[@#]\w")


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim, what is shown for it (itself, or its cluster), the cosine in [-1, 1], and how
    probable it is that the text's match is right; None where uncalibrated."""

    claim: Claim
    shown: Claim
    score: float
    probability: float | None

    @property
    def told(self) -> float | None:
        """The probability that a caller sees; what a caller asks for is compared with it."""
        return None if self.probability is None else round(self.probability, _DIGITS)


SLACK = 10.0**-_DIGITS  # a probability is told by less than this above what it is

Found = tuple[str, str | None, Sequence[Hit]]  # a text, its language, and what was found for it


def believed(
    found: Sequence[Found], judge: Judge | None, calibration: Calibration | None
) -> tuple[list[list[Hit]], dict[Pair, Reading]]:
    """The hits of each text as they are believed once what would be shown was read, surest first;
    and the readings.

    Only a single sentence is read so. A post says many things around what was checked, and reading
    it beside a claim tells nothing that the probability does not know.
    """
    if judge is None or calibration is None:
        return [list(hits) for _, _, hits in found], {}
    asked = [_asked(*one, judge.stance, calibration.suggested) for one in found]
    pairs = list(dict.fromkeys(pair for some in asked for pair, _ in some.values()))
    readings = dict(zip(pairs, judge.read(pairs), strict=True))
    after = []
    for (_, _, hits), some in zip(found, asked, strict=True):
        read = [
            _read(hit, *some[place], readings) if place in some else hit
            for place, hit in enumerate(hits)
        ]
        after.append(sorted(read, key=lambda hit: -(hit.probability or 0.0)))
    return after, readings


def _asked(
    text: str, language: str | None, hits: Sequence[Hit], stance: Stance, least: float
) -> dict[int, tuple[Pair, Belief]]:
    """By place: what is read of a text, and what is made of that."""
    spoken, learned = primary_subtag(language), stance.languages
    shown = [place for place, hit in enumerate(hits) if (hit.probability or 0.0) >= least]
    if not shown or spoken not in learned or not single(text, language):
        return {}
    found = {}
    for place in shown:
        claim = hits[place].claim
        other = language_of(claim.text, claim.language)
        belief = stance.within if other == spoken else stance.across
        if belief is not None and other in learned:
            found[place] = (text, claim.text), belief
    return found


def _read(hit: Hit, pair: Pair, belief: Belief, readings: Mapping[Pair, Reading]) -> Hit:
    """A hit as it is believed once it was read; one in equal words no less than before."""
    before = hit.probability or 0.0
    after = belief.of(before, readings[pair])
    if equal_words(pair):
        after = max(before, after)
    return replace(hit, probability=after)


def single(text: str, language: str | None) -> bool:
    """Whether a text is one sentence, and not a post with addresses or tags."""
    if len(text) > _LONGEST or _POSTED.search(text):
        return False
    return len(sentences(text, language)) == 1


@lru_cache(1 << 12)  # asked of a pair by who believes it, and by who judges it
def equal_words(pair: Pair) -> bool:
    """Whether the two differ in case, spacing, punctuation or furniture only."""
    return len(set(map(text_key, pair))) == 1


def language_of(text: str, language: str | None) -> str | None:
    """The language of a claim, worked out where it is not given."""
    return primary_subtag(language) or _detected(text)


@lru_cache(1 << 12)
def _detected(claim: str) -> str | None:
    return detect(claim).language  # the same claims are found again and again
