"""How right the clusters of a snapshot are, by pairs of records that a reader labelled.

`claim_pairs.tsv` holds no text: a draw, two record ids of the articles, a label and its reason.
`first` was drawn evenly over cosines from pairs that lie close, `second` and `third` from what
earlier rules would have merged, and `test`, which no rule was changed for, and `equal` from what
the present one merges. One reader labelled every pair once, by the texts, the reviews' titles and,
where these did not tell, the articles' first sentences: `same` where both check one claim (for the
reason `page`: one article under two addresses), `different`, or `unsure`.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from pathlib import Path

import numpy as np

from claims.model import Claim
from claims.text import text_key
from index.snapshot import Snapshot
from scripts.evaluation.trec import EvaluationError, read_table

_COLUMNS = ["draw", "one", "other", "label", "reason"]
_LABELS = ("same", "different", "unsure")
_Z = 1.96


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two records by their ids, and whether they check the same claim."""

    draw: str
    one: str
    other: str
    label: str
    reason: str


def read_labels(path: Path) -> list[LabelledPair]:
    """Lines of a TSV file with a header; raises EvaluationError."""
    rows = read_table(path, _COLUMNS)
    other = next((row["label"] for row in rows if row["label"] not in _LABELS), None)
    if other is not None:
        raise EvaluationError(f"{path}: a label is {', '.join(_LABELS)}, not {other[:60]!r}")
    return [LabelledPair(*(row[name] for name in _COLUMNS)) for row in rows]


def score_clusters(snapshot: Snapshot, pairs: Sequence[LabelledPair]) -> Iterator[str]:
    """Lines: how many claims are merged, and of each draw the precision of what is merged now.

    Unsure pairs that are merged count as wrong. Recall is over pairs labelled the same.
    """
    merged = snapshot.stats().merged
    heads = Counter(snapshot.heads.tolist())
    sizes = Counter(size for size in heads.values() if size > 1)
    yield f"claims {len(snapshot.heads)}, merged into another {merged}, clusters {sizes.total()}"
    yield "claims a cluster: " + ", ".join(f"{s} {n} times" for s, n in sorted(sizes.items()))
    places = _places(snapshot)
    draws: dict[str, list[tuple[LabelledPair, bool]]] = defaultdict(list)
    for pair in pairs:
        if pair.one in places and pair.other in places:
            draws[pair.draw].append((pair, bool(places[pair.one] & places[pair.other])))
    for draw, found in draws.items():
        together = [pair for pair, one in found if one]
        right = sum(pair.label == "same" for pair in together)
        wanted = [one for pair, one in found if pair.label == "same"]
        low, high = wilson(right, len(together))
        yield (
            f"{draw}: {len(found)} labelled, {len(together)} of them merged, {right} rightly: "
            f"precision {_share(right, together):.3f} [{low:.3f}, {high:.3f}]; "
            f"recall of the same {_share(sum(wanted), wanted):.3f}"
        )
    if missing := len(pairs) - sum(map(len, draws.values())):
        yield f"{missing} labelled pairs hold a record that is not in the index"


def _share(count: int, of: Sequence[object]) -> float:
    """NaN of nothing."""
    return count / len(of) if of else float("nan")


def wilson(right: int, count: int) -> tuple[float, float]:
    """The 95% Wilson score interval of a share; 0 and 1 of nothing."""
    if not count:
        return 0.0, 1.0
    share, square = right / count, _Z * _Z
    middle = share + square / (2 * count)
    spread = _Z * sqrt(share * (1 - share) / count + square / (4 * count * count))
    return (middle - spread) / (1 + square / count), (middle + spread) / (1 + square / count)


def draw_pairs(
    snapshot: Snapshot, known: Sequence[LabelledPair], count: int, seed: int
) -> Iterator[str]:
    """Merged pairs of different texts that nobody labelled, with their texts; not to be kept."""
    labelled = {frozenset((pair.one, pair.other)) for pair in known}
    rows: dict[int, list[int]] = defaultdict(list)
    for row, head in enumerate(snapshot.heads.tolist()):
        rows[head].append(row)
    pairs = [pair for group in rows.values() for pair in combinations(group, 2)]
    random.Random(seed).shuffle(pairs)  # noqa: S311 - a sample, no secret
    drawn = 0
    for pair in pairs:
        one, other = (claim for claim, _ in snapshot.found(list(pair)))
        names = (_record_id(one), _record_id(other))
        if frozenset(names) in labelled or text_key(one.text) == text_key(other.text):
            continue
        yield "\t".join((*names, one.text, other.text, _title(one), _title(other)))
        drawn += 1
        if drawn == count:
            return


def _places(snapshot: Snapshot) -> Mapping[str, set[int]]:
    places: dict[str, set[int]] = defaultdict(set)
    for head, claim in zip(np.asarray(snapshot.heads).tolist(), snapshot.each_claim(), strict=True):
        for review in claim.reviews:
            if review.provenance.record_id:
                places[review.provenance.record_id].add(head)
    return places


def _record_id(claim: Claim) -> str:
    return claim.reviews[0].provenance.record_id or claim.id


def _title(claim: Claim) -> str:
    return claim.reviews[0].title or ""
