"""What is told of the service and its snapshot, in the shape of its JSON."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from service.schemas import Answer, SnapshotJson


class CountJson(Answer):
    """How often a value occurs."""

    value: str
    count: int


class HubJson(Answer):
    """A claim that lies near everything; its scores are damped by `excess`, a cosine."""

    id: str
    text: str
    excess: float


class StatsJson(Answer):
    """What the snapshot holds, most frequent first."""

    claims: int
    merged: int = Field(description="Claims that are shown as part of another, not in `claims`.")
    reviews: int
    vectors: int
    languages: list[CountJson]
    publishers: list[CountJson]
    verdicts: list[CountJson]
    months: list[CountJson] = Field(description="Reviews a month.")
    hubs: list[HubJson] = Field(description="Claims that would match everything, worst first.")
    snapshot: SnapshotJson


class AliveJson(Answer):
    """The process answers."""

    status: Literal["alive"] = "alive"


class ReadyJson(Answer):
    """Lookups are answered."""

    status: Literal["ready"] = "ready"
    snapshot: str
    encoder: str
    trouble: str | None = Field(
        description="Why a newer snapshot was not taken up; the last good one serves."
    )
