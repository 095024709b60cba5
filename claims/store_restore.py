"""restore(): what an export tells, with its history, into a store."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, select

from claims.exchange import REINSTATED, Told
from claims.model import Record
from claims.store_rows import row_of, version_of, with_guess
from claims.store_tables import CLAIMS, RECORD_VERSIONS
from claims.store_write import Seen, UpsertCounts, reinstate_claim, withdraw_claim, write_records

_Version = tuple[str | None, str | None, str | None]


def restore(connection: Connection, told: Sequence[Told], file: str | None) -> UpsertCounts:
    """Store records, versions and what became of claims in the order told, in this transaction.

    What the claim's history holds already is passed over.
    """
    known = _known(connection, sorted({one.claim_id for one in told if one.kind}))
    counts = UpsertCounts()
    pending: dict[tuple[str, str], tuple[Record, Seen]] = {}

    def flush() -> None:
        nonlocal counts
        if pending:
            seen = {key: when for key, (_, when) in pending.items()}
            records = [record for record, _ in pending.values()]
            counts += write_records(connection, records, file, seen)
            pending.clear()

    for one in told:
        if one.kind and _mark(one) in known.get(one.claim_id, ()):
            counts += UpsertCounts(unchanged=1)
        elif one.record is None:
            flush()
            counts += _become(connection, one)
        else:
            key = (one.record.claim_id, one.record.review_key)
            if key in pending:
                flush()
            seen_in = one.file if one.kind else file
            read = Seen(at=one.seen_at, file=seen_in, back=one.kind == "changed")
            pending[key] = (one.record, read)
    flush()
    return counts


def _become(connection: Connection, told: Told) -> UpsertCounts:
    become = reinstate_claim if told.kind == REINSTATED else withdraw_claim
    done = become(connection, told.claim_id, told.reason, told.seen_at)
    return UpsertCounts(changed=1) if done else UpsertCounts(unchanged=1)


def _known(connection: Connection, claim_ids: list[str]) -> dict[str, set[_Version]]:
    found: dict[str, set[_Version]] = {}
    columns = RECORD_VERSIONS.c
    for start in range(0, len(claim_ids), 500):
        query = select(
            columns.claim_id, columns.review_key, columns.kind, columns.seen_at, columns.record
        ).join(CLAIMS, CLAIMS.c.id == columns.claim_id)
        query = query.where(columns.claim_id.in_(claim_ids[start : start + 500]))
        for row in connection.execute(query):
            mark = (row.review_key or row.kind, row.seen_at, _told_by(row.record))
            found.setdefault(row.claim_id, set()).add(mark)
    return found


def _mark(told: Told) -> _Version:
    if told.record is None:
        return (told.kind, told.seen_at, None)
    row = with_guess(row_of(told.record, told.record.claim_id, told.record.review_key))
    return (told.record.review_key, told.seen_at, _told_by(version_of(row)[-1]))


def _told_by(record: str | None) -> str | None:
    """A kept record without what newer programs added to it, whatever its order."""
    if record is None:
        return None
    kept = {name: value for name, value in json.loads(record).items() if value is not None}
    return json.dumps(kept, sort_keys=True)
