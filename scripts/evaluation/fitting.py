"""fit_calibration(): the ranking, the probabilities and the bands of an encoder, from judgements.

Ranking: a softmax over each query's candidates (listwise logistic regression). Probability: what
`fit_belief` makes of the first few places, the same queries without their answers, and sentences
that nothing answers. Bands: by target precision and silence of held-out folds.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from index.calibration import Belief, Calibration, Logistic
from index.features import Candidates, Columns
from index.rivals import with_margins
from index.snapshot import Snapshot
from scripts.evaluation.beliefs import fit_belief
from scripts.evaluation.outcomes import SAME_STORY, Considered, as_near
from scripts.evaluation.trec import EvaluationError

RANKING = ("score", "mean", "grams", "covered", "near", "crowded")
BELIEF = (*RANKING, "words", "far", "lead", "behind", "others", "common", "rivals", "length")
LEXICAL = ("words", "grams", "covered", "common")
CROSS_BELIEF = tuple(name for name in BELIEF if name not in LEXICAL)
CONFIRMED_PRECISION = 0.97
SILENCE = 0.94
_UNKNOWN = 0.5  # the least probability where no claim could be taken away
FOLDS = 5
_FEWEST_FOLDS = 2  # that hold an example, so that one is left when a fold is
_PLACES = 4
_LATER_WEIGHT = 0.3
_REMOVED = " answers removed"
# What is as near as this to a query, by cosine, and not judged is often another check of the same
# claim, so it is taken for neither right nor wrong.
_UNJUDGED = 0.85
_L2 = 1e-3

Floats = NDArray[np.float64]


class Kind(StrEnum):
    """Where queries come from, which decides what they count for."""

    JUDGED = "judged"  # what people said and others judged: for everything
    STATEMENTS = "statements"  # our own, each in another language than its claim
    PARAPHRASES = "paraphrases"  # our own, in few of the claim's words
    TOPICS = "topics"  # our own, which only share a topic with a claim: nothing answers them


# What our own sentences count for, within a language and across: so that the fewest sentences that
# only share a topic are shown for the paraphrases that are.
_WEIGHTS_WITHIN = {Kind.TOPICS: 4.0, Kind.PARAPHRASES: 0.5}
_WEIGHTS_ACROSS = {Kind.TOPICS: 2.0, Kind.PARAPHRASES: 0.5}


@dataclass(frozen=True, slots=True)
class Example:
    """One place of one query: its text, the claim's row there, their columns, whether it is right,
    and what it counts for. `query` is a number over the text."""

    query: int
    text: str
    snapshot: Snapshot
    row: int
    columns: dict[str, float]
    right: bool
    weight: float
    first: bool
    source: str
    kind: Kind = Kind.JUDGED


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Considered queries of one source; a query without answers is one that nothing answers.

    `unrelated` is the mean cosine of the claims there.
    """

    name: str
    queries: Sequence[Considered]
    kind: Kind = Kind.JUDGED
    unrelated: float = 0.0

    def of_rivals(self) -> LabelledSet:
        """The same with `Considered.of_rivals`."""
        return replace(self, queries=[considered.of_rivals() for considered in self.queries])


def describe_sets(sets: Sequence[LabelledSet]) -> str:
    """Their names, and how many queries each has."""
    return "; ".join(f"{found.name}: {len(found.queries)}" for found in sets)


def fit_calibration(fingerprint: str, sets: Sequence[LabelledSet], fitted_on: str) -> Calibration:
    """Fit everything; the bands come from predictions for folds that the fit did not see.

    The order, and what is `confirmed`, come from what people judged. Of our own sentences,
    statements only add to what is believed across languages, and paraphrases to both.
    """
    ranking, examples, held_out = held_out_examples(sets)
    suggested = _suggested(examples, held_out)
    rows = [i for i, e in enumerate(examples) if e.kind in (Kind.JUDGED, Kind.TOPICS)]
    confirmed = _confirmed([examples[i] for i in rows], held_out[rows])
    same, cross = _fit_beliefs(examples)
    return Calibration(
        fingerprint=fingerprint,
        ranking=_rounded(ranking),
        same=same,
        cross=cross,
        suggested=suggested,
        confirmed=max(confirmed, suggested),
        fitted_on=fitted_on,
    )


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


