"""ablate(): what each column is worth for the order, by cross-validation over all sets at once."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

import numpy as np

from index.calibration import Logistic
from scripts.evaluation.held_out import FOLDS
from scripts.evaluation.metrics import RANKING, ranking_figures
from scripts.evaluation.outcomes import Considered, Outcome
from scripts.evaluation.ranking import fit_ranking
from scripts.evaluation.sets import LabelledSet

STEPS = (
    ("score",),
    ("score", "mean"),
    ("score", "grams"),
    ("score", "mean", "grams"),
    ("score", "mean", "grams", "covered"),
    ("score", "mean", "grams", "covered", "words"),
    ("score", "mean", "grams", "covered", "near"),
    ("score", "mean", "grams", "covered", "near", "crowded"),
)


def ablate(sets: Sequence[LabelledSet]) -> Iterator[str]:
    """Lines of a Markdown table: a row for each choice of columns, ranked by held-out weights."""
    answered = [LabelledSet(s.name, [c for c in s.queries if len(c.answers)]) for s in sets]
    answered = [s for s in answered if s.queries]
    yield "| columns | " + " | ".join(f"{s.name}: {', '.join(RANKING)}" for s in answered) + " |"
    yield "|---" * (len(answered) + 1) + "|"
    fitted = [found.of_rivals() for found in answered]
    ranked = [LabelledSet(s.name, [c.of_all() for c in s.queries]) for s in answered]
    for columns in STEPS:
        models = [fit_ranking(_without(fitted, fold), columns) for fold in range(FOLDS)]
        cells = [_figures(found, models) for found in ranked]
        yield f"| {', '.join(columns)} | " + " | ".join(cells) + " |"


def _fold(considered: Considered) -> int:
    return zlib.crc32(considered.query.text.encode()) % FOLDS


def _without(sets: Sequence[LabelledSet], fold: int) -> list[LabelledSet]:
    return [LabelledSet(s.name, [c for c in s.queries if _fold(c) != fold]) for s in sets]


def _figures(found: LabelledSet, models: Sequence[Logistic]) -> str:
    outcomes = [_ranked(considered, models[_fold(considered)]) for considered in found.queries]
    return " ".join(f"{figure.mean:.3f}" for figure in ranking_figures(outcomes))


def _ranked(considered: Considered, model: Logistic) -> Outcome:
    logits = model.logits(considered.candidates.columns)
    order = np.argsort(-logits, kind="stable")
    return Outcome(
        query=considered.query.id,
        ranked=tuple(considered.candidates.rows[order].tolist()),
        right=tuple(considered.right[order].tolist()),
        answers=len(considered.answers),
        gated=False,
        score=float(considered.candidates.scores.max(initial=-1.0)),
        probability=None,
        silent_probability=None,
    )
