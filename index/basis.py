"""Basis: the figures that a snapshot's claims give together, kept so that later ones rest on them.

What a word weighs, what lies near everything, and how much is believed depend on all claims, if
only a little. Under one basis a lookup depends on its nearest claims alone; so one that none of
the changed claims comes near stays as it was, digit by digit.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.calibration import Calibration
from index.encoder import Vectors
from index.hubs import Density, density
from index.lexical import Column, Weights

_NAME = "basis.npz"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Basis:
    """`snapshot` is the id of the one whose figures these are, `claims` how many it had."""

    snapshot: str
    claims: int
    words: Weights
    grams: Weights
    density: Density | None
    calibration: Calibration | None

    def same(self, other: Basis) -> bool:
        """Whether two are the figures of one snapshot, under one calibration."""
        return self.snapshot == other.snapshot and self.calibration == other.calibration

    def offsets(self, vectors: Vectors) -> NDArray[np.float32]:
        """What hubs are damped by."""
        if self.density is None:
            return np.zeros(len(vectors), np.float32)
        return self.density.offsets(vectors)

    def write(self, folder: Path) -> None:
        """Write basis.npz; raises OSError."""
        found = self.density
        believed = self.calibration.model_dump_json() if self.calibration else ""
        np.savez(
            folder / _NAME,
            snapshot=np.array(self.snapshot),
            claims=np.array(self.claims),
            words_known=self.words.known,
            words_idf=self.words.idf,
            words_unseen=np.array(self.words.unseen),
            grams_known=self.grams.known,
            grams_idf=self.grams.idf,
            grams_unseen=np.array(self.grams.unseen),
            centre=found.centre if found else np.empty(0, np.float32),
            usual=np.array([found.usual, found.spread] if found else []),
            calibration=np.array(believed),
        )

    @classmethod
    def open(cls, folder: Path) -> Basis:
        """Read what `write` wrote; raises OSError, ValueError or KeyError on damage."""
        with np.load(folder / _NAME, allow_pickle=False) as found:
            usual, believed = found["usual"].tolist(), str(found["calibration"])
            return cls(
                snapshot=str(found["snapshot"]),
                claims=int(found["claims"]),
                words=_weights(found, "words"),
                grams=_weights(found, "grams"),
                density=Density(found["centre"], *usual) if usual else None,
                calibration=Calibration.model_validate_json(believed) if believed else None,
            )


def basis_of(
    snapshot: str,
    *,
    words: Column,
    grams: Column,
    vectors: Vectors,
    calibration: Calibration | None,
) -> Basis:
    """The basis that a snapshot's own claims give."""
    return Basis(
        snapshot=snapshot,
        claims=len(words.mass),
        words=words.weights,
        grams=grams.weights,
        density=density(vectors),
        calibration=calibration,
    )


def _weights(found: np.lib.npyio.NpzFile, name: str) -> Weights:
    return Weights(found[f"{name}_known"], found[f"{name}_idf"], float(found[f"{name}_unseen"]))
