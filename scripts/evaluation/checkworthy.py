"""score_checkworthy(): which labelled sentences the gate lets through, and why not the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.checkworthy import not_a_claim
from claims.language import detect
from index.gate import gate
from scripts.evaluation.metrics import Figure
from scripts.evaluation.report import Report
from scripts.evaluation.trec import EvaluationError, read_table

_COLUMNS = ("language", "text", "label")
_LABELS = ("claim", "not_claim")
_LINES = {"site furniture", "call to action", "navigation", "a label, not a sentence"}
_RIGHT = {
    "question": {"question"},
    "greeting": {"greeting", "small talk"},
    "navigation": {*_LINES, "a list of tags"},
    "caption": {"photo credit", "caption"},
    "byline": {"byline", "time stamp"},
    "banner": {*_LINES, "cookie notice", "copyright"},
    "opinion": {"opinion", "small talk"},
    "instruction": {*_LINES, "instruction"},
    "fragment": {"fragment", "small talk"},
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence, whether it is a claim, and what kind of claim or of other line."""

    language: str
    text: str
    is_claim: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled sentence and the gate's reason, empty where it passes; `sure` ones are final."""

    sentence: Labelled
    reason: str
    sure: bool

    @property
    def right(self) -> bool:
        """A claim that passes, or another line that does not."""
        return self.sentence.is_claim == (not self.reason)

    @property
    def rightly_named(self) -> bool:
        """Refused, and for what its kind may be called."""
        return self.reason in _RIGHT.get(self.sentence.kind, {self.reason or None})

    def line(self) -> str:
        """One row of the list of mistakes."""
        found = self.sentence
        label = "claim" if found.is_claim else "not_claim"
        return f"{found.language}\t{label}\t{found.kind}\t{self.reason or '-'}\t{found.text}"


def read_labelled(path: Path) -> list[Labelled]:
    """Tab-separated lines of language, text, label (claim or not_claim), and perhaps kind.

    Raises EvaluationError.
    """
    rows = read_table(path, _COLUMNS)
    other = next((row["label"] for row in rows if row["label"] not in _LABELS), None)
    if other is not None:
        raise EvaluationError(f"{path}: a label is {' or '.join(_LABELS)}, not {other[:60]!r}")
    wanted = [(*(row[name] for name in _COLUMNS), row.get("kind") or "") for row in rows]
    return [Labelled(code, text, label == "claim", kind) for code, text, label, kind in wanted]


def judge(sentences: Sequence[Labelled], *, stated: bool) -> list[Judged]:
    """The gate's word on each, its language as `stated` or as detected."""
    return [
        _judged(found, found.language if stated else detect(found.text).language)
        for found in sentences
    ]


def score_checkworthy(judged: Sequence[Judged], title: str) -> Report:
    """Claims let through or looked up, other lines refused, and for the right reason; by group."""
    claims = [found for found in judged if found.sentence.is_claim]
    others = [found for found in judged if not found.sentence.is_claim]
    figures = (
        Figure("claims let through", _values(claims)),
        Figure("claims looked up", {name: float(not f.sure) for name, f in _named(claims)}),
        Figure("others refused", _values(others)),
        Figure("for the right reason", _values(others, named=True)),
    )
    numbers: dict[str, float] = {}
    for name, group in (("claims", claims), ("others", others)):
        for field in ("kind", "language"):
            for value in sorted({getattr(found.sentence, field) for found in group} - {""}):
                mine = [found for found in group if getattr(found.sentence, field) == value]
                numbers[f"{name} {value} (n={len(mine)})"] = sum(f.right for f in mine) / len(mine)
    return Report(title, figures, numbers)


def _values(judged: Sequence[Judged], named: bool = False) -> dict[str, float]:
    return {
        name: float(found.rightly_named if named else found.right) for name, found in _named(judged)
    }


def _named(judged: Sequence[Judged]) -> list[tuple[str, Judged]]:
    return [(f"{number} {found.sentence.language}", found) for number, found in enumerate(judged)]


def _judged(found: Labelled, language: str | None) -> Judged:
    """The matcher's whole gate: too short is refused too, though not as `not_a_claim`."""
    gated = gate(found.text, language)
    if gated is None:
        return Judged(found, "", sure=False)
    return Judged(found, not_a_claim(found.text, language) or "too short", gated.sure)
