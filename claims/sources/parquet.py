"""Parquet, a record a row, by a declared mapping of columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator

from claims.errors import SourceError
from claims.sources.draft import Gate, Origin, Outcome
from claims.sources.files import SourceFile
from claims.sources.mapping import Mapping
from claims.sources.table import PARSER_VERSION, parse_row

MAGIC = b"PAR1"
_ROWS = 1_000


def read_parquet(file: SourceFile, origin: Origin, mapping: Mapping) -> Iterator[Outcome]:
    """A record a row; row numbers stand for lines."""
    gate = Gate(origin, PARSER_VERSION)
    wanted = {name for names in mapping.columns.values() for name in names}
    for number, row in enumerate(read_rows(file, wanted, mapping.check), 1):
        original = json.dumps(row, sort_keys=True, ensure_ascii=False, default=str)
        yield gate.accept(number, parse_row(row, mapping), original)


def read_rows(
    file: SourceFile, wanted: Collection[str], check: Callable[[list[str]], object]
) -> Iterator[dict[str, object]]:
    """Every row, of the columns wanted; `check` sees the names of all first."""
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    handle = file.seekable()
    if handle is None:
        raise SourceError(f"{file.name} is Parquet, which is read from a plain file only")
    try:
        table = ParquetFile(handle)
        check(table.schema_arrow.names)
        columns = [name for name in table.schema_arrow.names if name in wanted]
        for batch in table.iter_batches(batch_size=_ROWS, columns=columns):
            yield from batch.to_pylist()
    except (ArrowException, OSError) as error:
        raise SourceError(
            f"{file.name} is damaged Parquet: {' '.join(str(error).split())}; fetch it again"
        ) from error
