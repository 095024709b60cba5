"""Parquet, a record a row, by a declared mapping of columns."""

from __future__ import annotations

import json
from collections.abc import Iterator

from claims.errors import SourceError
from claims.sources.draft import Gate, Origin, Outcome
from claims.sources.files import SourceFile
from claims.sources.mapping import Mapping
from claims.sources.table import PARSER_VERSION, parse_row

MAGIC = b"PAR1"
_ROWS = 1_000


def read_parquet(file: SourceFile, origin: Origin, mapping: Mapping) -> Iterator[Outcome]:
    """A record a row; row numbers stand for lines."""
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    handle = file.seekable()
    if handle is None:
        raise SourceError(f"{file.name} is Parquet, which is read from a plain file only")
    gate = Gate(origin, PARSER_VERSION)
    number = 0
    try:
        table = ParquetFile(handle)
        mapping.check(table.schema_arrow.names)
        wanted = {name for names in mapping.columns.values() for name in names}
        columns = [name for name in table.schema_arrow.names if name in wanted]
        for batch in table.iter_batches(batch_size=_ROWS, columns=columns):
            for row in batch.to_pylist():
                number += 1
                original = json.dumps(row, sort_keys=True, ensure_ascii=False, default=str)
                yield gate.accept(number, parse_row(row, mapping), original)
    except (ArrowException, OSError) as error:
        raise SourceError(
            f"{file.name} is damaged Parquet: {' '.join(str(error).split())}; fetch it again"
        ) from error
