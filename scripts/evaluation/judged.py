"""score_judged(): what real sentences are called the same as, and what a reader says to that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.judge import Judge
from index.lookup import Relation
from index.matches import said_opposed, said_same
from index.relation import relate
from index.stance import Pair, Reading, Rules, Stance
from scripts.evaluation.metrics import Figure, told_and_right
from scripts.evaluation.report import Report
from scripts.training.judged import SOURCES, Judgement
from scripts.training.stances import Saying, rules_of

_ALL = "all"


def score_judged(judgements: Sequence[Judgement], judge: Judge | None, title: str) -> Report:
    """Of pairs that `relate` finds no difference in: how many of those called the same are, and how
    many that are are called so; before the cross-encoder reads them, and after. And what is called
    a contradiction, of all pairs."""
    silent = [one for one in judgements if rules_of(one.saying) is Rules.SAME]
    pairs = [(one.saying.text, one.saying.claim) for one in silent]
    kept = [True] * len(pairs)
    if judge:
        kept = [
            _called_same(one.saying, reading, judge.stance)
            for one, reading in zip(silent, judge.read(pairs), strict=True)
        ]
    figures = []
    for source in (_ALL, *SOURCES):
        some = [
            (str(number), one.saying.stance == "affirms", same)
            for number, (one, same) in enumerate(zip(silent, kept, strict=True))
            if source in (_ALL, one.source)
        ]
        figures += [
            Figure(f"{source}: right", {name: float(right) for name, right, _ in some}),
            *told_and_right(
                f"{source}: right, of those called the same",
                f"{source}: called the same, of those right",
                some,
            ),
        ]
    return Report(title, (*figures, *_contradictions(judgements, judge)), {})


def _called_same(saying: Saying, reading: Reading, stance: Stance) -> bool:
    pair, languages = _compared(saying)
    return said_same(*pair, languages, Rules.SAME, reading, stance)


def _compared(saying: Saying) -> tuple[Pair, tuple[str, str]]:
    """Both texts, and their languages."""
    return (saying.text, saying.claim), (saying.language, saying.claim_language)


def _contradictions(judgements: Sequence[Judgement], judge: Judge | None) -> Iterator[Figure]:
    """How many of those told deny their claim, and how many denials are told: by rules, and once
    they are read."""
    compared = [_compared(one.saying) for one in judgements]
    by_rules = [
        relate(*pair, query_language=languages[0], claim_language=languages[1])
        for pair, languages in compared
    ]
    told = {"by rules": [relation is Relation.CONTRADICTS for relation, _ in by_rules]}
    if judge:
        readings = judge.read([pair for pair, _ in compared])
        told["read"] = [
            said_opposed(*both, found, reading, judge.stance)
            for found, reading, both in zip(by_rules, readings, compared, strict=True)
        ]
    for name, said in told.items():
        rows = [
            (str(at), one.saying.stance == "denies", here)
            for at, (one, here) in enumerate(zip(judgements, said, strict=True))
        ]
        yield from told_and_right(
            f"contradictions, {name}: right", f"contradictions, {name}: told, of denials", rows
        )
