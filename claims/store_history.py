"""RecordVersion: who said what, and when we read it; kept for good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import Connection, Row, select

from claims.model import Record
from claims.store_rows import record_of
from claims.store_tables import CLAIMS, RECORD_VERSIONS

VersionKind = Literal["new", "changed", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordVersion:
    """A record as it was read at one time, or the withdrawal of its claim (then `record` is None).

    `seq` and `seen_at` are None for what was stored before versions were kept; `file` is the name
    of the file it was read from, without its folder.
    """

    version: int
    seq: int | None
    kind: VersionKind
    seen_at: str | None
    file: str | None
    reason: str | None
    record: Record | None


def read_history(connection: Connection, claim_id: str) -> tuple[RecordVersion, ...]:
    """All versions of a claim's records, oldest first; none for a claim nobody knows."""
    query = (
        select(RECORD_VERSIONS, CLAIMS.c.claim_key)
        .join(CLAIMS, CLAIMS.c.id == RECORD_VERSIONS.c.claim_id)
        .where(RECORD_VERSIONS.c.claim_id == claim_id)
        .order_by(RECORD_VERSIONS.c.version)
    )
    return tuple(map(_version, connection.execute(query)))


def _version(row: Row[Any]) -> RecordVersion:
    return RecordVersion(
        version=row.version,
        seq=row.seq,
        kind=cast(VersionKind, row.kind),
        seen_at=row.seen_at,
        file=row.file,
        reason=row.reason,
        record=record_of(row.claim_key, row.record) if row.record else None,
    )
