"""Links: which vectors belong to which claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.faiss_index import Mask

_FILE = "links.npz"

_Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Links:
    """Which vectors belong to which claims: both ways, as offsets into flat arrays."""

    claim_offsets: _Numbers
    claim_vectors: NDArray[np.int32]
    vector_offsets: _Numbers
    vector_claims: NDArray[np.int32]

    @classmethod
    def build(cls, owned: Sequence[Sequence[int]], vectors: int) -> Links:
        """From the vectors of each claim, its text's first, and how many vectors there are."""
        lengths = np.array([0, *map(len, owned)], dtype=np.int64)
        flat = np.array([vector for row in owned for vector in row], dtype=np.int32)
        claims = np.repeat(np.arange(len(owned), dtype=np.int32), lengths[1:])
        order = np.argsort(flat, kind="stable")
        counts = np.bincount(flat, minlength=vectors)
        offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        return cls(np.cumsum(lengths), flat, offsets, claims[order])

    @classmethod
    def open(cls, folder: Path) -> Links:
        """Read links.npz; raises OSError, ValueError or KeyError on damage."""
        with np.load(folder / _FILE, allow_pickle=False) as found:
            return cls(
                found["claim_offsets"],
                found["claim_vectors"],
                found["vector_offsets"],
                found["vector_claims"],
            )

    def write(self, folder: Path) -> None:
        """Write what `open` reads."""
        np.savez(
            folder / _FILE,
            claim_offsets=self.claim_offsets,
            claim_vectors=self.claim_vectors,
            vector_offsets=self.vector_offsets,
            vector_claims=self.vector_claims,
        )

    def claims_of(self, vectors: _Numbers) -> _Numbers:
        """The distinct claims of these vectors, in the order of first sight."""
        parts = [self.vector_claims[a:b] for a, b in _spans(self.vector_offsets, vectors)]
        flat = np.concatenate(parts) if parts else np.empty(0, np.int32)
        _, first = np.unique(flat, return_index=True)
        return flat[np.sort(first)].astype(np.int64)

    def vectors_of(self, claim: int) -> NDArray[np.int32]:
        """The vectors of one claim; the first is its text's."""
        return self.claim_vectors[self.claim_offsets[claim] : self.claim_offsets[claim + 1]]

    def vector_mask(self, claims: Mask) -> Mask:
        """Which vectors belong to a claim of the mask."""
        owner = np.repeat(np.arange(len(self.vector_offsets) - 1), np.diff(self.vector_offsets))
        mask = np.zeros(len(self.vector_offsets) - 1, dtype=np.bool_)
        mask[owner[claims[self.vector_claims]]] = True
        return mask


def _spans(offsets: _Numbers, rows: _Numbers) -> list[tuple[int, int]]:
    return list(zip(offsets[rows].tolist(), offsets[rows + 1].tolist(), strict=True))
