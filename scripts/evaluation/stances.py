"""score_stances(): what is said of sentences that deny a demo claim, affirm it, or do neither."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.encoder import Encoder
from index.lookup import Lookup, Match
from index.matcher import Matcher
from scripts.evaluation.metrics import Figure
from scripts.evaluation.paraphrases import demo_snapshot, with_record
from scripts.evaluation.report import Report
from scripts.evaluation.sameness import called_opposed, called_same, confirmed_same
from scripts.evaluation.trec import EvaluationError, read_table

_COLUMNS = ("split", "language", "claim_id", "stance", "text")
_STANCES = ("denies", "affirms", "beside")


@dataclass(frozen=True, slots=True)
class Stance:
    """A sentence, the record id of the demo claim that it is about, and which of _STANCES it is."""

    split: str
    language: str
    claim_id: str
    stance: str
    text: str


def read_stances(path: Path, split: str | None) -> list[Stance]:
    """Tab-separated lines with a header; of one split only, where one is named."""
    found = [Stance(*(row[name] for name in _COLUMNS)) for row in read_table(path, _COLUMNS)]
    unknown = {one.stance for one in found} - set(_STANCES)
    if unknown:
        names, other = ", ".join(_STANCES), ", ".join(sorted(unknown))
        raise EvaluationError(f"{path}: a stance is one of {names}, not {other}")
    some = [one for one in found if split in (None, one.split)]
    if not some:
        raise EvaluationError(f"{path} has nothing of the split {split}")
    return some


def score_stances(
    stances: Sequence[Stance], encoder: Encoder, fitted: Path, title: str
) -> tuple[Report, list[str]]:
    """How often a claim is called the same where it is not, and where it is; and what was said."""
    with tempfile.TemporaryDirectory() as folder:
        matcher = Matcher(demo_snapshot(encoder, Path(folder), fitted), encoder)
        found = matcher.match([one.text for one in stances])
    pairs = list(zip(stances, found, strict=True))
    return Report(title, tuple(_figures(pairs)), {}), [_line(*pair) for pair in pairs]


def _figures(pairs: Sequence[tuple[Stance, Lookup]]) -> Iterator[Figure]:
    for stance in _STANCES:
        some = [(one, found) for one, found in pairs if one.stance == stance]

        def share(
            name: str,
            right: Callable[[Stance, Lookup], bool],
            of: Sequence[tuple[Stance, Lookup]] = some,
        ) -> Figure:
            return Figure(
                name, {f"{one.claim_id} {one.text}": float(right(one, found)) for one, found in of}
            )

        yield share(f"{stance}: its claim is shown", lambda one, found: bool(_own(one, found)))
        yield share(f"{stance}: its claim is called the opposite", _opposed)
        if stance == "affirms":
            yield share(f"{stance}: its claim is called the same", _affirmed)
            continue
        yield share(
            f"{stance}: nothing called the same", lambda _, found: not called_same(found.matches)
        )
        yield share(
            f"{stance}: nothing confirmed and called the same",
            lambda _, found: not confirmed_same(found.matches),
        )


def _affirmed(one: Stance, found: Lookup) -> bool:
    return called_same(_own(one, found))


def _opposed(one: Stance, found: Lookup) -> bool:
    return called_opposed(_own(one, found))


def _own(one: Stance, found: Lookup) -> list[Match]:
    """The matches with the claim that the sentence is about."""
    return with_record(found, one.claim_id)


def _line(one: Stance, found: Lookup) -> str:
    said = [
        f"{match.probability or 0:.2f} {match.band or '-'} {match.relation}: {match.claim.text}"
        for match in found.matches
    ]
    return "\t".join((one.stance, one.text, *(said or ["-"])))
