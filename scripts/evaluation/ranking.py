"""fit_ranking(): weights of the order: a softmax over each query's candidates (listwise logistic
regression)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize

from index.calibration import Logistic
from index.features import Columns, Floats
from scripts.evaluation.sets import LabelledSet
from scripts.evaluation.trec import EvaluationError

RANKING = ("score", "mean", "grams", "covered", "near", "crowded")
_L2 = 1e-3


def fit_ranking(sets: Sequence[LabelledSet], names: Sequence[str]) -> Logistic:
    """Weights under which the softmax over a query's rivals favours its answers.

    The sets are those `of_rivals`.
    """
    useful = [
        (considered, 1.0 / len(found.queries))
        for found in sets
        for considered in found.queries
        if considered.right.any() and not considered.right.all()
    ]
    if not useful:
        raise EvaluationError("no query has both right and wrong candidates: nothing to fit on")
    table = np.concatenate([_table(c.candidates.columns, names) for c, _ in useful])
    scale = table.std(axis=0) + 1e-9
    sizes = [len(c.right) for c, _ in useful]
    starts = np.cumsum([0, *sizes[:-1]])
    wanted = np.concatenate([c.right / c.right.sum() for c, _ in useful])
    weights = np.array([weight for _, weight in useful])
    owner = np.repeat(np.arange(len(useful)), sizes)

    def loss(beta: Floats) -> tuple[float, Floats]:
        logits = table / scale @ beta
        logits -= np.maximum.reduceat(logits, starts)[owner]
        total = np.add.reduceat(np.exp(logits), starts)[owner]
        chosen = wanted * (logits - np.log(total))
        slope = (np.exp(logits) / total - wanted) * weights[owner]
        gradient = (table / scale).T @ slope / weights.sum() + 2 * _L2 * beta
        value = -(weights[owner] * chosen).sum() / weights.sum() + _L2 * (beta**2).sum()
        return float(value), gradient

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return Logistic(columns=tuple(names), weights=tuple(found.x / scale), intercept=0.0)


def _table(columns: Columns, names: Sequence[str]) -> Floats:
    return np.stack([columns[name] for name in names], axis=1)
