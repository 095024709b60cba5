"""Example: one place of one query, as what is believed of it is learned from it."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.calibration import Logistic
from index.features import Candidates
from index.rivals import with_margins
from index.snapshot import Snapshot
from scripts.evaluation.outcomes import SAME_STORY, Considered, as_near
from scripts.evaluation.sets import Kind, LabelledSet

REMOVED = " answers removed"  # ends the source of such examples
_PLACES = 4
_LATER_WEIGHT = 0.3
# What is as near as this to a query, by cosine, and not judged is often another check of the same
# claim, so it is taken for neither right nor wrong.
_UNJUDGED = 0.85


@dataclass(frozen=True, slots=True)
class Example:
    """One place of one query: its text, the claim's row there, their columns, whether it is right,
    and what it counts for. `query` is a number over the text."""

    query: int
    text: str
    snapshot: Snapshot
    row: int
    columns: dict[str, float]
    right: bool
    weight: float
    first: bool
    source: str
    kind: Kind = Kind.JUDGED


def believable(sets: Sequence[LabelledSet], ranking: Logistic) -> list[Example]:
    """The first places of every query, and the first place once its answers are gone."""
    examples: list[Example] = []
    for found in sets:
        start = len(examples)
        story = as_near(SAME_STORY, found.unrelated)
        near = as_near(_UNJUDGED, found.unrelated)
        unjudged = np.inf if found.kind is Kind.TOPICS else near
        for considered in found.queries:
            text = considered.query.text
            places = _places(considered.of_rivals(), ranking, unjudged, story)
            examples.extend(_examples(text, found.name, places))
            if len(considered.answers):
                rest = considered.without_answers(same_story=story)
                if rest is not None:
                    left = rest.of_rivals().candidates
                    first = with_margins(left, ranking.logits(left.columns)).first(1)
                    if first.columns["score"][0] < near:
                        places = [(first, False, 0)]
                        examples.extend(_examples(text, found.name + REMOVED, places))
        examples[start:] = [replace(example, kind=found.kind) for example in examples[start:]]
    return examples


def _places(
    considered: Considered, ranking: Logistic, unjudged: float, story: float
) -> list[tuple[Candidates, bool, int]]:
    """The first places, whether they are right, and their rank; less those nobody can tell of:
    those not judged of at least the cosine `unjudged`, or as like an answer as `story`."""
    candidates = considered.candidates
    logits = ranking.logits(candidates.columns)
    order = np.argsort(-logits, kind="stable")
    ranked = with_margins(candidates, logits)
    right = considered.right[order]
    near = ranked.columns["score"] >= unjudged
    unknown = near | (considered.likeness[order] >= story)
    places = range(min(_PLACES, len(order)))
    known = [p for p in places if right[p] or not unknown[p]]
    return [(ranked.ordered(np.array([p])), bool(right[p]), p) for p in known]


def _examples(
    text: str, source: str, places: Sequence[tuple[Candidates, bool, int]]
) -> list[Example]:
    return [
        Example(
            zlib.crc32(text.encode()),
            text,
            place.snapshot,
            int(place.rows[0]),
            {name: float(values[0]) for name, values in place.columns.items()},
            right,
            1.0 if not rank else _LATER_WEIGHT,
            not rank,
            source,
        )
        for place, right, rank in places
    ]
