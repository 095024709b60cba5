"""Ranking: rivals first, as if there were no others."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from index.calibration import Calibration, Logistic
from index.features import Candidates
from index.ranking import rank
from index.rivals import RIVALS
from index.segments import Segments
from index.snapshot import Snapshot

NAMES = ("score", "mean", "words", "grams", "covered", "near", "far", "length", "cross")
MODEL = Logistic(columns=("score", "lead", "others"), weights=(5.0, 1.0, -2.0), intercept=0.0)
CALIBRATION = Calibration(
    fingerprint="any",
    # grams count for more than cosines, so that what is far off would come first
    ranking=Logistic(columns=("score", "grams"), weights=(1.0, 9.0), intercept=0.0),
    same=MODEL,
    cross=MODEL,
    suggested=0.5,
    confirmed=0.9,
    fitted_on="a test",
)


def _candidates(
    *queries: list[float], grams: float = 0.0, heads: list[int] | None = None
) -> Candidates:
    cosines = np.concatenate(queries)
    known = np.random.default_rng(0).normal(size=(len(cosines), 8)).astype(np.float32)
    snapshot = SimpleNamespace(
        vectors=known / np.linalg.norm(known, axis=1, keepdims=True),
        heads=np.arange(len(cosines)) if heads is None else np.array(heads),
        merged=heads is not None,
    )
    columns = {name: np.zeros(len(cosines)) for name in NAMES}
    columns |= {"cosine": cosines, "score": cosines, "grams": (1 - cosines) * grams}
    rows = np.arange(len(cosines))
    counts = Segments(np.array([len(query) for query in queries]))
    return Candidates(cast(Snapshot, snapshot), rows, rows, columns, counts)


NEAR = [0.9, *(0.85 - place / 1000 for place in range(RIVALS))]
MANY = len(NEAR)


def test_what_is_shown_comes_first_as_if_there_were_no_others() -> None:
    every, believed = rank(_candidates([*NEAR, 0.5, 0.3], [0.7], grams=1.0), 99, CALIBRATION)
    near, alone = rank(_candidates(NEAR, [0.7], grams=1.0), 99, CALIBRATION)
    assert believed is not None and alone is not None
    assert (alone >= CALIBRATION.suggested).all()
    assert near.rows.tolist() == [*range(1, MANY)[::-1], 0, MANY]
    assert every.rows.tolist() == [*range(1, MANY)[::-1], 0, MANY + 1, MANY, MANY + 2]
    first = [*range(MANY), -1]
    assert believed[first] == pytest.approx(alone)
    for name, values in near.columns.items():
        if name != "crowded":  # their vectors are others
            assert every.columns[name][first] == pytest.approx(values), name
    assert believed[MANY : MANY + 2].max() < CALIBRATION.suggested


def test_where_nothing_is_shown_all_come_by_rank() -> None:
    doubting = CALIBRATION.model_copy(update={"suggested": 0.99999})
    found, believed = rank(_candidates([*NEAR, 0.5, 0.3], grams=1.0), 99, doubting)
    assert found.rows.tolist() == [MANY + 1, MANY, *range(1, MANY)[::-1], 0]
    assert believed is not None and (np.diff(believed) <= 0).all()


def test_only_so_many_places_are_filled() -> None:
    found, _ = rank(_candidates([*NEAR, 0.5], NEAR, grams=0.1), 12, CALIBRATION)
    assert found.queries.counts.tolist() == [12, 12]


def test_a_cluster_does_not_come_again() -> None:
    heads = [*range(MANY), 1, MANY + 1]
    found, _ = rank(_candidates([*NEAR, 0.5, 0.4], heads=heads), 99, CALIBRATION)
    assert found.rows.tolist()[-2:] == [MANY - 1, MANY + 1]
    assert sorted(found.rows.tolist()) == [*range(MANY), MANY + 1]


def test_without_a_calibration_they_come_by_score() -> None:
    found, believed = rank(_candidates([0.5, 0.9, 0.1], grams=1.0), 2, None)
    assert found.rows.tolist() == [1, 0] and believed is None
