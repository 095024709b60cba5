"""Odds: a model that gives rows their log-odds, and what these are as probabilities."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

Floats = NDArray[np.float64]


class Odds(BaseModel, ABC):
    """Over named features."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: tuple[str, ...]

    @abstractmethod
    def logits(self, columns: dict[str, Floats]) -> Floats:
        """Log-odds of every row."""

    def probabilities(self, columns: dict[str, Floats]) -> Floats:
        """Probabilities in (0, 1) of every row."""
        return 1.0 / (1.0 + np.exp(-np.clip(self.logits(columns), -30.0, 30.0)))
