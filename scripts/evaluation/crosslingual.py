"""score_crosslingual(): claims indexed in one language, asked for in another, all ordered pairs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from claims.model import Provenance, Publisher, Record, Review
from claims.store import ClaimStore
from index.build import build_snapshot
from index.encoder import Encoder
from index.matcher import Matcher
from index.publish import current_id
from index.snapshot import Snapshot
from scripts.evaluation.metrics import Figure
from scripts.evaluation.outcomes import Outcome, consider, outcome
from scripts.evaluation.report import Report
from scripts.evaluation.trec import EvaluationError, Query, read_objects

Texts = Mapping[str, Mapping[str, str]]  # id -> language -> text
Written = tuple[str, str, str]  # id, text, language


def read_texts(path: Path) -> Texts:
    """Lines of `{"id": ..., "texts": {language: text}}`; raises EvaluationError."""
    texts: dict[str, dict[str, str]] = {}
    for row in read_objects(path, ("id", "texts")):
        name, versions = str(row["id"]), row["texts"]
        if name in texts:
            raise EvaluationError(f"{path}: the id {name[:60]!r} comes twice")
        if not isinstance(versions, dict):
            raise EvaluationError(f"{path}: the texts of {name[:60]!r} are not by language")
        texts[name] = versions
    if not any(len(versions) > 1 for versions in texts.values()):
        raise EvaluationError(f"{path} has no claim in more than one language")
    return texts


def score_crosslingual(texts: Texts, encoder: Encoder, fitted: Path, title: str) -> Report:
    """S@1, and the share of queries shown their claim first and above the threshold."""
    languages = sorted({language for versions in texts.values() for language in versions})
    first: dict[str, float] = {}
    shown: dict[str, float] = {}
    wrong: dict[str, float] = {}
    for indexed in languages:
        with tempfile.TemporaryDirectory() as folder:
            claims = [
                (name, versions[indexed], indexed)
                for name, versions in texts.items()
                if indexed in versions
            ]
            snapshot = written_snapshot(claims, encoder, Path(folder), fitted)
            matcher = Matcher(snapshot, encoder)
            for asked in (language for language in languages if language != indexed):
                for found in _outcomes(snapshot, matcher, texts, asked):
                    name = f"{asked}-{indexed} {found.query}"
                    first[name] = float(found.right[0])
                    if snapshot.calibration and found.probability is not None:
                        least = snapshot.calibration.suggested
                        seen = found.probability >= least and not found.gated
                        shown[name] = float(seen and found.right[0])
                        removed = found.silent_probability
                        wrong[name] = float(removed is None or removed < least)
    pairs = sorted({name.split()[0] for name in first})
    worst = {pair: np.mean([v for n, v in first.items() if n.startswith(pair)]) for pair in pairs}
    return Report(
        title,
        (
            Figure("S@1", first),
            Figure("right and above threshold", shown),
            Figure("no-match, answers removed", wrong),
        ),
        {f"S@1 {pair}": float(worst[pair]) for pair in sorted(pairs, key=worst.__getitem__)[:6]},
    )


def _outcomes(snapshot: Snapshot, matcher: Matcher, texts: Texts, asked: str) -> Sequence[Outcome]:
    queries = [
        Query(name, versions[asked]) for name, versions in texts.items() if asked in versions
    ]
    qrels = {name: frozenset({name}) for name in texts}
    return [outcome(matcher, found) for found in consider(snapshot, matcher, queries, qrels)]


def written_snapshot(
    claims: Iterable[Written], encoder: Encoder, folder: Path, fitted: Path
) -> Snapshot:
    """A snapshot of claims that nobody has published, in a folder."""
    with ClaimStore.open(folder / "claims.sqlite") as store:
        store.upsert(_record(*claim) for claim in claims)
        build_snapshot(store, encoder, folder / "snapshots", fitted=fitted)
    root = folder / "snapshots"
    return Snapshot.open(root / current_id(root), encoder.spec.fingerprint)


def _record(name: str, text: str, language: str) -> Record:
    review = Review(
        publisher=Publisher(name=None, site=None),
        url=None,
        title=None,
        rating_text=None,
        verdict=None,
        verdict_rule=None,
        reviewed_at=None,
        language=language,
        provenance=Provenance(
            source="evaluation",
            record_id=name,
            retrieved_at=None,
            licence=None,
            content_sha256="",
            parser_version="evaluation/1",
        ),
    )
    return Record(
        claim_key=name,
        text=text,
        language=language,
        claimant=None,
        claimed_at=None,
        appearances=(),
        review=review,
    )
