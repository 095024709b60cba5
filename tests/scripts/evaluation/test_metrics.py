"""Figures of runs made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from scripts.evaluation.metrics import (
    calibration_error,
    detection,
    ranking_figures,
)
from scripts.evaluation.outcomes import Outcome


def _outcome(query: str, right: tuple[bool, ...], answers: int, probability: float) -> Outcome:
    return Outcome(
        query=query,
        ranked=tuple(range(len(right))),
        right=right,
        answers=answers,
        gated=False,
        score=probability,
        probability=probability,
        silent_probability=0.1,
    )


def test_ranking_figures_of_a_run_made_by_hand() -> None:
    outcomes = [
        _outcome("a", (True, False, False), 1, 0.9),
        _outcome("b", (False, True, False), 2, 0.5),
        _outcome("c", (False, False), 1, 0.4),
        _outcome("d", (False, False), 0, 0.3),
    ]
    means = {figure.name: figure.mean for figure in ranking_figures(outcomes)}
    assert means["MAP@5"] == pytest.approx((1 + 1 / 4 + 0) / 3)
    assert means["MRR"] == pytest.approx((1 + 1 / 2 + 0) / 3)
    assert (means["S@1"], means["S@5"]) == (pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert detection(outcomes, [o.score for o in outcomes]) == (
        pytest.approx(1 / 3),
        pytest.approx(1 / 3),
    )


def test_calibration_error_is_the_gap_between_belief_and_truth() -> None:
    believed = np.array([0.9, 0.9, 0.1, 0.1])
    assert calibration_error(believed, np.array([1.0, 1.0, 0.0, 0.0])) == pytest.approx(0.1)
    assert calibration_error(believed, np.array([1.0, 0.0, 0.0, 0.0])) == pytest.approx(0.25)
