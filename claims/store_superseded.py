"""supersede(): what a page said, and no longer says now that it was read again.

A publisher rewords the claim that it checked, or takes a rating back, at the same address. Left
alone, what it no longer says would stand beside what it says.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection

from claims.model import Record
from claims.store_history import live_reviews, withdrawn_because
from claims.store_reused import find_live
from claims.store_rows import record_of_row
from claims.store_tables import CLAIMS, REVIEWS
from claims.store_write import Seen, withdraw_claim, write_records

SUPERSEDED = "its page no longer says it"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupersededCounts:
    """Reviews that were withdrawn, and such that are said again and are live again."""

    withdrawn: int = 0
    back: int = 0


def supersede(connection: Connection, told: Sequence[Record], file: str) -> SupersededCounts:
    """Withdraw what the source of these records said of their addresses and they do not repeat.

    They are stored already, all of one source, and all that it says now of these addresses; `file`
    is where they were read. What was withdrawn so before and is told again is brought back.
    """
    if not told:
        return SupersededCounts()
    keyed = {(record.claim_id, record.review_key): record for record in told}
    claim_ids = {claim_id for claim_id, _ in keyed}
    gone = {*keyed} - find_live(connection, claim_ids)
    again = withdrawn_because(connection, {claim_id for claim_id, _ in gone}, SUPERSEDED)
    back = [record for key, record in keyed.items() if key in gone and key[0] in again]
    _bring_back(connection, back, file)
    old = [record for record in _said(connection, told) if _key(record) not in keyed]
    for claim_id in dict.fromkeys(record.claim_id for record in old):
        others = _live_beside(connection, claim_id, {_key(record) for record in old})
        withdraw_claim(connection, claim_id, SUPERSEDED)
        _bring_back(connection, others, None)  # what others say of the claim stands
    return SupersededCounts(withdrawn=len(old), back=len(back))


def _bring_back(connection: Connection, records: list[Record], file: str | None) -> None:
    seen = {_key(record): Seen(at=None, file=file, back=True) for record in records}
    if records:
        write_records(connection, records, file, seen)


def _said(connection: Connection, told: Sequence[Record]) -> list[Record]:
    """The live records of the same source and addresses."""
    addresses = {record.review.url for record in told}
    own = REVIEWS.c.source == told[0].review.provenance.source
    return _live(connection, own & REVIEWS.c.url.in_(addresses))


def _live_beside(
    connection: Connection, claim_id: str, old: Collection[tuple[str, str]]
) -> list[Record]:
    found = _live(connection, REVIEWS.c.claim_id == claim_id)
    return [record for record in found if _key(record) not in old]


def _live(connection: Connection, which: ColumnElement[bool]) -> list[Record]:
    query = live_reviews().add_columns(CLAIMS.c.claim_key).where(which)
    return [record_of_row(row) for row in connection.execute(query)]


def _key(record: Record) -> tuple[str, str]:
    return record.claim_id, record.review_key
