"""ClaimStore: claims with their reviews, kept by key, with a log of what changed."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from sqlalchemy import Connection, Engine, Select, false, func, select

from claims.exchange import Told
from claims.model import Claim, Record
from claims.store_engine import open_engine, shown, store_url, translated
from claims.store_history import (
    RecordVersion,
    live_reviews,
    read_all_history,
    read_history,
    read_withdrawn,
)
from claims.store_ingests import Finished, find_finished, note_finished
from claims.store_merges import MergeCounts, Merges
from claims.store_restore import restore
from claims.store_rows import claims_of, record_of_row
from claims.store_superseded import SupersededCounts, supersede
from claims.store_tables import CHANGES, CLAIMS
from claims.store_write import UpsertCounts, reinstate_claim, withdraw_claim, write_records

__all__ = [
    "BATCH",
    "Change",
    "ClaimStore",
    "Finished",
    "MergeCounts",
    "Merges",
    "RecordVersion",
    "StoreStats",
    "SupersededCounts",
    "UpsertCounts",
]

BATCH = 5_000

ChangeKind = Literal["upserted", "withdrawn"]


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
        self._name = shown(engine.url)
        # where nobody closes it; not while the program ends, when threads run on
        weakref.finalize(self, engine.dispose).atexit = False

    @classmethod
    def open(cls, url_or_path: str | Path, *, make: bool = True) -> Self:
        """Open a store; where there is none, make it or, if not `make`, raise StoreError."""
        return cls(open_engine(store_url(url_or_path), make=make))

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

    def upsert(self, records: Iterable[Record], *, file: str | None = None) -> UpsertCounts:
        """Store records, one transaction a batch; of two with the same keys the last wins.

        `file` is the name that their history gives as where they were read.
        """
        counts = UpsertCounts()
        records = iter(records)
        while batch := list(islice(records, BATCH)):
            with translated(self._name), self._writing() as connection, connection.begin():
                counts += write_records(connection, batch, file)
        return counts

    def withdraw(self, claim_id: str, reason: str | None = None) -> bool:
        """Take a claim out of the live ones; False when it is not among them."""
        with translated(self._name), self._writing() as connection, connection.begin():
            return withdraw_claim(connection, claim_id, reason)

    def reinstate(self, claim_id: str, reason: str | None = None) -> bool:
        """Undo what `withdraw` did to a claim and its reviews; False: nothing of it is gone."""
        with translated(self._name), self._writing() as connection, connection.begin():
            return reinstate_claim(connection, claim_id, reason)

    def history(self, claim_id: str) -> tuple[RecordVersion, ...]:
        """Every version of a claim's records, withdrawals and reinstatements, oldest first."""
        with translated(self._name), self._engine.connect() as connection:
            return read_history(connection, claim_id)

    def all_history(self, *, withdrawn: bool) -> Iterator[tuple[str, RecordVersion]]:
        """Every version by claim, oldest first; of withdrawn claims only where asked for."""
        with translated(self._name), self._engine.connect() as connection:
            yield from read_all_history(connection, withdrawn=withdrawn)

    def withdrawn(self) -> Iterator[tuple[str, RecordVersion]]:
        """By withdrawn claim the last version of each record, then the last withdrawal."""
        with translated(self._name), self._engine.connect() as connection:
            yield from read_withdrawn(connection)

    def restore(self, told: Sequence[Told], *, file: str | None = None) -> UpsertCounts:
        """Store what an export tells, in its order; versions that are known already stay as is."""
        with translated(self._name), self._writing() as connection, connection.begin():
            return restore(connection, told, file)

    def supersede(self, told: Sequence[Record], *, file: str) -> SupersededCounts:
        """Withdraw what a page does not repeat; `told` is all it says now, and stored already."""
        with translated(self._name), self._writing() as connection, connection.begin():
            return supersede(connection, told, file)

    def note_finished(self, finished: Finished) -> None:
        """Note that a file was ingested to its end."""
        with translated(self._name), self._writing() as connection, connection.begin():
            note_finished(connection, finished)

    def find_finished(self, mark: str) -> Finished | None:
        """The ingest of this mark, while reading its file again would change nothing."""
        with translated(self._name), self._engine.connect() as connection:
            return find_finished(connection, mark)

    @property
    def merges(self) -> Merges:
        """Which of the claims are shown as one."""
        return Merges(self._transaction)

    def get(self, claim_id: str) -> Claim | None:
        """A live claim by its id."""
        with translated(self._name), self._engine.connect() as connection:
            rows = connection.execute(live_reviews().where(CLAIMS.c.id == claim_id))
            return next(claims_of(rows), None)

    def claims(self) -> Iterator[Claim]:
        """All live claims by id, as the store was when the first was asked for."""
        with translated(self._name), self._engine.connect() as connection:
            streaming = connection.execution_options(yield_per=1_000)
            yield from claims_of(streaming.execute(live_reviews()))

    def records(self) -> Iterator[Record]:
        """The present record of every review of a live claim, by claim, oldest first."""
        query = live_reviews().add_columns(CLAIMS.c.claim_key)
        with translated(self._name), self._engine.connect() as connection:
            streaming = connection.execution_options(yield_per=1_000)
            yield from map(record_of_row, streaming.execute(query))

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
        live = live_reviews().order_by(None).subquery()
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

    @contextmanager
    def _transaction(self, writes: bool) -> Iterator[Connection]:
        connecting = self._writing() if writes else self._engine.connect()
        with translated(self._name), connecting as connection, connection.begin():
            yield connection
