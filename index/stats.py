"""SnapshotStats: what a snapshot holds, counted for people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """A claim that lies near everything; `excess` is how much its scores are damped, a cosine."""

    id: str
    text: str
    excess: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotStats:
    """Counts for people: claims, reviews, vectors, and how they spread, most frequent first.

    `hubs` are the claims whose scores are damped, worst first, 20 at most. A cluster counts as
    one claim; `merged` is how many more claims the clusters hold.
    """

    claims: int
    merged: int
    reviews: int
    vectors: int
    languages: tuple[tuple[str, int], ...]
    publishers: tuple[tuple[str, int], ...]
    verdicts: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]
    hubs: tuple[Hub, ...]
