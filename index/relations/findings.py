"""Finding: one way in which two sentences part, and what it means for their relation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from index.lookup import Difference, DifferenceKind
from index.relations.alignment import Alignment


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A difference; one that is `opposed` makes the sentences contradict each other."""

    difference: Difference
    opposed: bool


Finder = Callable[[Alignment], list[Finding]]


def finding(kind: DifferenceKind, query: str, claim: str, *, opposed: bool) -> Finding:
    """A finding with the words on either side."""
    return Finding(difference=Difference(kind=kind, query=query, claim=claim), opposed=opposed)
