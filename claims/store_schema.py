"""Bringing a database to the schema that this program knows."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, String, column, insert, inspect, select, table

from claims.errors import StoreError
from claims.store_tables import METADATA, VERSION

HEAD = "0005"
_MIGRATIONS = Path(__file__).parent / "migrations"
_FIRST_TABLES = {"claims", "reviews", "changes"}
_MARK = table(VERSION, column("version_num", String))


def bring_up_to_date(engine: Engine) -> None:
    """Make a fresh schema or upgrade an older one, whole or not at all; refuse a newer one."""
    with engine.connect() as connection:
        if _revision(connection, _tables(connection)) == HEAD:
            return
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        # another process may have been first: look again under the lock
        found = _tables(connection)
        revision = _revision(connection, found)
        if not found >= _FIRST_TABLES:
            _refuse_strangers(connection, found)
            METADATA.create_all(connection)
            connection.execute(insert(_MARK).values(version_num=HEAD))
        elif revision != HEAD:
            _upgrade(connection, revision)


def has_store(engine: Engine) -> bool:
    """Whether the database has a store's tables, of whatever revision."""
    with engine.connect() as connection:
        return _tables(connection) >= _FIRST_TABLES


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def _revision(connection: Connection, found: set[str]) -> str | None:
    """The revision that the schema says it has."""
    if not found >= {VERSION, *_FIRST_TABLES}:
        return None
    return connection.execute(select(_MARK.c.version_num)).scalar()


def _refuse_strangers(connection: Connection, found: set[str]) -> None:
    """A SQLite file is ours alone; a server's database may hold other tables beside ours."""
    if found if connection.dialect.name == "sqlite" else found & {*METADATA.tables}:
        raise StoreError(
            "the store cannot be used: the database holds another program's tables; "
            "choose another data folder or another database"
        )


def _upgrade(connection: Connection, revision: str | None) -> None:
    # slow to import, and needed only where there is something to do
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(_MIGRATIONS))
    if revision is None:
        revision = _adopt(connection)
    elif revision not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreError(
            f"the store was made by a newer version of this program (its schema is {revision}, "
            f"this program knows {HEAD}): update the program or choose another store"
        )
    context = MigrationContext.configure(
        connection, opts={"fn": lambda _, __: scripts._upgrade_revs(HEAD, revision)}
    )
    with Operations.context(context):
        context.run_migrations()


def _adopt(connection: Connection) -> str:
    """Mark a store that was made before revisions were written down."""
    METADATA.tables[VERSION].create(connection, checkfirst=True)
    connection.execute(insert(_MARK).values(version_num="0001"))
    return "0001"
