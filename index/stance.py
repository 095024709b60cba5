"""Stance: what to make of a sentence that was read beside a claim.

"The blood in your veins is dark red." denies a claim in other words; "Coffee damages the kidneys."
shares all its words but one with a claim about the liver. What reads both texts at once doubts such
pairs; and it can tell in languages that `relate` has no rules for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from index.fitted import Fitted
from index.lookup import Difference, DifferenceKind

PREFIX = "stance-"
_SUREST = 0.999  # that a probability is taken for

# The probability that a sentence denies a claim, from which on what rules call a contradiction is
# one: where a "not" parts them, and where something else does. Of 459 real pairs that were called
# contradictions they were chosen on one half.
DENIED, PARTED = 0.15, 0.05
# From which on it is one though they find none: so that it is no more often wrong than theirs.
OPPOSED = 0.9
DOUBTED = 0.5  # and from which on it is at least not the same, however lenient a threshold is
_APART = (DifferenceKind.NUMBER, DifferenceKind.DATE, DifferenceKind.ENTITY)

Pair = tuple[str, str]  # a sentence, and the claim that it was compared with


class Rules(StrEnum):
    """What the rules of `relate` say of a sentence and a claim."""

    SAME = "same"  # they find no difference
    TOLD = "told"  # nor within a sentence that says more around it: see told_within
    NAMED = "named"  # nor, but for a name on either side, in two languages: see named_apart
    FRAMED = "framed"  # they part the two, but none in a part of the sentence: see negated_frame
    NONE = "none"  # there are none for the languages


@dataclass(frozen=True, slots=True)
class Reading:
    """Log-odds that a sentence affirms a claim, and that it affirms or denies it: that it is not
    beside it."""

    affirms: float
    meets: float

    @property
    def denies(self) -> float:
        """The probability that the sentence denies the claim."""
        return max(0.0, _logistic(self.meets) - _logistic(self.affirms))


class Belief(BaseModel):
    """What the probability of a match and a reading of it are worth together, in log-odds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    probability: float  # what its log-odds weigh
    meets: float
    intercept: float

    def of(self, probability: float, reading: Reading) -> float:
        """The probability of a match, in (0, 1), once it was read."""
        odds = self.probability * log_odds(probability) + self.meets * reading.meets
        return _logistic(odds + self.intercept)


class Stance(Fitted):
    """By the log-odds of one cross-encoder, beside one encoder, that a sentence affirms a claim.

    Below `doubtful` the claim's verdict is not to be taken for the sentence's, though the rules
    find no difference; below `told` it is not where the sentence says more around the claim. From
    `framed` on it is, though they find one in a frame around the claim; and from `certain` on where
    there are no rules: in `languages`, of which the cross-encoder has learned sentences. `within` a
    language and `across` two, a belief says how far a single sentence's match is to be believed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    cross: str
    doubtful: float
    told: float
    framed: float
    certain: float
    languages: tuple[str, ...]
    fitted_on: str
    within: Belief | None = None
    across: Belief | None = None
    beliefs_fitted_on: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if min(self.told, self.framed, self.certain) < self.doubtful:  # a re-check rests on it
            raise ValueError("what is believed in a frame or without rules is doubted with them")
        return self

    def with_beliefs_of(self, other: Stance | None) -> Stance:
        """The same with another's beliefs, if that is of the same cross-encoder."""
        if other is None or other.cross != self.cross:
            return self
        names = ("within", "across", "beliefs_fitted_on")
        return self.model_copy(update={name: getattr(other, name) for name in names})

    def least(self, rules: Rules) -> float:
        """From which log-odds on a sentence affirms a claim for all that rules say."""
        limits = {
            Rules.SAME: self.doubtful,
            Rules.TOLD: self.told,
            Rules.NAMED: min(self.framed, self.certain),
            Rules.FRAMED: self.framed,
            Rules.NONE: self.certain,
        }
        return limits[rules]

    @staticmethod
    def opposed(
        reading: Reading,
        differences: Sequence[Difference],
        languages: tuple[str | None, str | None],
    ) -> bool:
        """Whether a contradiction that rules have found by these differences is one."""
        negated = any(each.kind is DifferenceKind.NEGATION for each in differences)
        if not negated and languages[0] != languages[1]:
            return True  # it hardly tells numbers and dates of two languages apart
        return reading.denies >= (DENIED if negated else PARTED)

    @staticmethod
    def denied(reading: Reading, differences: Sequence[Difference]) -> bool:
        """Whether a sentence denies a claim though rules find no contradiction, but no other
        number, date or name either: another fact denies nothing."""
        return reading.denies >= OPPOSED and not any(one.kind in _APART for one in differences)

    def same(self, rules: Rules, reading: Reading) -> bool:
        """Whether the claim's verdict is to be taken for the sentence's. Where rules have found no
        difference a doubt is needed that it is not; more where they found one in a frame, or there
        are none. What more likely than not denies the claim is never the same."""
        return reading.affirms >= self.least(rules) and reading.denies < DOUBTED


def log_odds(probability: float) -> float:
    """Of a probability, which is taken for no surer than 0.999 either way."""
    known = min(max(probability, 1 - _SUREST), _SUREST)
    return math.log(known / (1 - known))


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))
