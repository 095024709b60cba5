"""TextVectors: the vectors of a snapshot's texts, those of the published one taken over."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, Vectors
from index.errors import SnapshotError
from index.publish import current_id
from index.snapshot import Snapshot
from index.stages import Show

_ENCODE_ROWS = 256  # at once: lookups of a service wait behind them


@dataclass(frozen=True, slots=True, eq=False)
class TextVectors:
    """A vector and a key each text; `encoded` of them were not in the snapshot before."""

    vectors: Vectors
    keys: NDArray[np.uint64]
    encoded: int

    def write(self, folder: Path) -> None:
        """Write vectors.npy and keys.npy."""
        np.save(folder / "vectors.npy", self.vectors)
        np.save(folder / "keys.npy", self.keys)


def encode_texts(encoder: Encoder, texts: Sequence[str], root: Path, show: Show) -> TextVectors:
    """The vectors of distinct texts; only those that the snapshot published does not hold are
    encoded."""
    keys = _keys(texts)
    known = _reusable(root, encoder.spec.fingerprint)
    vectors, encoded = _encode(encoder, texts, keys, known, show)
    return TextVectors(vectors, keys, encoded)


def _keys(texts: Sequence[str]) -> NDArray[np.uint64]:
    """128 bits of SHA-256 a text, shape (n, 2)."""
    digests = b"".join(hashlib.sha256(text.encode()).digest()[:16] for text in texts)
    return np.frombuffer(digests, dtype=np.uint64).reshape(-1, 2)


def _reusable(root: Path, fingerprint: str) -> dict[tuple[int, int], NDArray[np.float32]]:
    """The vectors of the published snapshot by text key; none of another encoder's or damaged."""
    try:
        folder = root / current_id(root)
        Snapshot.open(folder, fingerprint)
        keys = np.load(folder / "keys.npy", allow_pickle=False)
        vectors = np.load(folder / "vectors.npy", mmap_mode="r", allow_pickle=False)
    except (SnapshotError, OSError, ValueError):
        return {}
    return {(int(a), int(b)): row for (a, b), row in zip(keys, vectors, strict=True)}


def _encode(
    encoder: Encoder,
    texts: Sequence[str],
    keys: NDArray[np.uint64],
    known: dict[tuple[int, int], NDArray[np.float32]],
    show: Show,
) -> tuple[Vectors, int]:
    """One vector a text, encoded or taken over; and how many were encoded."""
    vectors = np.zeros((len(texts), encoder.spec.dimension), dtype=np.float32)
    missing = []
    for place, (a, b) in enumerate(keys):
        row = known.get((int(a), int(b)))
        if row is None:
            missing.append(place)
        else:
            vectors[place] = row
    # Long and short texts apart: a batch costs what its longest text costs.
    missing.sort(key=lambda place: len(texts[place]))
    with show.stage("encode", len(missing)) as advance:
        for start in range(0, len(missing), _ENCODE_ROWS):
            places = missing[start : start + _ENCODE_ROWS]
            vectors[places] = encoder.encode_claims([texts[place] for place in places])
            advance(len(places))
    return vectors, len(missing)
