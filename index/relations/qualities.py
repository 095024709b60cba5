"""Qualities that exclude each other, however little else two sentences share."""

from __future__ import annotations

import re

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.oppositions import opposed_cues

# What has one of these cannot have the other, however differently the rest is put.
_QUALITIES = frozenset(
    ("tall", "big", "long", "high", "rich", "fast", "strong", "weight", "deep", "wet", "clean",
     "loud", "easy", "temperature", "sight", "much", "good", "exam", "safe",
     "shape", "hue")
)  # fmt: skip
_SOME = frozenset(("some", "few", "a_few"))
_SAFE = frozenset(("safe", "harmless"))
_AVERAGE = re.compile(
    r"\b(?:(?:average|normal|medium)[- ](?:height|stature|size)|(?:durchschnittlich|normal|mittel)"
    r" ?gro(?:ß|ss)|von durchschnittlicher größe|(?:taille|altezza|statura|estatura|altura) "
    r"(?:moyenne|normale|normal|media|média|mediana)"
    r"|(?:średniego|przeciętnego|normalnego) wzrostu)",
    re.IGNORECASE,
)
_SIZES = frozenset(("tall", "big", "long", "high"))


def qualified_otherwise(alignment: Alignment) -> bool:
    """True where one side is called what the other's opposite is, harmless while the other does not
    say so, or all of what the other has a percentage of, and nothing is denied; or where only one
    has nothing to do with a thing."""
    sides = (alignment.query, alignment.claim)
    named = [{cue.concept for cue in side.cues} for side in sides]
    if ("unrelated" in named[0]) != ("unrelated" in named[1]):
        return True
    if any(side.denies for side in sides):
        return False
    if any(_only_some(*both) for both in (sides, sides[::-1])):
        return True
    if any("harmless" in one and not other & _SAFE for one, other in (named, named[::-1])):
        return True
    if any(_all_of_a_share(*both) or _average(*both) for both in (sides, sides[::-1])):
        return True
    if not named[0] & named[1] & _QUALITIES:  # which is soonest told
        return False
    pairs = opposed_cues(alignment)
    return any(one.concept == other.concept in _QUALITIES for one, other in pairs)


def _only_some(one: Analysis, other: Analysis) -> bool:
    """True for "some bats are blind" and "bats are blind", of all that are."""
    first = next((cue for cue in one.cues if cue.start == 0 and cue.concept in _SOME), None)
    if first is None or first.end not in one.content or any(c.family == "report" for c in one.cues):
        return False
    return not other.quantities and all(cue.family != "level" for cue in other.cues)


def _average(one: Analysis, other: Analysis) -> bool:
    """True for "of average height" and "unusually short", or tall."""
    sized = any(cue.concept in _SIZES for cue in other.cues)
    return sized and _AVERAGE.search(one.text) is not None and not _AVERAGE.search(other.text)


def _all_of_a_share(one: Analysis, other: Analysis) -> bool:
    shares = any(quantity.dimension == "percent" for quantity in other.quantities)
    every = any(cue.family == "level" and cue.concept == "all" for cue in one.cues)
    return shares and every and not one.quantities