def believable(sets: Sequence[LabelledSet], ranking: Logistic) -> list[Example]:
    """The first places of every query, and the first place once its answers are gone."""
    examples: list[Example] = []
    for found in sets:
        start = len(examples)
        story = as_near(SAME_STORY, found.unrelated)
        near = as_near(_UNJUDGED, found.unrelated)
        unjudged = np.inf if found.kind is Kind.TOPICS else near
        for considered in found.queries:
            text = considered.query.text
            places = _places(considered.of_rivals(), ranking, unjudged, story)
            examples.extend(_examples(text, found.name, places))
            if len(considered.answers):
                rest = considered.without_answers(same_story=story)
                if rest is not None:
                    left = rest.of_rivals().candidates
                    first = with_margins(left, ranking.logits(left.columns)).first(1)
                    if first.columns["score"][0] < near:
                        places = [(first, False, 0)]
                        examples.extend(_examples(text, found.name + _REMOVED, places))
        examples[start:] = [replace(example, kind=found.kind) for example in examples[start:]]
    return examples


def _places(
    considered: Considered, ranking: Logistic, unjudged: float, story: float
) -> list[tuple[Candidates, bool, int]]:
    """The first places, whether they are right, and their rank; less those nobody can tell of:
    those not judged of at least the cosine `unjudged`, or as like an answer as `story`."""
    candidates = considered.candidates
    logits = ranking.logits(candidates.columns)
    order = np.argsort(-logits, kind="stable")
    ranked = with_margins(candidates, logits)
    right = considered.right[order]
    near = ranked.columns["score"] >= unjudged
    unknown = near | (considered.likeness[order] >= story)
    places = range(min(_PLACES, len(order)))
    known = [p for p in places if right[p] or not unknown[p]]
    return [(ranked.ordered(np.array([p])), bool(right[p]), p) for p in known]


def _examples(
    text: str, source: str, places: Sequence[tuple[Candidates, bool, int]]
) -> list[Example]:
    return [
        Example(
            zlib.crc32(text.encode()),
            text,
            place.snapshot,
            int(place.rows[0]),
            {name: float(values[0]) for name, values in place.columns.items()},
            right,
            1.0 if not rank else _LATER_WEIGHT,
            not rank,
            source,
        )
        for place, right, rank in places
    ]


def cross_validate(examples: Sequence[Example]) -> Floats:
    """The probability of each example under models fitted without its query."""
    folds = np.array([example.query % FOLDS for example in examples])
    table = {name: np.array([e.columns[name] for e in examples]) for name in (*BELIEF, "cross")}
    found = np.zeros(len(examples))
    for fold in range(FOLDS):
        same, cross = _fit_beliefs([e for e, f in zip(examples, folds, strict=True) if f != fold])
        within, across = same.probabilities(table), cross.probabilities(table)
        believed = np.where(table["cross"] > 0, across, within)
        found[folds == fold] = believed[folds == fold]
    return found


def _fit_beliefs(examples: Sequence[Example]) -> tuple[Belief, Belief]:
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


def _suggested(examples: Sequence[Example], believed: Floats) -> float:
    """The least probability that keeps silent as often as it must where the answers are gone;
    every source counts alike. Ordinary sentences and paraphrases are too easy to tell by them."""
    sources: dict[str, list[int]] = {}
    for row, example in enumerate(examples):
        if example.source.endswith(_REMOVED) and example.kind is not Kind.PARAPHRASES:
            sources.setdefault(example.source, []).append(row)
    parts = [believed[rows] for rows in sources.values()]
    if not parts:
        return _UNKNOWN
    limits = np.arange(0.1, 0.95, 0.01)
    silence = np.mean([[(part < limit).mean() for limit in limits] for part in parts], axis=0)
    enough = np.flatnonzero(silence >= SILENCE)
    return round(float(limits[enough[0]]), 2) if len(enough) else 0.95


def _confirmed(examples: Sequence[Example], believed: Floats) -> float:
    """The least probability from which on first places are right as often as they must be."""
    rows = [i for i, example in enumerate(examples) if example.first]
    right = np.array([examples[i].right for i in rows])
    for limit in np.arange(0.5, 0.99, 0.01):
        shown = right[believed[rows] >= limit]
        if len(shown) and shown.mean() >= CONFIRMED_PRECISION:
            return round(float(limit), 2)
    return 0.99


def _table(columns: Columns, names: Sequence[str]) -> Floats:
    return np.stack([columns[name] for name in names], axis=1)


def _rounded(model: Logistic) -> Logistic:
    return Logistic(
        columns=model.columns,
        weights=tuple(round(weight, 4) for weight in model.weights),
        intercept=round(model.intercept, 4),
    )
