"""Many rows in one statement, in the way that each database takes them fastest."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Select,
    String,
    Table,
    any_,
    func,
    literal,
    select,
    true,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError


def append_rows(
    connection: Connection, table: Table, names: Sequence[str], rows: list[tuple[Any, ...]]
) -> None:
    """Insert rows of plain values: Core would look at each of them, which costs as much again."""
    if not rows:
        return
    target = f"{table.name} ({', '.join(names)})"
    if connection.dialect.name == "postgresql":
        _copy_rows(connection, f"COPY {target} FROM STDIN", rows)
    else:
        marks = ", ".join("?" * len(names))
        connection.exec_driver_sql(f"INSERT INTO {target} VALUES ({marks})", rows)  # noqa: S608


def among(
    connection: Connection, kept: ColumnElement[str], values: Collection[str]
) -> ColumnElement[bool]:
    """`kept IN values` with one parameter, not one a value: statements of thousands are slow."""
    if connection.dialect.name == "postgresql":
        return kept == any_(_array(values))
    each = func.json_each(json.dumps(list(values))).table_valued("value")
    return kept.in_(select(each.c.value))


def select_pairs(connection: Connection, pairs: Mapping[str, str]) -> Select[str, str]:
    """The pairs as rows of two columns, in their order."""
    if connection.dialect.name == "postgresql":
        return select(func.unnest(_array(pairs.keys())), func.unnest(_array(pairs.values())))
    each = func.json_each(json.dumps(pairs)).table_valued("key", "value")
    # SQLite would take an ON CONFLICT that follows for a join's
    return select(each.c.key, each.c.value).where(true())


def insert_into(connection: Connection, table: Table) -> Any:
    """An INSERT that knows ON CONFLICT, which each database spells in its own construct."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


def _copy_rows(connection: Connection, statement: str, rows: list[tuple[Any, ...]]) -> None:
    try:
        cursor: Any = connection.connection.cursor()
        with cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError(statement, None, error) from error


def _array(values: Collection[str]) -> ColumnElement[Any]:
    return literal(list(values), ARRAY(String))
