"""What the admin calls answer, as models; the scripts print some of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from claims.merges import Merge
from claims.store import RecordVersion
from service.schemas import Answer, AuditedReviewJson, LanguageGuessJson, MergeReasonJson


class VersionJson(Answer):
    """One version of one record; of a withdrawal `review` is null."""

    version: int
    kind: str = Field(description="`new`, `changed`, `withdrawn` or `reinstated`.")
    seq: int | None
    seen_at: str | None = Field(description="When it was read; null for the oldest stores.")
    file: str | None = Field(description="Name of the file it was read from.")
    reason: str | None = Field(description="Why the claim was withdrawn, where somebody said.")
    text: str | None
    language: str | None
    language_guess: LanguageGuessJson | None
    claimant: str | None
    claimed_at: str | None
    appearances: list[str]
    review: AuditedReviewJson | None


class MergeJson(MergeReasonJson):
    """A claim that is or was shown under another."""

    claim_id: str
    into: str
    ended_at: str | None = Field(description="Null while it holds.")
    ended_by: str | None
    ended_reason: str | None


class MergesJson(Answer):
    """Merges, oldest first."""

    merges: list[MergeJson]


class HistoryJson(Answer):
    """Who said what, and when; oldest first."""

    id: str
    withdrawn_at: str | None = Field(description="Null while the claim is live.")
    versions: list[VersionJson]
    merges: list[MergeJson] = Field(description="With which claims it is or was shown as one.")


class RejectJson(Answer):
    """A record that could not be stored; `line` is its place, from 1."""

    line: int
    reason: str


class IngestJson(Answer):
    """What became of the records: read = new + changed + unchanged + rejected."""

    source: str
    read: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    warnings: dict[str, int] = Field(
        description="What had to be left out of records, and how often."
    )
    rejects: list[RejectJson] = Field(description="The first hundred that were rejected, and why.")
    seconds: float


class SnapshotBuiltJson(Answer):
    """A snapshot that was built; `encoded` of its `vectors` are new."""

    id: str
    claims: int
    reviews: int
    vectors: int
    encoded: int
    seconds: float


class PublishedJson(Answer):
    """`published`: lookups use the snapshot. `running`: they will, once it is built."""

    status: Literal["published", "running"]
    snapshot: SnapshotBuiltJson | None


def render_merges(merges: Iterable[Merge]) -> MergesJson:
    """Merges as JSON has them."""
    return MergesJson(merges=[MergeJson.model_validate(merge) for merge in merges])


def render_history(
    claim_id: str, history: tuple[RecordVersion, ...], merges: Iterable[Merge]
) -> HistoryJson:
    """The history of a claim; `history` is not empty."""
    last = history[-1]
    return HistoryJson(
        id=claim_id,
        withdrawn_at=last.seen_at if last.kind == "withdrawn" else None,
        versions=[_render_version(version) for version in history],
        merges=render_merges(merges).merges,
    )


def _render_version(version: RecordVersion) -> VersionJson:
    record = version.record
    return VersionJson(
        version=version.version,
        kind=version.kind,
        seq=version.seq,
        seen_at=version.seen_at,
        file=version.file,
        reason=version.reason,
        text=record.text if record else None,
        language=record.language if record else None,
        language_guess=LanguageGuessJson.model_validate(record.guess)
        if record and record.guess
        else None,
        claimant=record.claimant if record else None,
        claimed_at=record.claimed_at if record else None,
        appearances=list(record.appearances) if record else [],
        review=AuditedReviewJson.model_validate(record.review) if record else None,
    )
