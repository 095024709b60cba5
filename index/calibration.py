"""Calibration: what a match's features are worth as a probability, per encoder fingerprint."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from index.errors import SnapshotDamaged, SnapshotForeign
from index.fitted import fitted_file
from index.forest import Forest
from index.lookup import Band
from index.odds import Odds
from index.segments import Segments

NAME = "calibration.json"
# what is known of a candidate before the order, and once it is ordered
RANKED = frozenset(
    {
        "cosine",
        "score",
        "mean",
        "words",
        "grams",
        "covered",
        "near",
        "far",
        "length",
        "cross",
        "crowded",
    }
)
BELIEVED = RANKED | {"lead", "behind", "others", "common", "rivals"}


class Logistic(Odds):
    """A logistic model over named features; `columns` and `weights` run in parallel."""

    weights: tuple[float, ...]
    intercept: float

    @model_validator(mode="after")
    def _check_lengths(self) -> Logistic:
        if len(self.columns) != len(self.weights):
            raise ValueError("columns and weights differ in length")
        return self

    def logits(self, columns: dict[str, NDArray[np.float64]]) -> NDArray[np.float64]:
        """Log-odds of every row."""
        total = np.full(len(next(iter(columns.values()))), self.intercept)
        for name, weight in zip(self.columns, self.weights, strict=True):
            total += weight * columns[name]
        return total


Belief = Forest | Logistic


class Calibration(BaseModel):
    """How matches of one encoder are ordered and believed.

    `ranking` orders a query's candidates; `same` and `cross` give the probability of a claim in
    the query's language and in another. `suggested` and `confirmed` are probabilities in [0, 1],
    chosen for the precision that `fitted_on` describes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fingerprint: str
    ranking: Logistic
    same: Belief
    cross: Belief
    suggested: float
    confirmed: float
    fitted_on: str

    def probabilities(
        self, columns: dict[str, NDArray[np.float64]], queries: Segments
    ) -> NDArray[np.float64]:
        """Probabilities of candidates, each query's in order, never rising from place to place."""
        cross = columns["cross"] > 0
        believed = np.empty(len(cross))
        sides = ((self.same, np.flatnonzero(~cross)), (self.cross, np.flatnonzero(cross)))
        for model, rows in sides:
            if not len(rows):
                continue
            own = {name: columns[name][rows] for name in model.columns}
            believed[rows] = model.probabilities(own)
        for one in queries.slices:
            believed[one] = np.minimum.accumulate(believed[one])
        return believed

    def band(self, probability: float) -> Band | None:
        """The band of a probability; None below `suggested`."""
        if probability >= self.confirmed:
            return Band.CONFIRMED
        return Band.SUGGESTED if probability >= self.suggested else None


def read_calibration(folder: Path, fingerprint: str) -> Calibration | None:
    """The calibration in a folder, or None where there is none.

    Raises SnapshotDamaged where it is unreadable, SnapshotForeign where it is another encoder's.
    """
    path = folder / NAME
    return load_calibration(path, fingerprint) if path.exists() else None


def load_calibration(path: Path | Traversable, fingerprint: str) -> Calibration:
    """The calibration of a file; raises as `read_calibration` does."""
    try:
        calibration = Calibration.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise SnapshotDamaged(f"{path} is not a calibration") from error
    if calibration.fingerprint != fingerprint:
        raise SnapshotForeign(f"{path} was fitted for encoder {calibration.fingerprint}")
    believed = {*calibration.same.columns, *calibration.cross.columns}
    unknown = {*calibration.ranking.columns} - RANKED | believed - BELIEVED
    if unknown:
        names = ", ".join(sorted(unknown))
        raise SnapshotDamaged(f"{path} was fitted by another version, on {names}: fit it again")
    return calibration


def find_calibration(fingerprint: str, fitted: Path) -> str | None:
    """The text of the calibration for an encoder: the operator's own fit, else the shipped one.

    Raises as `read_calibration` does.
    """
    path = fitted_file(f"{fingerprint}.json", fitted)
    if path is None:
        return None
    load_calibration(path, fingerprint)
    return path.read_text(encoding="utf-8")
