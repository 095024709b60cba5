"""What the archive answers: a claim's history, as models, for the admin API and the scripts."""

from __future__ import annotations

from pydantic import Field

from claims.store import RecordVersion
from service.schemas import Answer, AuditedReviewJson


class VersionJson(Answer):
    """One version of one record; of a withdrawal `review` is null."""

    version: int
    kind: str = Field(description="`new`, `changed` or `withdrawn`.")
    seq: int | None
    seen_at: str | None = Field(description="When it was read; null for the oldest stores.")
    file: str | None = Field(description="Name of the file it was read from.")
    reason: str | None = Field(description="Why the claim was withdrawn, where somebody said.")
    text: str | None
    language: str | None
    claimant: str | None
    claimed_at: str | None
    appearances: list[str]
    review: AuditedReviewJson | None


class HistoryJson(Answer):
    """Who said what, and when; oldest first."""

    id: str
    withdrawn_at: str | None = Field(description="Null while the claim is live.")
    versions: list[VersionJson]


def render_history(claim_id: str, history: tuple[RecordVersion, ...]) -> HistoryJson:
    """The history of a claim; `history` is not empty."""
    last = history[-1]
    return HistoryJson(
        id=claim_id,
        withdrawn_at=last.seen_at if last.kind == "withdrawn" else None,
        versions=[_render_version(version) for version in history],
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
        claimant=record.claimant if record else None,
        claimed_at=record.claimed_at if record else None,
        appearances=list(record.appearances) if record else [],
        review=AuditedReviewJson.model_validate(record.review) if record else None,
    )
