"""fit_calibration(): the ranking, the probabilities and the bands of an encoder, from judgements.

Ranking: a softmax over each query's candidates (listwise logistic regression). Probability: what
`fit_belief` makes of the first few places, the same queries without their answers, and sentences
that nothing answers. Bands: by target precision and silence of held-out folds.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.calibration import Calibration, Logistic
from index.features import Floats
from scripts.evaluation.examples import REMOVED, Example
from scripts.evaluation.held_out import fit_beliefs, held_out_examples
from scripts.evaluation.sets import Kind, LabelledSet

CONFIRMED_PRECISION = 0.97
SILENCE = 0.94
_UNKNOWN = 0.5  # the least probability where no claim could be taken away


def fit_calibration(fingerprint: str, sets: Sequence[LabelledSet], fitted_on: str) -> Calibration:
    """Fit everything; the bands come from predictions for folds that the fit did not see.

    The order, and what is `confirmed`, come from what people judged. Of our own sentences,
    statements only add to what is believed across languages, and paraphrases to both.
    """
    ranking, examples, held_out = held_out_examples(sets)
    suggested = _suggested(examples, held_out)
    rows = [i for i, e in enumerate(examples) if e.kind in (Kind.JUDGED, Kind.TOPICS)]
    confirmed = _confirmed([examples[i] for i in rows], held_out[rows])
    same, cross = fit_beliefs(examples)
    return Calibration(
        fingerprint=fingerprint,
        ranking=_rounded(ranking),
        same=same,
        cross=cross,
        suggested=suggested,
        confirmed=max(confirmed, suggested),
        fitted_on=fitted_on,
    )


def _suggested(examples: Sequence[Example], believed: Floats) -> float:
    """The least probability that keeps silent as often as it must where the answers are gone;
    every source counts alike. Ordinary sentences and paraphrases are too easy to tell by them."""
    sources: dict[str, list[int]] = {}
    for row, example in enumerate(examples):
        if example.source.endswith(REMOVED) and example.kind is not Kind.PARAPHRASES:
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


def _rounded(model: Logistic) -> Logistic:
    return Logistic(
        columns=model.columns,
        weights=tuple(round(weight, 4) for weight in model.weights),
        intercept=round(model.intercept, 4),
    )
