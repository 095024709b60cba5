"""export_store(): all live records into a file that ingests back to the same store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from itertools import islice
from pathlib import Path

from claims.aside import aside
from claims.errors import StoreError
from claims.exchange import FIELDS, MARK, WITHDRAWN, Told, row_of_told
from claims.exchange_jsonld import END, START, node_of_row
from claims.sources.files import printable
from claims.store import ClaimStore

_ROWS = 2_000


class ExportFormat(StrEnum):
    """The formats that are written."""

    JSONLD = "jsonld"
    JSONL = "jsonl"
    PARQUET = "parquet"


def export_store(
    store: ClaimStore,
    path: Path,
    form: ExportFormat,
    *,
    withdrawn: bool = False,
    history: bool = False,
) -> int:
    """Write every live record, and return how many lines; a file is there whole or not at all, and
    one that holds something is not replaced by nothing (StoreError).

    With `withdrawn`, withdrawn claims too, each with its last withdrawal; with `history`, every
    version of every record and every withdrawal, of withdrawn claims where these are asked for.
    """
    try:
        with aside(path) as beside:
            written = _WRITERS[form](_told(store, withdrawn, history), beside)
            if not written and path.is_file() and path.stat().st_size:
                raise StoreError(
                    f"the store holds nothing to export, and {printable(str(path))} is kept: check "
                    "the data folder, or remove the file and run again"
                )
            return written
    except OSError as error:
        raise StoreError(
            f"the export cannot be written to {printable(str(path))} ({error.strerror or error}): "
            "free some space or choose another folder, and run again"
        ) from error


def _told(store: ClaimStore, withdrawn: bool, history: bool) -> Iterator[Told]:
    if history:
        for claim_id, version in store.all_history(withdrawn=withdrawn):
            yield Told(
                claim_id=claim_id,
                record=version.record,
                kind=version.kind,
                seen_at=version.seen_at,
                file=version.file,
                reason=version.reason,
            )
        return
    for record in store.records():
        yield Told(claim_id=record.claim_id, record=record)
    if withdrawn:
        for claim_id, version in store.withdrawn():
            told = Told(claim_id=claim_id, record=version.record)
            if version.kind == WITHDRAWN:
                told = replace(told, kind=WITHDRAWN, seen_at=version.seen_at, reason=version.reason)
            yield told


def _write_lines(records: Iterator[Told], path: Path) -> int:
    written = 0
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(row_of_told(record), ensure_ascii=False) + "\n")
            written += 1
    return written


def _write_jsonld(records: Iterator[Told], path: Path) -> int:
    """One document, a node a line."""
    written = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(START)
        for record in records:
            node = json.dumps(node_of_row(row_of_told(record)), ensure_ascii=False)
            file.write(f"{',' if written else ''}\n{node}")
            written += 1
        file.write(f"\n{END}\n")
    return written


def _write_parquet(records: Iterator[Told], path: Path) -> int:
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    text, texts = pyarrow.string(), pyarrow.list_(pyarrow.string())
    kinds = {
        MARK: pyarrow.int8(),
        "appearances": texts,
        "guess_confidence": pyarrow.float64(),
    }
    schema = pyarrow.schema([(name, kinds.get(name, text)) for name in FIELDS])
    written = 0
    with ParquetWriter(path, schema, compression="zstd") as writer:
        while rows := [row_of_told(record) for record in islice(records, _ROWS)]:
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))
            written += len(rows)
    return written


_WRITERS: dict[ExportFormat, Callable[[Iterator[Told], Path], int]] = {
    ExportFormat.JSONLD: _write_jsonld,
    ExportFormat.JSONL: _write_lines,
    ExportFormat.PARQUET: _write_parquet,
}
