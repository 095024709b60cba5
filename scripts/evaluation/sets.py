"""LabelledSet: the considered queries of one source, and what they count for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from scripts.evaluation.outcomes import Considered


class Kind(StrEnum):
    """Where queries come from, which decides what they count for."""

    JUDGED = "judged"  # what people said and others judged: for everything
    STATEMENTS = "statements"  # our own, each in another language than its claim
    PARAPHRASES = "paraphrases"  # our own, in few of the claim's words
    TOPICS = "topics"  # our own, which only share a topic with a claim: nothing answers them


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Considered queries of one source; a query without answers is one that nothing answers.

    `unrelated` is the mean cosine of the claims there.
    """

    name: str
    queries: Sequence[Considered]
    kind: Kind = Kind.JUDGED
    unrelated: float = 0.0

    def of_rivals(self) -> LabelledSet:
        """The same with `Considered.of_rivals`."""
        return replace(self, queries=[considered.of_rivals() for considered in self.queries])


def describe_sets(sets: Sequence[LabelledSet]) -> str:
    """Their names, and how many queries each has."""
    return "; ".join(f"{found.name}: {len(found.queries)}" for found in sets)
