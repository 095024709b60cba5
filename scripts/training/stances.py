"""Saying and Pairs: sentences about claims, for the network of stances to learn from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, Vectors
from scripts.evaluation.trec import read_table

FOLDS = 5
_COLUMNS = ("claim", "claim_language", "text", "language", "stance")
_BESIDE = 0.3  # the weight of pairs that only share a topic: few of them are ever shown

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence about a claim, and whether it `affirms` it, `denies` it or stands `beside` it."""

    claim: str
    claim_language: str
    text: str
    language: str
    stance: str


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Vectors side by side, whether they say the same, how much that weighs, and their fold."""

    queries: Vectors
    claims: Vectors
    same: Floats
    weights: Floats
    folds: NDArray[np.int64]

    def __getitem__(self, chosen: NDArray[np.bool_]) -> Pairs:
        return self._each(lambda name: getattr(self, name)[chosen])

    def and_also(self, more: Pairs) -> Pairs:
        """These and others."""
        return self._each(lambda name: np.concatenate([getattr(self, name), getattr(more, name)]))

    def _each(self, part: Callable[[str], Any]) -> Pairs:
        return Pairs(**{name: part(name) for name in self.__slots__})


def read_sayings(path: Path) -> list[Saying]:
    """The sentences of a table; raises EvaluationError."""
    return [Saying(*(row[name] for name in _COLUMNS)) for row in read_table(path, _COLUMNS)]


def asked_pairs(sayings: Sequence[Saying], encoder: Encoder) -> Pairs:
    """Each sentence asked of its claim."""
    queries = encoder.encode_queries([one.text for one in sayings])
    claims = encoder.encode_claims([one.claim for one in sayings])
    return Pairs(
        queries,
        claims,
        np.array([one.stance == "affirms" for one in sayings], np.float32),
        np.array([_BESIDE if one.stance == "beside" else 1.0 for one in sayings], np.float32),
        np.array([crc32(one.claim.encode()) % FOLDS for one in sayings]),
    )


def more_pairs(sayings: Sequence[Saying], encoder: Encoder, asked: Pairs) -> Pairs:
    """The claims asked of the sentences, and the sentences about one claim of each other: two that
    affirm it say the same, one that denies it or stands beside it does not."""
    asking = encoder.encode_queries([one.claim for one in sayings])
    answering = encoder.encode_claims([one.text for one in sayings])
    about: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(sayings):
        about[one.claim].append(place)
    crossed = [
        (one, other, same, weight)
        for places in about.values()
        for one, other in permutations(places, 2)
        for same, weight in _told(sayings[one].stance, sayings[other].stance)
    ]
    firsts, seconds = (np.array([pair[side] for pair in crossed]) for side in (0, 1))
    return Pairs(
        np.concatenate([asking, asked.queries[firsts]]),
        np.concatenate([answering, answering[seconds]]),
        np.concatenate([asked.same, np.array([same for *_, same, _ in crossed], np.float32)]),
        np.concatenate([asked.weights, np.array([weight for *_, weight in crossed], np.float32)]),
        np.concatenate([asked.folds, asked.folds[firsts]]),
    )


def _told(one: str, other: str) -> Iterator[tuple[float, float]]:
    """Whether two sentences about a claim say the same, and what that weighs, if it is known."""
    if one == other == "affirms":
        yield 1.0, 1.0
    elif "affirms" in (one, other):
        yield 0.0, _BESIDE if "beside" in (one, other) else 1.0
