"""fit_reading(): what reading a sentence beside a claim is worth for the probability of a match.

A logistic regression on probabilities and readings, over single sentences of which something would
be shown; the probabilities are held out, but for debates, of which the calibration has seen some.
Kinds of them count alike, but debates a quarter, where a match is right so seldom that little would
be shown elsewhere: within a language what people say in debates and other real sentences, which a
reader judged, and sentences of our own (paraphrases, what only shares a topic, ordinary ones);
across languages our own, and statements, each asked in others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from claims.language import detect
from claims.text import normalise
from index.answering import READ
from index.encoder import Encoder
from index.hits import single
from index.judge import Judge, find_judge
from index.stance import Belief, Pair, Stance, log_odds
from scripts.evaluation.held_out import held_out_examples
from scripts.evaluation.metrics import Figure, told_and_right
from scripts.evaluation.report import Report
from scripts.evaluation.runs import Bench
from scripts.evaluation.sets import Kind, LabelledSet
from scripts.evaluation.trec import EvaluationError
from scripts.training.judged import DEBATES, Judgement

_JUDGED = "judged"
_WITHIN = {DEBATES: 0.25, "own": 1.0, _JUDGED: 1.0}  # what a kind counts
_ACROSS = {"own across": 1.0, "statements": 1.0}
_BATCH = 256


@dataclass(frozen=True, slots=True)
class Believed:
    """A pair, how probable it was held to be, whether the match is right, and whether it goes
    across languages."""

    pair: Pair
    probability: float
    right: bool
    across: bool


def fit_reading(
    encoder: Encoder,
    sets: Sequence[LabelledSet],
    judgements: Sequence[Judgement],
    root: Path,
    debates: Path,
) -> Stance:
    """The stance of the encoder, with beliefs fitted on the sets and on judgements of real
    sentences about the claims of the snapshots in `root`, in debates about those in `debates`.

    Raises EvaluationError where the encoder has no cross-encoder, or a kind nothing to learn from.
    """
    judge = find_judge(encoder)
    if judge is None:
        raise EvaluationError("the encoder has no cross-encoder beside it")
    folders = {DEBATES: debates, _JUDGED: root}
    benches = {name: Bench.open(folder, encoder) for name, folder in folders.items()}
    calibrations = {name: bench.snapshot.calibration for name, bench in benches.items()}
    calibration = calibrations[_JUDGED]
    if calibration is None or calibrations[DEBATES] != calibration:
        raise EvaluationError(f"the snapshots in {debates} and {root} need one calibration")
    kinds = _of_sets(sets, calibration.suggested)
    for name, bench in benches.items():
        some = [one for one in judgements if (one.source == DEBATES) == (name == DEBATES)]
        found = _of_judgements(bench, some, calibration.suggested)
        kinds[name] = [one for one in found if not one.across]
    for name in (*_WITHIN, *_ACROSS):
        if len({one.right for one in kinds.get(name, ())}) < 2:
            raise EvaluationError(f"{name}: nothing to tell right from wrong by")
    counts = ", ".join(f"{len(some)} {name}" for name, some in kinds.items())
    return judge.stance.model_copy(
        update={
            "within": belief_of(judge, kinds, _WITHIN),
            "across": belief_of(judge, kinds, _ACROSS),
            "beliefs_fitted_on": counts,
        }
    )


def _of_sets(sets: Sequence[LabelledSet], least: float) -> dict[str, list[Believed]]:
    """Sentences of our own, and statements, by kind."""
    _, examples, held_out = held_out_examples(sets)
    found: dict[str, list[Believed]] = {}
    for one, probability in zip(examples, held_out.tolist(), strict=True):
        if one.source.startswith(DEBATES) or probability < least or not _single(one.text):
            continue
        across = one.columns["cross"] > 0
        name = "own across" if across else "own"
        if one.kind is Kind.STATEMENTS:
            name = "statements"
        (claim,) = one.snapshot.claims([one.row])
        pair = one.text, claim.text
        found.setdefault(name, []).append(Believed(pair, probability, one.right, across))
    return found


def _of_judgements(bench: Bench, judgements: Sequence[Judgement], least: float) -> list[Believed]:
    """Real sentences, as probable as the claim is held to be that was judged."""
    some = [one for one in judgements if _single(one.saying.text)]
    found = []
    for start in range(0, len(some), _BATCH):
        part = some[start : start + _BATCH]
        considered = bench.matcher.consider([one.saying.text for one in part])
        for one, candidates in zip(part, considered, strict=True):
            ranked, believed = bench.matcher.rank(candidates, READ)
            assert believed is not None  # noqa: S101 - calibrated
            claims = bench.snapshot.found(ranked.rows.tolist())
            probabilities = [
                probability
                for (claim, _), probability in zip(claims, believed.tolist(), strict=True)
                if normalise(claim.text) == one.saying.claim and probability >= least
            ]
            pair = one.saying.text, one.saying.claim
            right = one.saying.stance != "beside"
            across = one.saying.language != one.saying.claim_language
            found += [Believed(pair, most, right, across) for most in probabilities[:1]]
    return found


def _single(text: str) -> bool:
    return single(text, detect(text).language)


def score_bands(
    encoder: Encoder, root: Path, judgements: Sequence[Judgement], title: str
) -> Report:
    """Of real single sentences and claims that the probability alone would show: how many meet in
    each band, and how many of those that meet are in it; by the probability alone, and once read.

    Raises EvaluationError where either is not there.
    """
    bench, judge = Bench.open(root, encoder), find_judge(encoder)
    calibration = bench.snapshot.calibration
    if calibration is None or judge is None:
        raise EvaluationError("without a calibration and a cross-encoder there is nothing to score")
    within, across = judge.stance.within, judge.stance.across
    if within is None or across is None:
        raise EvaluationError("no beliefs were fitted: evaluate.py fit-belief fits them")
    some = _of_judgements(bench, judgements, calibration.suggested)
    read = zip(some, judge.read([one.pair for one in some]), strict=True)
    beliefs = {True: across, False: within}
    after = [
        replace(one, probability=beliefs[one.across].of(one.probability, said))
        for one, said in read
    ]
    limits = {"confirmed": calibration.confirmed, "shown": calibration.suggested}
    figures: list[Figure] = []
    for name, limit in limits.items():
        for when, believed in (("unread", some), ("read", after)):
            rows = [(str(n), one.right, one.probability >= limit) for n, one in enumerate(believed)]
            figures += told_and_right(
                f"{name}, {when}: of these, meet", f"{name}, {when}: of those that meet", rows
            )
    return Report(title, tuple(figures), {})


def belief_of(
    judge: Judge, kinds: Mapping[str, Sequence[Believed]], shares: Mapping[str, float]
) -> Belief:
    """What tells right from wrong among the kinds that have a share, each as much as that."""
    from sklearn.linear_model import LogisticRegression

    every = [one for name in shares for one in kinds[name]]
    meets = [one.meets for one in judge.read([one.pair for one in every])]
    columns = np.stack([[log_odds(one.probability) for one in every], meets], axis=1)
    sizes = [len(kinds[name]) for name in shares]
    weights = np.repeat([100 * n / m for n, m in zip(shares.values(), sizes, strict=True)], sizes)
    model = LogisticRegression(C=10.0).fit(
        columns, [one.right for one in every], sample_weight=weights
    )
    probability, met = (round(float(one), 4) for one in model.coef_[0])
    return Belief(
        probability=probability, meets=met, intercept=round(float(model.intercept_[0]), 4)
    )
