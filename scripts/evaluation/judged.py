"""score_judged(): what real sentences are called the same as, and what a reader says to that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.judge import Judge
from index.lookup import Relation
from index.matches import said_opposed, said_same, unparted
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
    readings: Sequence[Reading | None] = [None] * len(judgements)
    if judge:
        readings = judge.read([_compared(one.saying)[0] for one in judgements])
    stance = judge.stance if judge else None
    silent = [
        (one, _called_same(one.saying, reading, stance))
        for one, reading in zip(judgements, readings, strict=True)
        if rules_of(one.saying) is Rules.SAME
    ]
    figures = []
    for source in (_ALL, *SOURCES):
        some = [
            (str(number), one.saying.stance == "affirms", same)
            for number, (one, same) in enumerate(silent)
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
    return Report(title, (*figures, *_contradictions(judgements, readings, stance)), {})


def _called_same(saying: Saying, reading: Reading | None, stance: Stance | None) -> bool:
    if reading is None or stance is None:
        return True  # as the rules have it
    pair, languages = _compared(saying)
    return said_same(*pair, languages, unparted(pair, languages), reading, stance)


def _compared(saying: Saying) -> tuple[Pair, tuple[str, str]]:
    """Both texts, and their languages."""
    return (saying.text, saying.claim), (saying.language, saying.claim_language)


def _contradictions(
    judgements: Sequence[Judgement], readings: Sequence[Reading | None], stance: Stance | None
) -> Iterator[Figure]:
    """How many of those told deny their claim, and how many denials are told: by rules, and once
    they are read."""
    told: dict[str, list[tuple[str, bool, bool]]] = {"by rules": [], "read": []}
    for at, (one, reading) in enumerate(zip(judgements, readings, strict=True)):
        pair, languages = _compared(one.saying)
        found = relate(*pair, query_language=languages[0], claim_language=languages[1])
        row = str(at), one.saying.stance == "denies"
        told["by rules"].append((*row, found[0] is Relation.CONTRADICTS))
        if reading and stance:
            said = said_opposed(pair, languages, found, reading, stance)
            told["read"].append((*row, said))
    for name, rows in told.items():
        if rows:
            yield from told_and_right(
                f"contradictions, {name}: right", f"contradictions, {name}: told, of denials", rows
            )
