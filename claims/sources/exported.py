"""Our own exports, whose word on provenance is taken: for files that the operator names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from claims.errors import RecordError, SourceError
from claims.exchange import MARK, told_of_row
from claims.exchange_jsonld import END, START, row_of_node
from claims.sources.draft import Outcome, Rejected, Retold
from claims.sources.files import SourceFile
from claims.sources.parquet import MAGIC, UNTELLABLE, batch_rows

_ROWS = 1_000


def is_export(file: SourceFile) -> bool:
    """True for a file that `claims.export` wrote."""
    head = file.head()
    if head.startswith(MAGIC):
        return _parquet_is_export(file)
    return head.startswith((f'{{"{MARK}":'.encode(), START.encode()))


def read_export(file: SourceFile) -> Iterator[Outcome]:
    """Every record of an export; row numbers stand for lines in Parquet."""
    if file.head().startswith(MAGIC):
        yield from _read_parquet(file)
        return
    for line in file.lines():
        content = line.content.strip().rstrip(b",")
        if content not in (START.encode(), END.encode()):
            yield _parse_line(line.number, content.decode("utf-8", "backslashreplace"))


def _parse_line(number: int, original: str) -> Outcome:
    try:
        row = json.loads(original)
    except (ValueError, RecursionError) as error:
        return Rejected(line=number, reason=f"not JSON: {error}", original=original)
    if not isinstance(row, dict):
        return Rejected(line=number, reason="not a JSON object", original=original)
    return _parse(number, row_of_node(row) if "@type" in row else row, original)


def _parse(number: int, row: Mapping[str, Any], original: str) -> Outcome:
    try:
        told = told_of_row(row)
    except RecordError as error:
        return Rejected(line=number, reason=str(error), original=original)
    return Retold(line=number, told=told)


def _parquet_is_export(file: SourceFile) -> bool:
    from pyarrow import ArrowException
    from pyarrow.parquet import read_schema

    try:
        handle = file.seekable()
        return handle is not None and MARK in read_schema(handle).names
    except (ArrowException, OSError, *UNTELLABLE):
        return False  # damaged: its own reader says so better


def _read_parquet(file: SourceFile) -> Iterator[Outcome]:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        batches = ParquetFile(file.seekable()).iter_batches(batch_size=_ROWS)
        for number, row in enumerate(batch_rows(batches), 1):
            if isinstance(row, Rejected):
                yield row
            else:
                yield _parse(number, row, json.dumps(row, ensure_ascii=False, default=str))
    except (ArrowException, OSError, *UNTELLABLE) as error:
        raise SourceError(
            f"{file.name} is damaged Parquet: {' '.join(str(error).split())}; export it again"
        ) from error
