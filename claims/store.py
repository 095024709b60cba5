"""ClaimStore: claims with their reviews, kept by key, with a log of what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from sqlalchemy import Connection, Engine, Select, bindparam, false, func, insert, select, update

from claims.model import Claim, Record
from claims.store_engine import open_engine, store_url, translated
from claims.store_rows import RowValues, claims_of, row_of
from claims.store_tables import CHANGES, CLAIMS, REVIEWS

BATCH = 2_000

ChangeKind = Literal["upserted", "withdrawn"]
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class UpsertCounts:
    """What became of records; a record that a later one of its batch replaces is unchanged."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: UpsertCounts) -> UpsertCounts:
        return UpsertCounts(
            new=self.new + other.new,
            changed=self.changed + other.changed,
            unchanged=self.unchanged + other.unchanged,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the log of changes; `seq` only grows."""

    seq: int
    claim_id: str
    kind: ChangeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreStats:
    """Counts of live claims; a claim without a language counts under ''."""

    claims: int
    reviews: int
    languages: Mapping[str, int]
    publishers: Mapping[str, int]


class ClaimStore:
    """Claims in a SQLite file, or in any database that a URL names. Use as a context manager."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._name = engine.url.render_as_string(hide_password=True)

    @classmethod
    def open(cls, url_or_path: str | Path) -> Self:
        """Open a store, and make it where there is none."""
        return cls(open_engine(store_url(url_or_path)))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def upsert(self, records: Iterable[Record]) -> UpsertCounts:
        """Store records, one transaction a batch; of two with the same keys the last wins."""
        counts = UpsertCounts()
        records = iter(records)
        while batch := list(islice(records, BATCH)):
            with translated(self._name), self._writing() as connection, connection.begin():
                counts += _upsert(connection, batch)
        return counts

    def withdraw(self, claim_id: str) -> bool:
        """Take a claim out of the live ones; False when it is not among them."""
        live = CLAIMS.c.id.__eq__(claim_id) & CLAIMS.c.withdrawn.is_(false())
        with translated(self._name), self._writing() as connection, connection.begin():
            if not connection.execute(update(CLAIMS).where(live).values(withdrawn=True)).rowcount:
                return False
            connection.execute(insert(CHANGES).values(claim_id=claim_id, kind="withdrawn"))
        return True

    def get(self, claim_id: str) -> Claim | None:
        """A live claim by its id."""
        with translated(self._name), self._engine.connect() as connection:
            rows = connection.execute(_live_reviews().where(CLAIMS.c.id == claim_id))
            return next(claims_of(rows), None)

    def claims(self) -> Iterator[Claim]:
        """All live claims by id, as the store was when the first was asked for."""
        with translated(self._name), self._engine.connect() as connection:
            streaming = connection.execution_options(yield_per=1_000)
            yield from claims_of(streaming.execute(_live_reviews()))

    def changes_since(self, seq: int) -> Iterator[Change]:
        """What changed after `seq`, oldest first; 0 for everything."""
        query = select(CHANGES).where(CHANGES.c.seq > seq).order_by(CHANGES.c.seq)
        with translated(self._name), self._engine.connect() as connection:
            for row in connection.execution_options(yield_per=1_000).execute(query):
                yield Change(seq=row.seq, claim_id=row.claim_id, kind=row.kind)

    def last_seq(self) -> int:
        """The number of the last change; 0 when nothing ever changed."""
        return self._number(select(func.coalesce(func.max(CHANGES.c.seq), 0)))

    def count(self) -> int:
        """How many live claims there are."""
        return self._number(select(func.count()).where(CLAIMS.c.withdrawn.is_(false())))

    def stats(self) -> StoreStats:
        """Live claims and reviews, by language and by publisher (its site, else its name)."""
        live = _live_reviews().order_by(None).subquery()
        spoken = func.coalesce(func.min(live.c.claim_language), "").label("language")
        claims = select(spoken).group_by(live.c.claim_id).subquery()
        languages = select(claims.c.language, func.count()).group_by(claims.c.language)
        publisher = func.coalesce(live.c.publisher_site, live.c.publisher_name, "")
        publishers = select(publisher, func.count()).group_by(publisher)
        with translated(self._name), self._engine.connect() as connection:
            by_language = {row[0]: row[1] for row in connection.execute(languages)}
            by_publisher = {row[0]: row[1] for row in connection.execute(publishers)}
        return StoreStats(
            claims=sum(by_language.values()),
            reviews=sum(by_publisher.values()),
            languages=by_language,
            publishers=by_publisher,
        )

    def _number(self, query: Select[Any]) -> int:
        with translated(self._name), self._engine.connect() as connection:
            return int(connection.execute(query).scalar_one())

    def _writing(self) -> Connection:
        return self._engine.connect().execution_options(writes=True)


def _live_reviews() -> Select[Any]:
    return (
        select(REVIEWS)
        .join(CLAIMS, CLAIMS.c.id == REVIEWS.c.claim_id)
        .where(CLAIMS.c.withdrawn.is_(false()))
        .order_by(REVIEWS.c.claim_id, REVIEWS.c.position)
    )


def _upsert(connection: Connection, batch: list[Record]) -> UpsertCounts:
    keyed = {(record.claim_id, record.review_key): record for record in batch}
    claim_ids = list({claim_id for claim_id, _ in keyed})
    known = _known_states(connection, claim_ids)
    new: list[RowValues] = []
    changed: list[RowValues] = []
    for (claim_id, review_key), record in keyed.items():
        row = row_of(record, claim_id, review_key)
        state = known.get((claim_id, review_key))
        if state is None:
            new.append(row)
        elif state != row["state_sha256"]:
            changed.append(row)
    keys = {claim_id: record.claim_key for (claim_id, _), record in keyed.items()}
    _touch_claims(connection, keys, [row["claim_id"] for row in (*new, *changed)])
    _write_reviews(connection, new, changed)
    unchanged = len(batch) - len(new) - len(changed)
    return UpsertCounts(new=len(new), changed=len(changed), unchanged=unchanged)


def _known_states(connection: Connection, claim_ids: list[str]) -> dict[_Key, str]:
    query = select(REVIEWS.c.claim_id, REVIEWS.c.review_key, REVIEWS.c.state_sha256)
    rows = connection.execute(query.where(REVIEWS.c.claim_id.in_(claim_ids)))
    return {(row[0], row[1]): row[2] for row in rows}


def _touch_claims(connection: Connection, keys: Mapping[str, str], touched: list[str]) -> None:
    """Make or revive the claims whose reviews are about to be written, and log them."""
    touched = list(dict.fromkeys(touched))
    if not touched:
        return
    rows = connection.execute(
        select(CLAIMS.c.id, CLAIMS.c.withdrawn).where(CLAIMS.c.id.in_(touched))
    )
    known: dict[str, bool] = {row[0]: row[1] for row in rows}
    fresh = [{"id": i, "claim_key": keys[i], "withdrawn": False} for i in touched if i not in known]
    if fresh:
        connection.execute(insert(CLAIMS), fresh)
    if revived := [claim_id for claim_id, withdrawn in known.items() if withdrawn]:
        connection.execute(update(CLAIMS).where(CLAIMS.c.id.in_(revived)).values(withdrawn=False))
    connection.execute(insert(CHANGES), [{"claim_id": i, "kind": "upserted"} for i in touched])


def _write_reviews(connection: Connection, new: list[RowValues], changed: list[RowValues]) -> None:
    if new:
        connection.execute(insert(REVIEWS), new)
    if changed:
        known = (REVIEWS.c.claim_id == bindparam("of_claim")) & (
            REVIEWS.c.review_key == bindparam("of_review")
        )
        columns = {name: bindparam(name, type_=REVIEWS.c[name].type) for name in changed[0]}
        rows = [{**r, "of_claim": r["claim_id"], "of_review": r["review_key"]} for r in changed]
        connection.execute(update(REVIEWS).where(known).values(columns), rows)
