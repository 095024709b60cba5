"""Merge: a claim that is shown as part of another, since when, and why. Records stay."""

from __future__ import annotations

from dataclasses import dataclass

EQUAL = "equal text"
NEAR = "near text"
OPERATOR = "operator"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedMerge:
    """`claim_id` says the same as `into`, by this rule.

    `score` is the cosine, in [-1, 1], of the weakest pair that `claim_id` forms in its cluster;
    `probability`, in [0, 1], is how often merges of such a rule were right where people judged
    them (None for equal texts and an operator's own). `encoder` is the fingerprint.
    """

    claim_id: str
    into: str
    rule: str
    encoder: str | None
    score: float | None
    probability: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(ProposedMerge):
    """A merge as the store keeps it; it holds until `ended_at`. Times are ISO 8601.

    `merged_by` and `ended_by` say who: `rule` for the program, `operator` for a person.
    """

    number: int
    merged_at: str
    merged_by: str
    reason: str | None
    ended_at: str | None = None
    ended_by: str | None = None
    ended_reason: str | None = None
