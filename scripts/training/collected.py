"""Texts and PairList: what a bundle is collected in, before it is arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from claims.frames import sought
from scripts.training.bundle import SOURCES, Ints


@dataclass
class Texts:
    """Texts by number, each once, cleaned as the product cleans them; edited ones as well."""

    found: dict[str, int] = field(default_factory=dict)

    def add(self, text: str | None) -> int:
        """The number of the cleaned text; -1 for an empty one."""
        cleaned = sought(text or "")
        return self.number(cleaned) if cleaned else -1

    def number(self, cleaned: str) -> int:
        """The number of a text cleaned already, which may be empty."""
        return self.found.setdefault(cleaned, len(self.found))


@dataclass
class PairList:
    """Training pairs: one anchor, up to three positives, edited anchors, what they are about."""

    rows: list[tuple[int, Sequence[int], Sequence[int], int, int, int]] = field(
        default_factory=list
    )

    def add(
        self,
        source: str,
        anchor: int,
        positives: Sequence[int],
        topic: int,
        edited: Sequence[int] = (),
        fold: int = -1,
    ) -> None:
        kept = list(dict.fromkeys(p for p in positives if p >= 0))
        if anchor >= 0 and kept:
            self.rows.append((anchor, kept[:3], edited, topic, SOURCES.index(source), fold))

    def arrays(self) -> dict[str, Ints]:
        anchors, positives, edited, topics, sources, folds = zip(*self.rows, strict=True)
        return {
            "pair_anchor": np.array(anchors),
            "pair_positives": padded(positives),
            "pair_edits": padded(edited),
            "pair_topic": np.array(topics),
            "pair_source": np.array(sources),
            "pair_fold": np.array(folds),
        }


def padded(rows: Sequence[Sequence[int]]) -> Ints:
    """The rows as one array; short ones end in -1."""
    width = max(map(len, rows))
    return np.array([[*row, *[-1] * (width - len(row))] for row in rows])
