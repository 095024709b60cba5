"""The files that were ingested to their end, and whether that still holds."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, exists, func, insert, select, text

from claims.store_tables import CHANGES, CLAIMS, INGESTS, RECORD_VERSIONS, REVIEWS
from claims.store_write import now

_MANY = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A file that was ingested to its end; `warnings` count, `rejects_file` is a path."""

    mark: str
    source: str
    file: str
    read: int
    rejected: int
    warnings: dict[str, int]
    rejects_file: str | None


def note_finished(connection: Connection, finished: Finished) -> None:
    """Note that a file was ingested; what the store says now is what the file says."""
    last = select(func.coalesce(func.max(CHANGES.c.seq), 0)).scalar_subquery()
    values = {**asdict(finished), "finished_at": now(), "seq": last}
    values["source"] = finished.source.replace("\0", "")  # which PostgreSQL cannot keep
    connection.execute(insert(INGESTS).values(values))
    if connection.dialect.name == "postgresql" and finished.read >= _MANY:
        # until the server has counted, it plans as if the tables were still empty: 100 times slower
        for table in (CHANGES, CLAIMS, RECORD_VERSIONS, REVIEWS):
            connection.execute(text(f"ANALYZE {table.name}"))


def find_finished(connection: Connection, mark: str) -> Finished | None:
    """The last ingest of this mark, if no claim that its source speaks of has changed since."""
    query = select(INGESTS).where(INGESTS.c.mark == mark).order_by(INGESTS.c.number.desc())
    row = connection.execute(query.limit(1)).one_or_none()
    if row is None:
        return None
    touched = (
        select(CHANGES.c.seq)
        .join(RECORD_VERSIONS, RECORD_VERSIONS.c.claim_id == CHANGES.c.claim_id)
        .where(CHANGES.c.seq > row.seq, RECORD_VERSIONS.c.source == row.source)
    )
    if connection.execute(select(exists(touched))).scalar_one():
        return None
    return Finished(
        mark=row.mark,
        source=row.source,
        file=row.file,
        read=row.read,
        rejected=row.rejected,
        warnings=row.warnings,
        rejects_file=row.rejects_file,
    )
