"""Parquet, a record a row, by a declared mapping of columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from typing import Any

from claims.errors import SourceError
from claims.sources.draft import Gate, Origin, Outcome, Rejected
from claims.sources.files import SourceFile
from claims.sources.mapping import Mapping
from claims.sources.table import PARSER_VERSION, parse_row

MAGIC = b"PAR1"
UNTELLABLE = (ValueError, LookupError, ArithmeticError)
_ROWS = 1_000

Row = dict[str, object]


def read_parquet(file: SourceFile, origin: Origin, mapping: Mapping) -> Iterator[Outcome]:
    """A record a row; row numbers stand for lines."""
    gate = Gate(origin, PARSER_VERSION)
    wanted = {name for names in mapping.columns.values() for name in names}
    for number, row in enumerate(read_rows(file, wanted, mapping.check), 1):
        if isinstance(row, Rejected):
            yield row
            continue
        original = json.dumps(row, sort_keys=True, ensure_ascii=False, default=str)
        yield gate.accept(number, parse_row(row, mapping), original)


def read_rows(
    file: SourceFile, wanted: Collection[str], check: Callable[[list[str]], object]
) -> Iterator[Row | Rejected]:
    """Every row, of the columns wanted, or why it is none; `check` sees the names of all first.

    Bytes that are UTF-8 are text: not every writer marks its texts as such.
    """
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    handle = file.seekable()
    if handle is None:
        raise SourceError(f"{file.name} is Parquet, which is read from a plain file only")
    try:
        table = ParquetFile(handle)
        check(table.schema_arrow.names)
        columns = [name for name in table.schema_arrow.names if name in wanted]
        yield from map(_worded, batch_rows(table.iter_batches(batch_size=_ROWS, columns=columns)))
    except (ArrowException, OSError, *UNTELLABLE) as error:
        raise SourceError(
            f"{file.name} is damaged Parquet: {' '.join(str(error).split())}; fetch it again"
        ) from error


def _worded(row: Row | Rejected) -> Row | Rejected:
    if isinstance(row, Rejected) or not any(isinstance(value, bytes) for value in row.values()):
        return row
    return {name: _decoded(value) for name, value in row.items()}


def _decoded(value: object) -> object:
    try:
        return value.decode() if isinstance(value, bytes) else value
    except UnicodeDecodeError:
        return value


def batch_rows(batches: Iterator[Any]) -> Iterator[Row | Rejected]:
    """The rows of batches. Writers leave text that is no UTF-8, and dates and zones that there are
    not: what cannot be told is rejected by itself."""
    from pyarrow import ArrowException

    before = 0
    for batch in batches:
        try:
            rows = batch.to_pylist()
        except (ArrowException, *UNTELLABLE):
            yield from (_told(batch, place, before + place + 1) for place in range(len(batch)))
        else:
            yield from rows
        before += len(batch)


def _told(batch: Any, place: int, number: int) -> Row | Rejected:
    from pyarrow import ArrowException

    row: Row = {}
    wrong = []
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        try:
            row[name] = column[place].as_py()
        except (ArrowException, *UNTELLABLE) as error:
            wrong.append(f"column {name!r} cannot be read: {' '.join(str(error).split())}")
    if not wrong:
        return row
    original = json.dumps(row, sort_keys=True, ensure_ascii=False, default=str)
    return Rejected(line=number, reason="; ".join(wrong), original=original)
