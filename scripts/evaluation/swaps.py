"""score_swaps(): what is said of sentences that share all but a few words with a claim."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.encoder import Encoder
from index.lookup import Match
from index.matcher import Matcher
from scripts.evaluation.crosslingual import written_snapshot
from scripts.evaluation.metrics import Figure
from scripts.evaluation.paraphrases import with_record
from scripts.evaluation.report import Report
from scripts.evaluation.sameness import called_same, confirmed_same
from scripts.evaluation.trec import read_table

_COLUMNS = ("language", "claim", "reworded", "swapped")


@dataclass(frozen=True, slots=True)
class Swap:
    """A claim, the same in other words, and nearly the same words that state another fact."""

    language: str
    claim: str
    reworded: str
    swapped: str


def read_swaps(path: Path) -> list[Swap]:
    """Tab-separated lines with a header; raises EvaluationError."""
    return [Swap(*(row[name] for name in _COLUMNS)) for row in read_table(path, _COLUMNS)]


def score_swaps(
    swaps: Sequence[Swap], encoder: Encoder, fitted: Path, title: str
) -> tuple[Report, list[str]]:
    """How often what says the same is called so, and what does not is not, asked of all claims;
    and what was said wrongly."""
    named = {f"swap-{number}": swap for number, swap in enumerate(swaps, 1)}
    claims = [(name, swap.claim, swap.language) for name, swap in named.items()]
    with tempfile.TemporaryDirectory() as folder:
        matcher = Matcher(written_snapshot(claims, encoder, Path(folder), fitted), encoder)
        reworded = matcher.match([swap.reworded for swap in swaps])
        nearest = matcher.match([swap.reworded for swap in swaps], limit=1, min_probability=0)
        swapped = matcher.match([swap.swapped for swap in swaps])
    first = dict(zip(named, map(with_record, nearest, named), strict=True))
    right = dict(zip(named, map(with_record, reworded, named), strict=True))
    wrong = dict(zip(named, map(with_record, swapped, named), strict=True))

    def share(name: str, values: dict[str, bool]) -> Figure:
        return Figure(name, {swap: float(value) for swap, value in values.items()})

    figures = (
        share("reworded: first match right", {name: bool(found) for name, found in first.items()}),
        share("reworded: its claim is shown", {name: bool(found) for name, found in right.items()}),
        share(
            "reworded: called the same", {name: called_same(found) for name, found in right.items()}
        ),
        share(
            "swapped: not called the same",
            {n: not called_same(found) for n, found in wrong.items()},
        ),
        share(
            "swapped: not confirmed and called so",
            {n: not confirmed_same(found) for n, found in wrong.items()},
        ),
    )
    return Report(title, figures, {}), list(_lines(named, right, wrong))


def _lines(
    named: dict[str, Swap], right: dict[str, list[Match]], wrong: dict[str, list[Match]]
) -> Iterator[str]:
    for name, swap in named.items():
        if not called_same(right[name]):
            yield f"reworded\t{swap.language}\t{swap.reworded}\t{swap.claim}"
        if called_same(wrong[name]):
            yield f"swapped\t{swap.language}\t{swap.swapped}\t{swap.claim}"
