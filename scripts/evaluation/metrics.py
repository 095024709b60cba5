"""summarise(): outcomes to figures, each with the values of single queries for the bootstrap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import ir_measures
import numpy as np
from ir_measures import AP, RR, Success
from numpy.typing import NDArray

from index.calibration import Calibration
from scripts.evaluation.outcomes import Outcome

RANKING = {"MAP@5": AP @ 5, "MRR": RR, "S@1": Success @ 1, "S@5": Success @ 5, "S@10": Success @ 10}
BINS = 15
RESAMPLES = 2000
_PRECISION = 0.9

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over queries and the queries' own values, by query id."""

    name: str
    values: dict[str, float]

    @property
    def mean(self) -> float:
        """NaN where there is nothing to average."""
        return float(np.mean(list(self.values.values()))) if self.values else float("nan")

    def interval(self) -> tuple[float, float]:
        """95% bootstrap interval of the mean."""
        return interval(np.array(list(self.values.values())))


def told_and_right(
    told: str, right: str, rows: Sequence[tuple[str, bool, bool]]
) -> tuple[Figure, Figure]:
    """Of what is told how much is right, and of what is right how much is told: two names, and rows
    of an id, whether it is right, and whether it is told."""
    return (
        Figure(told, {name: float(good) for name, good, said in rows if said}),
        Figure(right, {name: float(said) for name, good, said in rows if good}),
    )


def interval(values: Values) -> tuple[float, float]:
    """95% percentile bootstrap of a mean, seeded."""
    if not len(values):
        return float("nan"), float("nan")
    rows = np.random.default_rng(0).integers(len(values), size=(RESAMPLES, len(values)))
    low, high = np.percentile(values[rows].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def ranking_figures(outcomes: Iterable[Outcome]) -> list[Figure]:
    """The ranking measures over the queries that have an answer in the index."""
    answered = [found for found in outcomes if found.answers]
    run = [
        ir_measures.ScoredDoc(found.query, str(claim), float(-place))
        for found in answered
        for place, claim in enumerate(found.ranked)
    ]
    judged = [qrel for found in answered for qrel in _judgements(found)]
    names = {str(measure): name for name, measure in RANKING.items()}
    table: dict[str, dict[str, float]] = {name: {} for name in RANKING}
    for value in ir_measures.iter_calc(list(RANKING.values()), judged, run):
        table[names[str(value.measure)]][value.query_id] = float(value.value)
    return [Figure(name, values) for name, values in table.items()]


def _judgements(found: Outcome) -> list[ir_measures.Qrel]:
    """The answers that were ranked, and a stand-in for each that was not found."""
    pairs = zip(found.ranked, found.right, strict=True)
    seen = [str(claim) for claim, right in pairs if right]
    missed = [f"missed {number}" for number in range(found.answers - len(seen))]
    return [ir_measures.Qrel(found.query, claim, 1) for claim in (*seen, *missed)]


def band_figures(
    outcomes: Sequence[Outcome], calibration: Calibration, *, quiet: str
) -> list[Figure]:
    """Precision and recall of the bands, and silence once the answers were taken out.

    `quiet` names the figure over queries that have no answer to begin with.
    """
    answered = [found for found in outcomes if found.answers]
    figures = []
    for band, least in (
        ("confirmed", calibration.confirmed),
        ("confirmed+suggested", calibration.suggested),
    ):
        shown = [found for found in outcomes if _shows(found, found.probability, least)]
        figures += [
            Figure(f"precision {band}", {o.query: float(o.right[0]) for o in shown}),
            Figure(
                f"recall {band}",
                {o.query: float(_shows(o, o.probability, least) and o.right[0]) for o in answered},
            ),
        ]
    least = calibration.suggested
    removed = {o.query: float(not _shows(o, o.silent_probability, least)) for o in answered}
    silent = {
        o.query: float(not _shows(o, o.probability, least)) for o in outcomes if not o.answers
    }
    return [*figures, Figure("no-match, answers removed", removed), Figure(quiet, silent)]


def _shows(found: Outcome, probability: float | None, least: float) -> bool:
    return not found.gated and probability is not None and probability >= least


def calibration_error(probabilities: Values, right: Values) -> float:
    """Expected calibration error over BINS equal bins."""
    places = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    gaps = [
        abs(probabilities[places == bin_].mean() - right[places == bin_].mean())
        * (places == bin_).mean()
        for bin_ in range(BINS)
        if (places == bin_).any()
    ]
    return float(sum(gaps))


def beliefs(outcomes: Iterable[Outcome]) -> tuple[Values, Values]:
    """Probabilities of first places and whether they were right, answers removed included."""
    pairs = [(o.probability, float(o.right[0])) for o in outcomes if o.probability is not None]
    pairs += [(o.silent_probability, 0.0) for o in outcomes if o.answers and o.silent_probability]
    table = np.array(pairs, dtype=np.float64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def detection(outcomes: Sequence[Outcome], values: Sequence[float]) -> tuple[float, float]:
    """Average precision, and recall at 90% precision, of showing first places by `values`.

    A place is right when it answers; queries whose answer never comes first count as missed.
    """
    order = np.argsort(-np.asarray(values), kind="stable")
    right = np.array([bool(o.right and o.right[0]) for o in outcomes])[order]
    wanted = sum(bool(o.answers) for o in outcomes)
    if not wanted:
        return float("nan"), float("nan")
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    recall = np.cumsum(right) / wanted
    reached = recall[precision >= _PRECISION]
    return float((precision * right).sum() / wanted), float(reached.max(initial=0.0))
