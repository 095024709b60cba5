"""score_relations(): the differences found in labelled pairs against those they have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from index.relation import relate
from scripts.evaluation.metrics import Figure
from scripts.evaluation.report import Report
from scripts.evaluation.trec import EvaluationError, read_objects

Pair = Mapping[str, Any]
_FIELDS = ("id", "language", "query", "claim", "relation", "differences")


def read_pairs(path: Path, split: str | None) -> list[Pair]:
    """Pairs of a JSON Lines file; of one split only, where one is named. Raises EvaluationError."""
    pairs: list[Pair] = [
        pair for pair in read_objects(path, _FIELDS) if split in (None, pair.get("split"))
    ]
    if not pairs:
        raise EvaluationError(f"{path} has nothing of the split {split}")
    return pairs


def score_relations(pairs: Sequence[Pair], title: str) -> Report:
    """F1 of the kinds of difference, by kind and language; false alarms; relations that agree."""
    counts: dict[str, Counter[str]] = {}
    alarms: dict[str, float] = {}
    agreed: dict[str, float] = {}
    for pair in pairs:
        language, _, other = str(pair["language"]).partition("-")
        relation, differences = relate(
            pair["query"],
            pair["claim"],
            query_language=language,
            claim_language=other or language,
        )
        found, wanted = {str(d.kind) for d in differences}, set(pair["differences"])
        for kind in found | wanted:
            verdict = "hit" if kind in found & wanted else "extra" if kind in found else "missed"
            for group in ("all", kind, f"language {pair['language']}"):
                counts.setdefault(group, Counter())[verdict] += 1
        if pair["relation"] == "same":
            alarms[pair["id"]] = float(bool(differences))
        agreed[pair["id"]] = float(str(relation) == pair["relation"])
    return Report(
        title,
        (Figure("false alarms on paraphrases", alarms), Figure("relation agrees", agreed)),
        {f"F1 {group}": _f1(counts[group]) for group in sorted(counts)},
    )


def _f1(counts: Counter[str]) -> float:
    return 2 * counts["hit"] / (2 * counts["hit"] + counts["extra"] + counts["missed"])
