"""read_sets(): the labelled sets of files and folders, considered."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.encoder import Encoder
from scripts.evaluation.debates import read_debates
from scripts.evaluation.outcomes import consider, unrelated_cosine
from scripts.evaluation.runs import Bench
from scripts.evaluation.sets import Kind, LabelledSet
from scripts.evaluation.trec import (
    EvaluationError,
    Qrels,
    Query,
    read_judged,
    read_sayings,
)

_UNCHECKED = 1500  # sentences of debates that nobody checked: a sample

_THINNED_SHARE = 0.12
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class LabelledFiles:
    """A folder of snapshots with queries and judgements over its claims."""

    snapshots: Path
    queries: Path
    qrels: Path
    kind: Kind = Kind.JUDGED


def read_sets(
    encoder: Encoder,
    files: Sequence[LabelledFiles],
    debates: tuple[Path, Path] | None,
    ordinary: Sequence[str],
    topics: Sequence[tuple[Path, Path]] = (),
    paraphrases: Sequence[tuple[Path, Path]] = (),
) -> list[LabelledSet]:
    """All of them; `ordinary` sentences are asked of every snapshot once.

    `topics` are snapshots and sentences that only share a topic with a claim there, `paraphrases`
    snapshots and sentences that repeat one.
    """
    found: list[LabelledSet] = []
    roots: dict[Path, Bench] = {}

    def opened(root: Path) -> Bench:
        if root not in roots:
            roots[root] = Bench.open(root, encoder)
        return roots[root]

    for source in files:
        bench = opened(source.snapshots)
        queries, qrels = read_judged(source.queries, source.qrels)
        labelled = _labelled(bench, _name(source), queries, qrels)
        found.append(replace(labelled, kind=source.kind))
    for root, path in topics:
        queries, _ = read_sayings(path)
        labelled = _labelled(opened(root), f"{root.parent.name} topics", queries, {})
        found.append(replace(labelled, kind=Kind.TOPICS))
    for root, path in paraphrases:
        labelled = _labelled(opened(root), f"{root.parent.name} paraphrases", *read_sayings(path))
        found.append(replace(labelled, kind=Kind.PARAPHRASES))
    sentences = [Query(f"ordinary {n}", text) for n, text in enumerate(ordinary)]
    for root, bench in roots.items():
        found.append(_labelled(bench, f"{root.parent.name} ordinary", sentences, {}))
    if debates is not None:
        bench = Bench.open(debates[0] / "snapshots", encoder)
        queries, qrels = _sampled(*read_debates(debates[1]))
        found.append(_labelled(bench, "debates", queries, qrels))
    if not any(considered.right.any() for labelled in found for considered in labelled.queries):
        raise EvaluationError("no judged claim was found in any snapshot: nothing to fit on")
    return found


def considered_sets(encoder: Encoder, files: Sequence[LabelledFiles]) -> list[LabelledSet]:
    """The queries of the files as they are, with their candidates."""
    found = []
    for source in files:
        bench = Bench.open(source.snapshots, encoder)
        queries, qrels = read_judged(source.queries, source.qrels)
        considered = list(consider(bench.snapshot, bench.matcher, queries, qrels))
        found.append(LabelledSet(_name(source), considered))
    return found


def _name(source: LabelledFiles) -> str:
    split = source.queries.name.removesuffix(".tsv").removesuffix(".queries")
    return f"{source.snapshots.parent.name} {split}"


def _labelled(bench: Bench, name: str, queries: Sequence[Query], qrels: Qrels) -> LabelledSet:
    """The queries that pass the gate; dated ones once more without their date, and all of them
    over a thinned index, so that what is believed does not hang on the size of the index.

    A judged query whose claims are not in the index is neither answerable nor known to be silent.
    """
    found = [
        considered
        for considered in consider(bench.snapshot, bench.matcher, queries, qrels)
        if not considered.gated and (len(considered.answers) or not qrels.get(considered.query.id))
    ]
    dated = [c.undated() for c in found if (c.candidates.columns["near"] > 0).any()]
    found += dated
    thinned = [c.thinned(_THINNED_SHARE) for c in found]
    asked = [*found, *(c for c in thinned if len(c.right) >= _FEWEST)]
    return LabelledSet(name, asked, unrelated=unrelated_cosine(bench.snapshot.vectors))


def _sampled(queries: Sequence[Query], qrels: Qrels) -> tuple[list[Query], Qrels]:
    checked = [query for query in queries if query.id in qrels]
    unchecked = [query for query in queries if query.id not in qrels]
    chosen = random.Random(0).sample(unchecked, min(_UNCHECKED, len(unchecked)))  # noqa: S311
    return checked + chosen, qrels
