"""Stance: whether a sentence says what a claim says, as far as their vectors tell.

What `relate` finds no difference in may still be a denial in other words ("The blood in your veins
is dark red."). A small network over the two vectors, trained for one encoder, doubts such pairs.
"""

from __future__ import annotations

from base64 import b85decode, b85encode
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, model_validator

from index.fitted import Fitted, fitted_file, read_fitted

PREFIX = "stance-"
_MOST = 127
SPREAD = 10  # brings the parts of unit vectors to the order of 1

Floats = NDArray[np.float32]


class Matrix(BaseModel):
    """A matrix in signed bytes (base 85), each row with a scale of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scales: tuple[float, ...]
    columns: int
    whole: str

    @classmethod
    def of(cls, rows: NDArray[Any]) -> Matrix:
        """The nearest that bytes can hold."""
        scales = np.maximum(np.abs(rows).max(axis=1), 1e-9) / _MOST
        whole = np.rint(rows / scales[:, None]).astype(np.int8)
        known = tuple(float(f"{scale:.6g}") for scale in scales)
        return cls(scales=known, columns=rows.shape[1], whole=b85encode(whole.tobytes()).decode())

    def rows(self) -> Floats:
        """Shape (rows, columns); raises ValueError where the bytes are others."""
        whole = np.frombuffer(b85decode(self.whole), np.int8)
        scales = np.array(self.scales, np.float32)[:, None]
        found: Floats = whole.reshape(len(scales), self.columns) * scales
        return found


class Stance(Fitted):
    """The network of one encoder: `projection` is of either vector, `hidden` and `output` weigh
    what the two have in common and where they part, and nothing that either has alone: else it
    would learn of which topics most is denied. Where the log-odds are below `doubtful`, the claim's
    verdict is not to be taken for the sentence's."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    projection: Matrix
    hidden: Matrix
    bias: tuple[float, ...]
    output: tuple[float, ...]
    intercept: float
    doubtful: float
    fitted_on: str

    @model_validator(mode="after")
    def _check(self) -> Stance:
        net = Network(self)  # raises ValueError where bytes are missing
        net.log_odds(np.zeros(self.projection.columns), np.zeros(self.projection.columns))
        return self


class Network:
    """A Stance, unpacked."""

    def __init__(self, stance: Stance) -> None:
        self._projection = stance.projection.rows()
        self._hidden = stance.hidden.rows()
        self._bias = np.array(stance.bias, np.float32)
        self._output = np.array(stance.output, np.float32)
        self._intercept = np.float32(stance.intercept)
        self._doubtful = stance.doubtful

    def log_odds(self, query: NDArray[Any], claim: NDArray[Any]) -> float:
        """That the sentence of one unit vector says what the claim of the other does."""
        one = self._projection @ query.astype(np.float32) * SPREAD
        other = self._projection @ claim.astype(np.float32) * SPREAD
        met = np.concatenate([one * other, np.abs(one - other)])
        found = np.maximum(self._hidden @ met + self._bias, 0) @ self._output
        return float(found + self._intercept)

    def doubts(self, query: NDArray[Any], claim: NDArray[Any]) -> bool:
        """True where the claim's verdict is not to be taken for the sentence's."""
        return self.log_odds(query, claim) < self._doubtful


@lru_cache(4)
def find_network(fingerprint: str) -> Network | None:
    """The network of an encoder; None where none is shipped. Raises SnapshotError for one that
    cannot be read."""
    path = fitted_file(f"{PREFIX}{fingerprint}.json")
    if path is None:
        return None
    return Network(read_fitted(path, Stance, fingerprint, "network", "of stances"))
