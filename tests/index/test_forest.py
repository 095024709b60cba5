"""Forest: which leaf a row comes to, and which trees are refused."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from index.forest import Forest, Tree

STUMP = Tree(
    feature=(0, 0, 0), threshold=(0.5, 0, 0), left=(1, 1, 2), right=(2, 1, 2), value=(0, -1, 2)
)
DEEP = Tree(
    feature=(1, 0, 0, 0, 0),
    threshold=(3.0, 0.9, 0, 0, 0),
    left=(1, 3, 2, 3, 4),
    right=(2, 4, 2, 3, 4),
    value=(0, 0, 10, 20, 40),
)


def test_a_row_has_what_its_leaves_add_up_to() -> None:
    forest = Forest(columns=("score", "lead"), trees=(STUMP, DEEP))
    columns = {
        "lead": np.array([5.0, 3.0, 3.0, 1.0]),
        "score": np.array([0.5, 0.6, 0.95, 0.1]),
        "other": np.zeros(4),
    }
    assert forest.logits(columns).tolist() == [9.0, 22.0, 42.0, 19.0]
    alone = {name: values[2:3] for name, values in columns.items()}
    assert forest.logits(alone).tolist() == [42.0]
    assert Forest.model_validate_json(forest.model_dump_json()) == forest


def test_trees_add_to_a_line_in_the_columns() -> None:
    forest = Forest(
        columns=("score", "lead"), trees=(STUMP, DEEP), weights=(2.0, -1.0), intercept=0.5
    )
    columns = {"lead": np.array([5.0, 3.0]), "score": np.array([0.5, 0.6])}
    assert forest.logits(columns).tolist() == pytest.approx([5.5, 20.7])
    assert Forest.model_validate_json(forest.model_dump_json()) == forest
    with pytest.raises(ValidationError):
        Forest(columns=("score", "lead"), trees=(STUMP,), weights=(2.0,))


def test_a_probability_is_that_of_the_log_odds() -> None:
    forest = Forest(columns=("score",), trees=(STUMP,))
    found = forest.probabilities({"score": np.array([0.0, 1.0])})
    assert found == pytest.approx([1 / (1 + np.e), 1 / (1 + np.exp(-2))])


@pytest.mark.parametrize(
    "change",
    [
        {"left": (1, 1, 1)},  # a leaf that is none
        {"left": (0, 1, 2)},  # round and round
        {"right": (3, 1, 2)},  # nowhere
        {"value": (0, 1)},
        dict.fromkeys(("feature", "threshold", "left", "right", "value"), ()),
    ],
)
def test_what_is_no_tree_is_refused(change: dict[str, tuple[float, ...]]) -> None:
    with pytest.raises(ValidationError):
        Tree.model_validate({**STUMP.model_dump(), **change})


def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValidationError):
        Forest(columns=("score",), trees=(DEEP,))
    with pytest.raises(ValidationError):
        Forest(columns=("score",), trees=())
