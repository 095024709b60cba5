"""Stance: whether a sentence says what a claim says, where `relate` finds no difference, or only
in a frame.

"The blood in your veins is dark red." denies a claim in other words; "Coffee damages the kidneys."
shares all its words but one with a claim about the liver. What reads both texts at once doubts such
pairs; and it can tell in languages that `relate` has no rules for.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol, Self, runtime_checkable

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict, model_validator

from index.encoder import Encoder
from index.errors import SnapshotError
from index.fitted import Fitted, fitted_file, read_fitted

PREFIX = "stance-"
_NEAR = 0.01  # log-odds from the threshold

Pair = tuple[str, str]  # a sentence, and the claim that it was compared with


class Rules(StrEnum):
    """What the rules of `relate` say of a sentence and a claim."""

    SAME = "same"  # they find no difference
    FRAMED = "framed"  # they part the two, but none in a part of the sentence: see negated_frame
    NONE = "none"  # there are none for the languages


Ruled = tuple[Pair, Rules]


@runtime_checkable
class ReadsPairs(Protocol):
    """What reads a sentence and a claim at once: an encoder that has a cross-encoder beside it."""

    def pair_key(self) -> str:
        """A hash of the weights that read."""
        ...

    def affirms(self, pairs: Sequence[Pair], *, alone: bool = False) -> NDArray[np.float64]:
        """The log-odds that each sentence affirms its claim; shape (len(pairs),). What is said of
        a pair may depend, by far less than _NEAR, on those beside it; not where it is `alone`."""
        ...


class Stance(Fitted):
    """By the log-odds of one cross-encoder, beside one encoder, that a sentence affirms a claim.

    Below `doubtful` the claim's verdict is not to be taken for the sentence's, though the rules
    find no difference. From `framed` on it is, though they find one in a frame around the claim;
    and from `certain` on where there are no rules: in `languages`, of which the cross-encoder has
    learned sentences.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    cross: str
    doubtful: float
    framed: float
    certain: float
    languages: tuple[str, ...]
    fitted_on: str

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if min(self.framed, self.certain) < self.doubtful:  # a re-check rests on it
            raise ValueError("what is believed in a frame or without rules is doubted with them")
        return self


class Judge(Protocol):
    """What decides whether two texts say the same."""

    @property
    def languages(self) -> frozenset[str]:
        """In which it can tell without rules."""
        ...

    def same(self, asked: Sequence[Ruled]) -> list[bool]:
        """For each pair, whether the claim's verdict is to be taken for the sentence's. Where rules
        have found no difference a doubt is needed that it is not; more where they found one in a
        frame, or there are none."""
        ...


class PairJudge:
    """Decides as a Stance has it."""

    def __init__(self, stance: Stance, reads: ReadsPairs) -> None:
        self._least = {
            Rules.SAME: stance.doubtful,
            Rules.FRAMED: stance.framed,
            Rules.NONE: stance.certain,
        }
        self._reads = reads
        self._languages = frozenset(stance.languages)

    @property
    def languages(self) -> frozenset[str]:
        """As Judge has it."""
        return self._languages

    def same(self, asked: Sequence[Ruled]) -> list[bool]:
        """As Judge has it."""
        if not asked:
            return []
        pairs = [pair for pair, _ in asked]
        odds = self._reads.affirms(pairs)
        least = np.array([self._least[rules] for _, rules in asked])
        # so that what is said of a pair does not depend on the others that it is read with
        near = np.flatnonzero(np.abs(odds - least) < _NEAR).tolist()
        if near:
            odds[near] = self._reads.affirms([pairs[place] for place in near], alone=True)
        same: list[bool] = (odds >= least).tolist()
        return same


def find_judge(encoder: Encoder) -> Judge | None:
    """That of an encoder; None where none is shipped for it.

    Raises SnapshotError for one that cannot be read or is of another cross-encoder.
    """
    if not isinstance(encoder, ReadsPairs):
        return None
    fingerprint = encoder.spec.fingerprint
    path = fitted_file(f"{PREFIX}{fingerprint}.json")
    if path is None:
        return None
    stance = read_fitted(path, Stance, fingerprint, "threshold", "of stances")
    if stance.cross != encoder.pair_key():
        raise SnapshotError(f"{path} is of cross-encoder {stance.cross}, not {encoder.pair_key()}")
    return PairJudge(stance, encoder)
