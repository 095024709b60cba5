"""fit_belief(): a model of how likely a candidate is right, from its columns and judgements.

Boosted trees (LightGBM) on what a logistic regression says, since what a lead or a cosine is worth
hangs on how many claims there are and how alike; where examples are few, the regression alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.calibration import Belief, Logistic
from index.forest import Forest, Tree

FEWEST_FOR_TREES = 5_000  # below it trees learn the examples by heart
# What can only speak for a candidate, or against it, whatever the examples seem to say.
_RISING = frozenset({"score", "mean", "grams", "words", "covered", "near", "lead", "behind"})
_FALLING = frozenset({"far"})
_TREES = 150
# How much of the regression's log-odds the trees begin with: with none of it they tell less among
# the surest, with all of it they believe too little where claims are crowded.
_BEGUN = 0.7

Floats = NDArray[np.float64]


def fit_belief(
    names: Sequence[str], table: Floats, right: NDArray[np.bool_], weights: Floats
) -> Belief:
    """The model of examples; `table` has a row for each and a column for each name."""
    line = _logistic(names, table, right, weights)
    if len(right) < FEWEST_FOR_TREES:
        return line
    from lightgbm import LGBMClassifier

    model = LGBMClassifier(
        n_estimators=_TREES,
        learning_rate=0.06,
        num_leaves=8,
        min_child_samples=40,
        reg_lambda=1.0,
        monotone_constraints=[(name in _RISING) - (name in _FALLING) for name in names],
        deterministic=True,
        force_row_wise=True,
        random_state=0,
        verbose=-1,
        boost_from_average=False,
    )
    begun = tuple(round(_BEGUN * weight, 4) for weight in line.weights)
    intercept = round(_BEGUN * line.intercept, 4)
    model.fit(table, right, sample_weight=weights, init_score=table @ np.array(begun) + intercept)
    trees = model.booster_.dump_model()["tree_info"]
    return Forest(
        columns=tuple(names),
        trees=tuple(_tree(tree["tree_structure"]) for tree in trees),
        weights=begun,
        intercept=intercept,
    )


def _logistic(
    names: Sequence[str], table: Floats, right: NDArray[np.bool_], weights: Floats
) -> Logistic:
    from sklearn.linear_model import LogisticRegression

    scale = table.std(axis=0) + 1e-9
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(table / scale, right, sample_weight=weights)
    found = [round(float(weight), 4) for weight in model.coef_[0] / scale]
    intercept = round(float(model.intercept_[0]), 4)
    return Logistic(columns=tuple(names), weights=tuple(found), intercept=intercept)


def _tree(root: dict[str, Any]) -> Tree:
    """A tree of the library's own form, its nodes in a row."""
    nodes: list[tuple[int, float, int, int, float]] = []

    def place(node: dict[str, Any]) -> int:
        at = len(nodes)
        if "leaf_value" in node:
            nodes.append((0, 0.0, at, at, round(float(node["leaf_value"]), 5)))
            return at
        if node["decision_type"] != "<=":
            raise ValueError(f"a tree decides by {node['decision_type']}, not by <=")
        nodes.append((0, 0.0, at, at, 0.0))
        left, right = place(node["left_child"]), place(node["right_child"])
        threshold = round(float(node["threshold"]), 6)
        nodes[at] = (int(node["split_feature"]), threshold, left, right, 0.0)
        return at

    place(root)
    feature, threshold, left, right, value = zip(*nodes, strict=True)
    return Tree(feature=feature, threshold=threshold, left=left, right=right, value=value)
