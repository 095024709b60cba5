"""fit_belief(): trees that say what their library says, and a line where few are known."""

from __future__ import annotations

import numpy as np
import pytest

from index.calibration import Logistic
from index.forest import Forest
from scripts.evaluation.beliefs import FEWEST_FOR_TREES, fit_belief

pytest.importorskip("lightgbm")
NAMES = ("score", "far", "length")


def _examples(number: int) -> tuple[np.ndarray, np.ndarray]:
    """What is right from a score of 0.6 on, with some that are not, and never where it is far."""
    draw = np.random.default_rng(0)
    table = draw.random((number, len(NAMES)))
    right = (table[:, 0] + draw.normal(0, 0.1, number) > 0.6) & (table[:, 1] < 0.8)
    return table, right


def test_trees_learn_what_speaks_for_and_against() -> None:
    table, right = _examples(FEWEST_FOR_TREES)
    model = fit_belief(NAMES, table, right, np.ones(len(right)))
    assert isinstance(model, Forest)
    asked = np.array([[0.9, 0.1, 0.5], [0.3, 0.1, 0.5], [0.9, 0.9, 0.5]])
    columns = dict(zip(NAMES, asked.T, strict=True))
    sure, low, away = model.probabilities(columns)
    assert sure > 0.9
    assert low < 0.1
    assert away < 0.1
    rising = {name: np.full(50, 0.5) for name in NAMES} | {"score": np.linspace(0, 1, 50)}
    assert (np.diff(model.probabilities(rising)) >= 0).all()
    falling = {name: np.full(50, 0.7) for name in NAMES} | {"far": np.linspace(0, 1, 50)}
    assert (np.diff(model.probabilities(falling)) <= 0).all()


def test_trees_say_what_the_library_says(monkeypatch: pytest.MonkeyPatch) -> None:
    import lightgbm

    grown: list[lightgbm.LGBMClassifier] = []
    fit = lightgbm.LGBMClassifier.fit

    def watched(self: lightgbm.LGBMClassifier, *args: object, **kwargs: object) -> object:
        grown.append(self)
        return fit(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(lightgbm.LGBMClassifier, "fit", watched)
    table, right = _examples(FEWEST_FOR_TREES)
    model = fit_belief(NAMES, table, right, np.ones(len(right)))
    asked = np.random.default_rng(1).random((500, len(NAMES)))
    assert isinstance(model, Forest)
    added = np.asarray(grown[0].predict(asked, raw_score=True))
    theirs = asked @ np.array(model.weights) + model.intercept + added
    ours = model.logits(dict(zip(NAMES, asked.T, strict=True)))
    assert ours == pytest.approx(theirs, abs=1e-2)


def test_few_examples_make_a_line() -> None:
    table, right = _examples(FEWEST_FOR_TREES - 1)
    model = fit_belief(NAMES, table, right, np.ones(len(right)))
    assert isinstance(model, Logistic)
    assert model.weights[0] > 0 > model.weights[1]
