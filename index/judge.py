"""Judge: what reads a sentence and a claim at once, and what is to be made of what it reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from index.errors import SnapshotError
from index.fitted import fitted_file, read_fitted
from index.stance import DENIED, DOUBTED, OPPOSED, PARTED, PREFIX, Pair, Reading, Rules, Stance

_NEAR = 0.01  # log-odds from a threshold
_STEP = 0.5  # log-odds to which it is told whether they meet
_DENIALS = (DENIED, PARTED, DOUBTED, OPPOSED)


@runtime_checkable
class ReadsPairs(Protocol):
    """What reads a sentence and a claim at once: an encoder that has a cross-encoder beside it."""

    def pair_key(self) -> str:
        """A hash of the weights that read."""
        ...

    def read_pairs(self, pairs: Sequence[Pair], *, alone: bool = False) -> NDArray[np.float64]:
        """The log-odds that each sentence affirms its claim, and that it affirms or denies it;
        shape (len(pairs), 2). What is said of a pair may depend, by far less than _NEAR, on those
        beside it; not where it is `alone`."""
        ...


class Judge(Protocol):
    """What reads pairs, and the stance by which it is judged what they are."""

    @property
    def stance(self) -> Stance:
        """By its limits."""
        ...

    def read(self, pairs: Sequence[Pair]) -> list[Reading]:
        """Of each pair. What is made of it does not depend on the others."""
        ...


class PairJudge:
    """Reads by an encoder's cross-encoder."""

    def __init__(self, stance: Stance, reads: ReadsPairs) -> None:
        self._stance, self._reads = stance, reads
        self._limits = [stance.least(rules) for rules in Rules]

    @property
    def stance(self) -> Stance:
        """As Judge has it."""
        return self._stance

    def read(self, pairs: Sequence[Pair]) -> list[Reading]:
        """As Judge has it: whether they meet, to half a log-odd."""
        if not pairs:
            return []
        odds = self._reads.read_pairs(pairs)
        found = _readings(odds)
        line = [self._on_the_line(one, odd) for one, odd in zip(found, odds[:, 1], strict=True)]
        near = np.flatnonzero(line).tolist()
        if near:  # on which side it is would depend on what it was read with
            alone = self._reads.read_pairs([pairs[place] for place in near], alone=True)
            for place, one in zip(near, _readings(alone), strict=True):
                found[place] = one
        return found

    def _on_the_line(self, reading: Reading, meets: float) -> bool:
        denies = reading.denies
        return (
            abs(abs(meets - reading.meets) - _STEP / 2) < _NEAR
            or any(abs(reading.affirms - limit) < _NEAR for limit in self._limits)
            or any(abs(denies - limit) < _NEAR / 4 for limit in _DENIALS)
        )


def _readings(odds: NDArray[np.float64]) -> list[Reading]:
    meets = np.rint(odds[:, 1] / _STEP) * _STEP
    found = zip(odds[:, 0].tolist(), meets.tolist(), strict=True)
    return [Reading(*one) for one in found]


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
