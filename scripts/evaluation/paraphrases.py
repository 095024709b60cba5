"""score_paraphrases(): sentences that say in other words what a demo claim says."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from claims.demo_set import load_demo
from claims.store import ClaimStore
from index.build import build_snapshot
from index.encoder import Encoder
from index.lookup import Lookup, Match
from index.matcher import Matcher
from index.publish import current_id
from index.relations.lexicon import LANGUAGES
from index.snapshot import Snapshot
from scripts.evaluation.metrics import Figure
from scripts.evaluation.report import Report
from scripts.evaluation.sameness import called_same
from scripts.evaluation.trec import read_table

_COLUMNS = ("language", "text", "claim_id")


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """A sentence and the record id of the demo claim that it repeats; "" where it repeats none."""

    language: str
    text: str
    claim_id: str


def read_paraphrases(path: Path) -> list[Paraphrase]:
    """Tab-separated lines of language, text and claim_id, with a header."""
    return [Paraphrase(*(row[name] for name in _COLUMNS)) for row in read_table(path, _COLUMNS)]


def score_paraphrases(
    paraphrases: Sequence[Paraphrase], encoder: Encoder, fitted: Path, title: str
) -> tuple[Report, list[str]]:
    """First match right, whatever its probability, and right and shown by default; how often what
    is, in the languages of `relate`, is also called the same; the misses.

    Of sentences that repeat no claim: how often nothing is shown.
    """
    others = [found for found in paraphrases if not found.claim_id]
    paraphrases = [found for found in paraphrases if found.claim_id]
    with tempfile.TemporaryDirectory() as folder:
        matcher = Matcher(demo_snapshot(encoder, Path(folder), fitted), encoder)
        texts, without = ([found.text for found in some] for some in (paraphrases, others))
        nearest = matcher.match(texts, limit=1, min_probability=0)
        shown = matcher.match(texts, limit=1)
        silent = [float(not answer.matches) for answer in matcher.match(without, limit=1)]
        first = [_right(a, p) for a, p in zip(nearest, paraphrases, strict=True)]
        seen = [_right(a, p) for a, p in zip(shown, paraphrases, strict=True)]
        same = [_same(a, p) for a, p in zip(shown, paraphrases, strict=True)]
    names, quiet = (
        [f"{found.language} {number}" for number, found in enumerate(some)]
        for some in (paraphrases, others)
    )
    figures = [
        Figure("first match right", dict(zip(names, map(float, first), strict=True))),
        Figure("right and above threshold", dict(zip(names, map(float, seen), strict=True))),
    ]
    told = {name: s for name, s in zip(names, same, strict=True) if s is not None}
    if told:
        figures.append(Figure("of these, called the same", told))
    if others:
        figures.append(
            Figure("nothing shown without a claim", dict(zip(quiet, silent, strict=True)))
        )
    languages = sorted({found.language for found in paraphrases})
    by_language = {
        f"first match right {name}": float(
            np.mean([f for f, p in zip(first, paraphrases, strict=True) if p.language == name])
        )
        for name in languages
    }
    missed = [
        f"{p.language}\t{p.claim_id}\t{p.text}"
        for f, p in zip(first, paraphrases, strict=True)
        if not f
    ]
    return Report(title, tuple(figures), by_language), missed


def _right(answer: Lookup, wanted: Paraphrase) -> bool:
    return bool(with_record(answer, wanted.claim_id))


def _same(answer: Lookup, wanted: Paraphrase) -> float | None:
    """Whether the right claim is called the same; None where it is not shown, or a language is none
    of those that relations are worked out for."""
    found = with_record(answer, wanted.claim_id)
    spoken = {wanted.language, *(match.claim.language for match in found)}
    if not found or not spoken <= set(LANGUAGES):
        return None
    return float(called_same(found))


def with_record(answer: Lookup, record_id: str) -> list[Match]:
    """The matches whose claim has a review of this record."""
    return [
        match
        for match in answer.matches
        if record_id in {review.provenance.record_id for review in match.claim.reviews}
    ]


def demo_snapshot(encoder: Encoder, folder: Path, fitted: Path) -> Snapshot:
    """A snapshot of the demo claims, in a folder."""
    root = folder / "snapshots"
    with ClaimStore.open(folder / "claims.sqlite") as store:
        load_demo(store)
        build_snapshot(store, encoder, root, fitted=fitted)
    return Snapshot.open(root / current_id(root), encoder.spec.fingerprint)
