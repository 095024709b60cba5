"""score_judged(): what real sentences are called the same as, and what a reader says to that."""

from __future__ import annotations

from collections.abc import Sequence

from index.judge import Judge
from index.lookup import Relation
from index.matches import said_same
from index.relation import relate
from index.stance import Pair, Reading, Rules, Stance
from scripts.evaluation.metrics import Figure, told_and_right
from scripts.evaluation.report import Report
from scripts.training.judged import SOURCES, Judgement
from scripts.training.stances import Saying, rules_of

_ALL = "all"


def score_judged(judgements: Sequence[Judgement], judge: Judge | None, title: str) -> Report:
    """Of pairs that `relate` finds no difference in: how many of those called the same are, and how
    many that are are called so; before the cross-encoder reads them, and after."""
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


def _contradictions(judgements: Sequence[Judgement], judge: Judge | None) -> list[Figure]:
    """How many contradictions deny their claim, as rules find them and once they are read."""
    found = []
    for one in judgements:
        pair, languages = _compared(one.saying)
        relation, differences = relate(
            *pair, query_language=languages[0], claim_language=languages[1]
        )
        if relation is Relation.CONTRADICTS:
            found.append((one, pair, differences, languages))
    kept = [True] * len(found)
    if judge:
        readings = judge.read([pair for _, pair, *_ in found])
        kept = [
            judge.stance.opposed(reading, differences, languages)
            for reading, (*_, differences, languages) in zip(readings, found, strict=True)
        ]
    denies = [one.saying.stance == "denies" for one, *_ in found]
    rows = [(str(at), *both) for at, both in enumerate(zip(denies, kept, strict=True))]
    return [
        Figure("contradictions by rules: right", {name: float(right) for name, right, _ in rows}),
        *told_and_right("read: right", "read: of those right", rows),
    ]
