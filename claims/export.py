"""export_store(): all live records into a file that ingests back to the same store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import islice
from pathlib import Path

from claims.errors import StoreError
from claims.exchange import FIELDS, MARK, row_of_record
from claims.exchange_jsonld import END, START, node_of_row
from claims.model import Record
from claims.store import ClaimStore

_ROWS = 2_000


class ExportFormat(StrEnum):
    """The formats that are written."""

    JSONLD = "jsonld"
    JSONL = "jsonl"
    PARQUET = "parquet"


def export_store(store: ClaimStore, path: Path, form: ExportFormat) -> int:
    """Write every live record, and return how many; the file is there whole or not at all."""
    beside = path.with_name(path.name + ".part")
    try:
        written = _WRITERS[form](store.records(), beside)
        beside.replace(path)
    except OSError as error:
        raise StoreError(
            f"the export cannot be written to {path} ({error.strerror or error}): free some space "
            "or choose another folder, and run again"
        ) from error
    finally:
        beside.unlink(missing_ok=True)
    return written


def _write_lines(records: Iterator[Record], path: Path) -> int:
    written = 0
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(row_of_record(record), ensure_ascii=False) + "\n")
            written += 1
    return written


def _write_jsonld(records: Iterator[Record], path: Path) -> int:
    """One document, a node a line."""
    written = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(START)
        for record in records:
            node = json.dumps(node_of_row(row_of_record(record)), ensure_ascii=False)
            file.write(f"{',' if written else ''}\n{node}")
            written += 1
        file.write(f"\n{END}\n")
    return written


def _write_parquet(records: Iterator[Record], path: Path) -> int:
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    text, texts = pyarrow.string(), pyarrow.list_(pyarrow.string())
    kinds = {MARK: pyarrow.int8(), "appearances": texts}
    schema = pyarrow.schema([(name, kinds.get(name, text)) for name in FIELDS])
    written = 0
    with ParquetWriter(path, schema, compression="zstd") as writer:
        while rows := [row_of_record(record) for record in islice(records, _ROWS)]:
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))
            written += len(rows)
    return written


_WRITERS: dict[ExportFormat, Callable[[Iterator[Record], Path], int]] = {
    ExportFormat.JSONLD: _write_jsonld,
    ExportFormat.JSONL: _write_lines,
    ExportFormat.PARQUET: _write_parquet,
}
