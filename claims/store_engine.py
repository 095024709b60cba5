"""How the store reaches its database, and what its failures mean in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError

from claims.errors import StoreError
from claims.store_schema import bring_up_to_date, has_store

WAIT_SECONDS = 30
SILENT_SECONDS = 10
_WRITERS = 0x7072696F72  # names the lock of the writers among those of the database

# keys are hashes, so a batch touches pages all over the indexes: 32 MiB of them stay in memory,
# and what is written twice is written every 64 MiB. That halves what an ingest writes.
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "cache_size=-32768",
    "wal_autocheckpoint=16384",
)

_OPEN_OPTIONS = ("host", "port", "dbname", "user", "service")

_FULL = "the disk is full: free some space and run again"
_BUSY = "another program is writing to it: wait for that to end and run again"
_ADVICE: dict[int | str, str] = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_NOTADB: "it is not a store: move the file away or choose another data folder",
    sqlite3.SQLITE_READONLY: "it is read-only: make the file and its folder writable",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened: check that its folder exists and is writable",
    sqlite3.SQLITE_CORRUPT: "it is damaged: restore a copy, or move it away and ingest again",
    sqlite3.SQLITE_IOERR: "the disk refused: check the disk and its free space",
    "53100": _FULL,
    "55P03": _BUSY,
    "25006": "it is read-only: connect to a server and as a user that may write",
    "42501": "this user may not do that: grant it the schema's CREATE and USAGE",
}
_NO_SERVER = "no server answers, or it refuses this user: check the URL and that the server runs"


def store_url(where: str | Path) -> URL:
    """A database URL as it is; anything else is the path of a SQLite file. Raises StoreError."""
    if not (isinstance(where, str) and "://" in where):
        return URL.create("sqlite", database=str(where))
    try:
        url = make_url(where)
        if url.drivername in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")
        dialect = url.get_dialect()()
    except (ArgumentError, ValueError) as error:  # a port that is no number
        raise StoreError("the store's URL is not one: write it as dialect://...") from error
    try:
        dialect.create_connect_args(url)
    except (ArgumentError, ValueError, TypeError) as error:  # given twice, it is a tuple
        raise StoreError(f"the store's URL has an option that is wrong ({error})") from error
    return url


def shown(url: URL) -> str:
    """The URL without what is secret: a password may be an option, too."""
    hidden = [option for option in url.query if option not in _OPEN_OPTIONS]
    return url.difference_update_query(hidden).render_as_string(hide_password=True)


def open_engine(url: URL, *, make: bool = True) -> Engine:
    """An engine on a database that has the store's tables; without `make`, one that had them."""
    name = shown(url)
    sqlite = url.get_backend_name() == "sqlite"
    with translated(name):
        if sqlite and (path := _file(url)):
            if make:
                path.parent.mkdir(parents=True, exist_ok=True)
            elif not path.exists():  # SQLite would make it
                raise _no_store(name)
        engine = create_engine(url, connect_args=_patience(url), pool_pre_ping=not sqlite)
        if sqlite:
            event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
        try:
            if not make and not has_store(engine):
                raise _no_store(name)
            bring_up_to_date(engine)
        except BaseException:
            engine.dispose()
            raise
    return engine


def _patience(url: URL) -> dict[str, int]:
    """How long to wait for SQLite's writer or for a server, unless the URL says; psycopg's own
    two minutes would keep whoever asks for a claim's page waiting where a host is silent."""
    waits = {"sqlite": {"timeout": WAIT_SECONDS}, "postgresql": {"connect_timeout": SILENT_SECONDS}}
    own = waits.get(url.get_backend_name(), {})
    return {name: seconds for name, seconds in own.items() if name not in url.query}


def _file(url: URL) -> Path | None:
    plain = url.database and url.database != ":memory:" and not url.database.startswith("file:")
    return Path(str(url.database)) if plain else None


def _no_store(name: str) -> StoreError:
    return StoreError(
        f"there is no store at {name}: check the data folder, or ingest claims into it first"
    )


def _on_connect(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say, not at the first write
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    # a writer takes its lock before it reads, so that what it read still holds when it writes
    writes = connection.get_execution_options().get("writes", False)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    elif writes:
        # one writer at a time there too, so that changes are numbered in the order they appear
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
        # a batch looks up a few thousand keys: the planner would rather read the whole table
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Turn the database's errors into a StoreError that says what to do."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError, ImportError) as error:
        raise StoreError(f"the store {name} failed: {_advice(error)}") from error


def _advice(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    known = _ADVICE.get(code & 0xFF if code is not None else getattr(cause, "sqlstate", None) or "")
    said = " ".join(str(cause).split()) or type(error).__name__
    if isinstance(cause, ImportError):
        return f"its driver is not installed ({said}): install priorcheck[postgresql]"
    if known is None and isinstance(error, OperationalError) and code is None:
        return f"{_NO_SERVER} ({said})"
    return known or said
