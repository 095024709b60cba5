"""evaluate(): queries and judgements against one snapshot -> Report."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.calibration import load_calibration
from index.encoder import Encoder
from index.matcher import Matcher
from index.publish import current_id
from index.snapshot import Snapshot
from scripts.evaluation.metrics import (
    Figure,
    band_figures,
    beliefs,
    calibration_error,
    detection,
    ranking_figures,
)
from scripts.evaluation.outcomes import Outcome, consider, outcome
from scripts.evaluation.report import Report
from scripts.evaluation.trec import Qrels, Query

_TIMED = 200
_WARM_UP = 5


@dataclass(frozen=True, slots=True)
class Bench:
    """A snapshot with the Matcher over it."""

    snapshot: Snapshot
    matcher: Matcher

    @classmethod
    def open(cls, root: Path, encoder: Encoder, calibration: Path | None = None) -> Bench:
        """The published snapshot of a folder, believed by a fit of its own or another.

        Raises SnapshotError.
        """
        snapshot = Snapshot.open(root / current_id(root), encoder.spec.fingerprint)
        if calibration is not None:
            snapshot.calibration = load_calibration(calibration, encoder.spec.fingerprint)
        return cls(snapshot, Matcher(snapshot, encoder))

    def outcomes(self, queries: Sequence[Query], qrels: Qrels) -> list[Outcome]:
        """What comes back for every query."""
        found = consider(self.snapshot, self.matcher, queries, qrels)
        return [outcome(self.matcher, considered) for considered in found]


def evaluate(
    bench: Bench, queries: Sequence[Query], qrels: Qrels, silent: Sequence[str], *, title: str
) -> tuple[Report, list[Outcome]]:
    """All figures; a query without a judgement, or without its claim here, has no answer."""
    outcomes = bench.outcomes(queries, qrels)
    ordinary = bench.outcomes([Query(f"silent {n}", text) for n, text in enumerate(silent)], {})
    missing = sum(bool(qrels.get(found.query)) and not found.answers for found in outcomes)
    remarks = [f"{len(queries)} queries, {bench.matcher.info.claims} claims"]
    if missing:
        remarks.append(f"the claims of {missing} judged queries are not in the index")
    figures = ranking_figures(outcomes)
    calibration = bench.snapshot.calibration
    numbers = dict(_latencies(bench, queries))
    if calibration is None:
        remarks.append("the encoder has no calibration: no bands")
    else:
        figures += band_figures(outcomes, calibration, quiet="no-match, nothing to find")
        figures += _silences(ordinary, calibration.suggested)
        believed, right = beliefs([*outcomes, *ordinary])
        numbers["calibration error"] = calibration_error(believed, right)
        numbers["AP of showing the first"], numbers["its recall at precision .9"] = detection(
            outcomes, [0.0 if o.gated else o.probability or 0.0 for o in outcomes]
        )
    by_cosine = detection(outcomes, [found.score for found in outcomes])
    numbers["AP, by cosine"], numbers["recall at precision .9, by cosine"] = by_cosine
    return Report(title, tuple(figures), numbers, tuple(remarks)), outcomes


def _silences(ordinary: Sequence[Outcome], least: float) -> list[Figure]:
    quiet = {o.query: float(o.gated or (o.probability or 0.0) < least) for o in ordinary}
    return [Figure("no-match, ordinary sentences", quiet)] if quiet else []


def _latencies(bench: Bench, queries: Sequence[Query]) -> Iterable[tuple[str, float]]:
    """Milliseconds of single lookups as a caller sees them, encoding included."""
    took = []
    for query in queries[:_TIMED]:
        started = time.perf_counter()
        bench.matcher.match([query.text])
        took.append((time.perf_counter() - started) * 1000)
    if len(took) > _WARM_UP:
        yield "median ms", float(np.median(took[_WARM_UP:]))
        yield "p95 ms", float(np.percentile(took[_WARM_UP:], 95))
