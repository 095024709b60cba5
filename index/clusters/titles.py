"""Titles: how alike the titles and summaries of reviews are, encoded when they are compared.

A snapshot has no vectors of them alone: a claim is found by its text and each title together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from index.clusters.statements import Statement
from index.encoder import Vectors
from index.stages import Show

_BATCH = 1024

Encode = Callable[[Sequence[str]], Vectors]


class Titles:
    """The vectors of titles as claims are encoded; each title once."""

    def __init__(self, encode: Encode) -> None:
        self._encode = encode
        self._places: dict[str, int] = {}
        self._blocks: list[Vectors] = []

    def encode(self, statements: Iterable[Statement], show: Show) -> None:
        """Encode the titles of statements that are about to be compared."""
        told = dict.fromkeys(title for one in statements for title in one.told)
        missing = sorted((title for title in told if title not in self._places), key=len)
        with show.stage("titles", len(missing)) as advance:
            for start in range(0, len(missing), _BATCH):
                some = missing[start : start + _BATCH]
                known = len(self._places)
                self._blocks.append(self._encode(some))
                self._places.update((title, known + n) for n, title in enumerate(some))
                advance(len(some))

    def nearest(self, one: Statement, other: Statement) -> float | None:
        """The highest cosine between their titles, which are encoded; None where one has none."""
        if not one.told or not other.told:
            return None
        return float((self._rows(one) @ self._rows(other).T).max())

    def _rows(self, statement: Statement) -> Vectors:
        if len(self._blocks) > 1:
            self._blocks = [np.concatenate(self._blocks)]
        found: Vectors = self._blocks[0][[self._places[title] for title in statement.told]]
        return found
