"""Segments: how a flat array is cut into stretches, one for each of many things at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True)
class Segments:
    """Stretch after stretch, none of them empty; `counts` has their lengths.

    What is worked out of a stretch depends on nothing but the stretch, down to the last bit.
    """

    counts: Counts

    @cached_property
    def starts(self) -> Counts:
        """Where each begins."""
        found: Counts = np.cumsum(self.counts) - self.counts
        return found

    @cached_property
    def owners(self) -> Counts:
        """The stretch of every member."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    @property
    def slices(self) -> list[slice]:
        """The stretches, to be worked on one by one."""
        pairs = zip(self.starts.tolist(), self.counts.tolist(), strict=True)
        return [slice(start, start + count) for start, count in pairs]

    def highest(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The highest value of each."""
        found: NDArray[np.float64] = np.maximum.reduceat(values, self.starts)
        return found

    def first_highest(self, values: NDArray[np.float64]) -> Counts:
        """The place of the first highest value of each."""
        highest = np.flatnonzero(values == self.spread(self.highest(values)))
        _, first = np.unique(self.owners[highest], return_index=True)
        found: Counts = highest[first]
        return found

    def lowest(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The lowest value of each."""
        found: NDArray[np.float64] = np.minimum.reduceat(values, self.starts)
        return found

    def sums(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum of each."""
        found: NDArray[np.float64] = np.add.reduceat(values, self.starts)
        return found

    def numbers(self, flags: NDArray[np.bool_]) -> Counts:
        """How many flags are set in each."""
        found: Counts = np.add.reduceat(flags, self.starts, dtype=np.int64)
        return found

    def means(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The mean of each."""
        return self.sums(values) / self.counts

    def spread(self, values: NDArray[Scalar]) -> NDArray[Scalar]:
        """One value for each, given to all of its members."""
        return np.repeat(values, self.counts)

    def falling(self, values: NDArray[np.float64]) -> Counts:
        """The places of all members, stretch by stretch, highest first; ties as they stand."""
        found: Counts = np.lexsort((-values, self.owners))
        return found

    def first(self, values: NDArray[np.float64], count: int) -> NDArray[np.float64]:
        """The first `count` members of each as rows of a table, 0 where there are fewer."""
        places = np.arange(count)
        at = np.minimum(self.starts[:, None] + places, len(values) - 1)
        return np.where(places < self.counts[:, None], values[at], 0.0)

    def kept(self, places: Counts) -> Segments:
        """The same stretches less whatever is not among these places."""
        return Segments(np.bincount(self.owners[places], minlength=len(self.counts)))
