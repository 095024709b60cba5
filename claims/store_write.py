"""Writing records: what is new, what changed, and a version of each for the archive."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, false, insert, select, update

from claims.exchange import REINSTATED, WITHDRAWN
from claims.model import Record
from claims.store_bulk import among, append_rows, insert_into, select_pairs
from claims.store_history import said_before, said_last, went_with_its_claim
from claims.store_reused import REUSED, Reused, find_live, find_reused
from claims.store_rows import VERSION_COLUMNS, RowValues, row_of, version_of, with_guess
from claims.store_tables import CHANGES, CLAIMS, MERGES, RECORD_VERSIONS, REVIEWS

_Key = tuple[str, str]
_KEPT = ("position", "claim_id", "review_key")
_COLUMNS = tuple(column.name for column in REVIEWS.columns if column.name != "position")
_values = itemgetter(*_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpsertCounts:
    """What became of records; a record that a later one of its batch replaces is unchanged.

    Of `reused` claims what was known before is withdrawn: their id names another text now.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    reused: int = 0

    def __add__(self, other: UpsertCounts) -> UpsertCounts:
        return UpsertCounts(
            new=self.new + other.new,
            changed=self.changed + other.changed,
            unchanged=self.unchanged + other.unchanged,
            reused=self.reused + other.reused,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """When and in which file a version was read; `at` None means now. `back` where it is known to
    have brought back what was withdrawn, whatever it said."""

    at: str | None
    file: str | None
    back: bool = False


def write_records(
    connection: Connection,
    batch: list[Record],
    file: str | None,
    seen: Mapping[_Key, Seen] | None = None,
) -> UpsertCounts:
    """Store a batch within the transaction of `connection`; `file` is where it was read.

    `seen` says so by claim id and review key for versions that were read at another time.
    """
    keyed = {(record.claim_id, record.review_key): record for record in batch}
    known = _known(connection, {claim_id for claim_id, _ in keyed})
    texts = {key: text for key, (_, text) in known.items()}
    past = seen is not None and any(one.at for one in seen.values())  # what was, not what is
    reused = Reused() if past else find_reused(connection, keyed, texts)
    told_back = {key for key, one in (seen or {}).items() if one.back and key in known}
    back = reused.back | (
        told_back - find_live(connection, {claim_id for claim_id, _ in told_back})
    )
    new: list[RowValues] = []
    changed: list[RowValues] = []
    for key, record in keyed.items():
        row = row_of(record, *key)
        if key not in known:
            new.append(with_guess(row))
        elif known[key][0] != row["state_sha256"] or key in back:
            changed.append(with_guess(row))
    if changed and seen is None:
        old = said_before(connection, changed) | said_last(connection, changed)
        changed = [row for row in changed if _key(row) not in old or _key(row) in back]
    replaced = reused.claims & {row["claim_id"] for row in (*new, *changed)}
    for claim_id in sorted(replaced):
        withdraw_claim(connection, claim_id, REUSED)
    if written := [*new, *changed]:
        keys = {claim_id: record.claim_key for (claim_id, _), record in keyed.items()}
        if changed or replaced:
            _end_merges(connection, changed, replaced)
        touched = {row["claim_id"]: keys[row["claim_id"]] for row in written}
        seqs = _touch_claims(connection, touched)
        _write_reviews(connection, new, changed)
        told = {_key(row): ("new", row) for row in new}
        told |= {_key(row): ("changed", row) for row in changed}
        in_order = [told[key] for key in keyed if key in told]
        _keep_versions(connection, in_order, seqs, file, seen or {})
    unchanged = len(batch) - len(new) - len(changed)
    return UpsertCounts(
        new=len(new), changed=len(changed), unchanged=unchanged, reused=len(replaced)
    )


def withdraw_claim(
    connection: Connection, claim_id: str, reason: str | None, at: str | None = None
) -> bool:
    """Mark a live claim as withdrawn, and keep when (now, unless `at`) and why; False: none."""
    live = (CLAIMS.c.id == claim_id) & CLAIMS.c.withdrawn.is_(false())
    if not connection.execute(update(CLAIMS).where(live).values(withdrawn=True)).rowcount:
        return False
    _note(connection, claim_id, "withdrawn", WITHDRAWN, reason, at)
    return True


def reinstate_claim(
    connection: Connection, claim_id: str, reason: str | None, at: str | None = None
) -> bool:
    """Make a claim live again with all reviews that were withdrawn with it, and keep when and why;
    False: nothing of it is withdrawn."""
    mine = CLAIMS.c.id == claim_id
    gone = select(CLAIMS.c.withdrawn).where(mine, CLAIMS.c.withdrawn.is_not(false()))
    apart = select(REVIEWS.c.claim_id).where(REVIEWS.c.claim_id == claim_id, went_with_its_claim())
    if not any(connection.execute(query.limit(1)).first() for query in (gone, apart)):
        return False
    connection.execute(update(CLAIMS).where(mine).values(withdrawn=False))
    _note(connection, claim_id, "upserted", REINSTATED, reason, at)
    return True


def _note(
    connection: Connection,
    claim_id: str,
    change: str,
    kind: str,
    reason: str | None,
    at: str | None,
) -> None:
    """Log the change of a claim, and keep it in the claim's history."""
    (seq,) = log_changes(connection, [claim_id], change).values()
    values = {"claim_id": claim_id, "seq": seq, "kind": kind, "reason": reason}
    connection.execute(insert(RECORD_VERSIONS).values(**values, seen_at=at or now()))


def log_changes(connection: Connection, claim_ids: Iterable[str], kind: str) -> dict[str, int]:
    """Log a change of each claim; returns their numbers."""
    pairs = select_pairs(connection, dict.fromkeys(claim_ids, kind))
    logged = insert(CHANGES).from_select(["claim_id", "kind"], pairs)
    rows = connection.execute(logged.returning(CHANGES.c.claim_id, CHANGES.c.seq))
    return {row[0]: row[1] for row in rows}


def now() -> str:
    """This second, as ISO 8601 has it."""
    return datetime.now(tz=UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _known(connection: Connection, claim_ids: Collection[str]) -> dict[_Key, tuple[str, str]]:
    """State and text of all reviews of these claims."""
    columns = REVIEWS.c
    query = select(columns.claim_id, columns.review_key, columns.state_sha256, columns.text)
    rows = connection.execute(query.where(among(connection, columns.claim_id, claim_ids)))
    return {(row[0], row[1]): (row[2], row[3]) for row in rows}


def _end_merges(
    connection: Connection, changed: list[RowValues], replaced: Collection[str]
) -> None:
    """A merge that a rule made of a text no longer holds once the text is another."""
    texts = {(row["claim_id"], row["review_key"]): row["text"] for row in changed}
    touched = among(connection, REVIEWS.c.claim_id, {claim_id for claim_id, _ in texts})
    query = select(REVIEWS.c.claim_id, REVIEWS.c.review_key, REVIEWS.c.text).where(touched)
    reworded = [
        row[0] for row in connection.execute(query) if texts.get((row[0], row[1]), row[2]) != row[2]
    ]
    reworded += replaced
    if reworded:
        either = among(connection, MERGES.c.claim_id, reworded)
        either |= among(connection, MERGES.c.into_id, reworded)
        live = MERGES.c.ended_at.is_(None) & (MERGES.c.merged_by == "rule")
        ended = {"ended_at": now(), "ended_by": "rule", "ended_reason": "a text changed"}
        connection.execute(update(MERGES).where(either, live).values(ended))


def _touch_claims(connection: Connection, keys: Mapping[str, str]) -> dict[str, int]:
    """Make or revive the claims whose reviews are about to be written, and log them."""
    pairs = select_pairs(connection, keys).add_columns(false())
    statement = insert_into(connection, CLAIMS).from_select(["id", "claim_key", "withdrawn"], pairs)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["id"],
            set_={"withdrawn": False},
            where=CLAIMS.c.withdrawn.is_not(false()),
        )
    )
    return log_changes(connection, keys, "upserted")


def _write_reviews(connection: Connection, new: list[RowValues], changed: list[RowValues]) -> None:
    append_rows(connection, REVIEWS, _COLUMNS, [_plain(row) for row in new])
    if changed:
        statement = insert_into(connection, REVIEWS)
        replaced = {c.name: c for c in statement.excluded if c.name not in _KEPT}
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["claim_id", "review_key"], set_=replaced
            ),
            changed,
        )


def _plain(row: RowValues) -> tuple[Any, ...]:
    return tuple(_values({**row, "appearances": json.dumps(row["appearances"])}))


def _key(row: RowValues) -> _Key:
    return row["claim_id"], row["review_key"]


def _keep_versions(
    connection: Connection,
    told: list[tuple[str, RowValues]],
    seqs: Mapping[str, int],
    file: str | None,
    seen: Mapping[_Key, Seen],
) -> None:
    read = Seen(at=None, file=file)
    seen_at = now()
    versions = [
        (*version_of(row), seqs[row["claim_id"]], kind, when.at or seen_at, when.file)
        for kind, row in told
        for when in (seen.get(_key(row), read),)
    ]
    names = (*VERSION_COLUMNS, "seq", "kind", "seen_at", "file")
    append_rows(connection, RECORD_VERSIONS, names, versions)
