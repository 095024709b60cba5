"""Hashes: the claims of a snapshot by the SHA-256 of their canonical forms, found by prefix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.canonical import HASH_VERSION, claim_forms, form_hash
from claims.model import Claim
from index.errors import SnapshotDamaged
from index.lookup import Hashed, HashOf

NAME = "hashes.npz"


_KINDS = tuple(HashOf)


@dataclass(frozen=True, slots=True)
class Hashes:
    """Sorted by hash. `keys` are the first 8 bytes of each as a number; never changes."""

    keys: NDArray[np.uint64]
    digests: NDArray[np.uint8]
    rows: NDArray[np.int32]
    kinds: NDArray[np.uint8]

    @classmethod
    def build(cls, claims: Iterable[Claim]) -> Hashes:
        """Hash the forms of claims in row order: their texts and their reviews' titles."""
        found: dict[tuple[bytes, int], int] = {}
        for row, claim in enumerate(claims):
            for form in claim_forms(claim.text):
                found[form_hash(form), row] = _KINDS.index(HashOf.TEXT)
            for title in dict.fromkeys(review.title for review in claim.reviews if review.title):
                for form in claim_forms(title):
                    found.setdefault((form_hash(form), row), _KINDS.index(HashOf.TITLE))
        ordered = sorted(found)
        flat = b"".join(digest for digest, _ in ordered)
        digests = np.frombuffer(flat, dtype=np.uint8).reshape(-1, 32)
        return cls(
            np.ascontiguousarray(digests[:, :8]).view(">u8").ravel().astype(np.uint64),
            digests,
            np.array([row for _, row in ordered], dtype=np.int32),
            np.array([found[pair] for pair in ordered], dtype=np.uint8),
        )

    def write(self, folder: Path) -> None:
        """Write to a file of the folder."""
        np.savez(
            folder / NAME,
            version=np.array(HASH_VERSION),
            digests=self.digests,
            rows=self.rows,
            kinds=self.kinds,
        )

    @classmethod
    def open(cls, folder: Path) -> Hashes | None:
        """Read what was written; None where an older program wrote none, or by other rules."""
        try:
            with np.load(folder / NAME, allow_pickle=False) as found:
                if int(found["version"]) != HASH_VERSION:
                    return None
                digests = found["digests"]
                keys = np.ascontiguousarray(digests[:, :8]).view(">u8").ravel().astype(np.uint64)
                return cls(keys, digests, found["rows"], found["kinds"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError) as error:
            raise SnapshotDamaged(f"{NAME} is not readable: {error}") from error

    def __len__(self) -> int:
        """The number of hashes."""
        return len(self.rows)

    def starting_with(self, prefix: str) -> list[Hashed]:
        """All whose hash begins with these hex digits, 16 at most, in the hashes' order."""
        low = int(prefix.ljust(16, "0"), 16)
        high = int(prefix.ljust(16, "f"), 16)
        first = int(np.searchsorted(self.keys, np.uint64(low), side="left"))
        last = int(np.searchsorted(self.keys, np.uint64(high), side="right"))
        return [
            Hashed(
                self.digests[place].tobytes().hex(),
                _KINDS[self.kinds[place]],
                int(self.rows[place]),
            )
            for place in range(first, last)
        ]

    def bucket_sizes(self, digits: int) -> NDArray[np.int64]:
        """How many hashes each prefix of so many hex digits has, shape (16**digits,)."""
        shift = np.uint64(64 - 4 * digits)
        return np.bincount((self.keys >> shift).astype(np.int64), minlength=16**digits)
