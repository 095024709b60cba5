"""held_out_examples(): what is believed of each example by models that did not see its query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from index.calibration import Belief, Logistic
from index.features import Floats
from scripts.evaluation.beliefs import fit_belief
from scripts.evaluation.examples import Example, believable
from scripts.evaluation.ranking import RANKING, fit_ranking
from scripts.evaluation.sets import Kind, LabelledSet
from scripts.evaluation.trec import EvaluationError

BELIEF = (*RANKING, "words", "far", "lead", "behind", "others", "common", "rivals", "length")
LEXICAL = ("words", "grams", "covered", "common")
CROSS_BELIEF = tuple(name for name in BELIEF if name not in LEXICAL)
FOLDS = 5
_FEWEST_FOLDS = 2  # that hold an example, so that one is left when a fold is
# What our own sentences count for, within a language and across: so that the fewest sentences that
# only share a topic are shown for the paraphrases that are.
_WEIGHTS_WITHIN = {Kind.TOPICS: 4.0, Kind.PARAPHRASES: 0.5}
_WEIGHTS_ACROSS = {Kind.TOPICS: 2.0, Kind.PARAPHRASES: 0.5}


def held_out_examples(sets: Sequence[LabelledSet]) -> tuple[Logistic, list[Example], Floats]:
    """The ranking, the examples, and what is believed of each by those of other queries."""
    judged = [found.of_rivals() for found in sets if found.kind in (Kind.JUDGED, Kind.TOPICS)]
    ranking = fit_ranking(judged, RANKING)
    examples = believable(sets, ranking)
    _check(examples)
    return ranking, examples, cross_validate(examples)


def _check(examples: Sequence[Example]) -> None:
    """Raises EvaluationError where a fold would leave too little to learn from."""
    told = [example for example in examples if example.kind is not Kind.STATEMENTS]
    for right, what in ((True, "right"), (False, "certainly wrong")):
        if len({e.query % FOLDS for e in told if e.right is right}) < _FEWEST_FOLDS:
            raise EvaluationError(
                f"too few of what the queries find is {what}: fit on more queries, of more claims"
            )


def cross_validate(examples: Sequence[Example]) -> Floats:
    """The probability of each example under models fitted without its query."""
    folds = np.array([example.query % FOLDS for example in examples])
    table = {name: np.array([e.columns[name] for e in examples]) for name in (*BELIEF, "cross")}
    found = np.zeros(len(examples))
    for fold in range(FOLDS):
        same, cross = fit_beliefs([e for e, f in zip(examples, folds, strict=True) if f != fold])
        within, across = same.probabilities(table), cross.probabilities(table)
        believed = np.where(table["cross"] > 0, across, within)
        found[folds == fold] = believed[folds == fold]
    return found


def fit_beliefs(examples: Sequence[Example]) -> tuple[Belief, Belief]:
    """What to believe within a language, and across languages, where words cannot meet.

    Judged pairs across languages are too few and too noisy to stand alone, so that all examples
    count for those, by the columns that do not hang on words.
    """
    others = [example for example in examples if example.kind is not Kind.STATEMENTS]
    believed = _fit_belief(others, BELIEF, _WEIGHTS_WITHIN)
    return believed, _fit_belief(examples, CROSS_BELIEF, _WEIGHTS_ACROSS)


def _fit_belief(
    examples: Sequence[Example], names: Sequence[str], counts: Mapping[Kind, float]
) -> Belief:
    table = np.array([[e.columns[name] for name in names] for e in examples])
    right = np.array([e.right for e in examples])
    weights = np.array([e.weight * counts.get(e.kind, 1.0) for e in examples])
    return fit_belief(names, table, right, weights)
