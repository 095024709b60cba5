"""score_judged(): what real sentences are called the same as, and what a reader says to that."""

from __future__ import annotations

from collections.abc import Sequence

from index.judge import Judge
from index.stance import Rules
from scripts.evaluation.metrics import Figure
from scripts.evaluation.report import Report
from scripts.training.judged import SOURCES, Judgement
from scripts.training.stances import rules_of

_ALL = "all"


def score_judged(judgements: Sequence[Judgement], judge: Judge | None, title: str) -> Report:
    """Of pairs that `relate` finds no difference in: how many of those called the same are, and how
    many that are are called so; before the cross-encoder reads them, and after."""
    silent = [one for one in judgements if rules_of(one.saying) is Rules.SAME]
    pairs = [(one.saying.text, one.saying.claim) for one in silent]
    kept = [True] * len(pairs)
    if judge:
        kept = [judge.stance.same(Rules.SAME, one) for one in judge.read(pairs)]
    figures = []
    for source in (_ALL, *SOURCES):
        some = [
            (str(number), one.saying.stance == "affirms", same)
            for number, (one, same) in enumerate(zip(silent, kept, strict=True))
            if source in (_ALL, one.source)
        ]
        figures += [
            Figure(f"{source}: right", {name: float(right) for name, right, _ in some}),
            Figure(
                f"{source}: right, of those called the same",
                {name: float(right) for name, right, same in some if same},
            ),
            Figure(
                f"{source}: called the same, of those right",
                {name: float(same) for name, right, same in some if right},
            ),
        ]
    return Report(title, tuple(figures), {})
