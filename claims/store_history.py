"""RecordVersion: who said what, and when we read it; kept for good."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal, cast

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, false, select

from claims.exchange import REINSTATED, WITHDRAWN
from claims.model import Record
from claims.store_bulk import among
from claims.store_rows import RowValues, record_of, version_of
from claims.store_tables import CLAIMS, RECORD_VERSIONS, REVIEWS

_VERSIONS = select(RECORD_VERSIONS, CLAIMS.c.claim_key).join(
    CLAIMS, CLAIMS.c.id == RECORD_VERSIONS.c.claim_id
)

_NOT_STATED = ("retrieved_at", "guessed_language", "guess_confidence", "guess_detector")

VersionKind = Literal["new", "changed", "withdrawn", "reinstated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordVersion:
    """A record as it was read at one time, or that its claim was withdrawn or reinstated (then
    `record` is None).

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


def read_all_history(
    connection: Connection, *, withdrawn: bool
) -> Iterator[tuple[str, RecordVersion]]:
    """Every version of every claim by claim, oldest first; of withdrawn ones only if asked for."""
    query = _VERSIONS.order_by(RECORD_VERSIONS.c.claim_id, RECORD_VERSIONS.c.version)
    if not withdrawn:
        query = query.where(CLAIMS.c.withdrawn.is_(False))
    for row in connection.execution_options(yield_per=1_000).execute(query):
        yield row.claim_id, _version(row)


def read_withdrawn(connection: Connection) -> Iterator[tuple[str, RecordVersion]]:
    """By withdrawn claim the last version of each of its records, then its last withdrawal."""
    query = _VERSIONS.where(CLAIMS.c.withdrawn.is_(True))
    query = query.order_by(RECORD_VERSIONS.c.claim_id, RECORD_VERSIONS.c.version)
    rows = connection.execution_options(yield_per=1_000).execute(query)
    for claim_id, versions in groupby(rows, key=lambda row: str(row.claim_id)):
        last = {row.review_key: row for row in versions}
        gone = last.pop(None, None)
        for row in (*last.values(), *([gone] if gone else [])):
            yield claim_id, _version(row)


def went_with_its_claim() -> ColumnElement[bool]:
    """Whether a review was withdrawn with its claim, and neither read otherwise nor reinstated
    since: what brings the claim back, such as somebody else's review, does not bring back this."""
    gone, later = RECORD_VERSIONS.alias(), RECORD_VERSIONS.alias()
    since = (later.c.claim_id == REVIEWS.c.claim_id) & (later.c.version > gone.c.version)
    since &= (later.c.review_key == REVIEWS.c.review_key) | (later.c.kind == REINSTATED)
    withdrawal = (gone.c.claim_id == REVIEWS.c.claim_id) & (gone.c.kind == WITHDRAWN)
    return exists().where(withdrawal, ~exists().where(since).correlate(gone, REVIEWS))


def live_reviews() -> Select[Any]:
    """The rows of the reviews that are not withdrawn, by claim, oldest first."""
    return (
        select(REVIEWS)
        .join(CLAIMS, CLAIMS.c.id == REVIEWS.c.claim_id)
        .where(CLAIMS.c.withdrawn.is_(false()), ~went_with_its_claim())
        .order_by(REVIEWS.c.claim_id, REVIEWS.c.position)
    )


def withdrawn_because(connection: Connection, claim_ids: Collection[str], reason: str) -> set[str]:
    """Those of these claims that were withdrawn last for this reason."""
    told = RECORD_VERSIONS.c
    query = select(told.claim_id, told.reason).where(told.kind == WITHDRAWN)
    query = query.where(among(connection, told.claim_id, claim_ids)).order_by(told.version)
    last = {row[0]: row[1] for row in connection.execute(query)}
    return {claim_id for claim_id, why in last.items() if why == reason}


def said_before(connection: Connection, rows: Sequence[RowValues]) -> set[tuple[str, str]]:
    """The withdrawn reviews, by claim id and review key, whose row was read before as it is.

    Where two sources carry one review, each of them differs from what the other said last.
    """
    claims, same = RECORD_VERSIONS.c.claim_id, RECORD_VERSIONS.c.review_key == REVIEWS.c.review_key
    query = select(REVIEWS.c.claim_id, REVIEWS.c.review_key, RECORD_VERSIONS.c.record)
    query = query.join(CLAIMS, CLAIMS.c.id == REVIEWS.c.claim_id)
    query = query.join(RECORD_VERSIONS, (claims == REVIEWS.c.claim_id) & same)
    mentioned = among(connection, REVIEWS.c.claim_id, {row["claim_id"] for row in rows})
    query = query.where(mentioned, CLAIMS.c.withdrawn.is_(True) | went_with_its_claim())
    told = {
        (one.claim_id, one.review_key, _stated(one.record)) for one in connection.execute(query)
    }
    return {
        key[:2]
        for row in rows
        if (key := (row["claim_id"], row["review_key"], _stated(version_of(row)[-1]))) in told
    }


def said_last(connection: Connection, rows: Sequence[RowValues]) -> set[tuple[str, str]]:
    """The reviews, by claim id and review key, of which another source has told since, and whose
    row's own source said just so when it told last: its file is read again, and nothing is new."""
    told = RECORD_VERSIONS.c
    query = select(told.claim_id, told.review_key, told.source, told.record)
    same = (REVIEWS.c.claim_id == told.claim_id) & (REVIEWS.c.review_key == told.review_key)
    query = query.join(REVIEWS, same & (REVIEWS.c.source != told.source))
    mentioned = among(connection, told.claim_id, {row["claim_id"] for row in rows})
    last = {
        (one.claim_id, one.review_key, one.source): one.record
        for one in connection.execute(query.where(mentioned).order_by(told.version))
    }
    return {
        key[:2]
        for row in rows
        if (key := (row["claim_id"], row["review_key"], row["source"])) in last
        and _stated(last[key]) == _stated(version_of(row)[-1])
    }


def _stated(kept: str | None) -> str:
    """What a record says, without when it was read and what its language was taken for."""
    values = json.loads(kept or "{}").items()
    stated = {n: v for n, v in values if v is not None and n not in _NOT_STATED}
    return json.dumps(stated, sort_keys=True)


def read_history(connection: Connection, claim_id: str) -> tuple[RecordVersion, ...]:
    """All versions of a claim's records, oldest first; none for a claim nobody knows."""
    query = _VERSIONS.where(RECORD_VERSIONS.c.claim_id == claim_id)
    query = query.order_by(RECORD_VERSIONS.c.version)
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
