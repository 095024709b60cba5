"""The output: the rows of all parts as Parquet, JSON Lines or CSV, whole or not at all."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from claims.aside import aside
from index.recheck_columns import sentence_schema, sentence_table, sentences_of
from scripts.rechecking.groups import told_rows
from scripts.rechecking.part import Part
from scripts.rechecking.sieve import Sieve
from scripts.rechecking.spreadsheet import guarded

if TYPE_CHECKING:
    import pyarrow

_SENTENCE = ("document", "ordinal", "start", "end", "text", "language")
QUOTE = {  # its columns in CSV, and what they have of it
    "quote": "text",
    "quote_start": "start",
    "quote_end": "end",
    "quote_language": "language",
    "speaker": "speaker",
}
_WHY = ("no_match", "best_score")
_MATCH = ("claim_id", "claim_text", "claim_language", "score", "probability", "band", "relation")
_REVIEW = ("publisher", "site", "url", "verdict", "rating_text", "reviewed_at")
CSV_COLUMNS = (*_SENTENCE, *QUOTE, *_WHY, "place", *_MATCH, "differences", *_REVIEW, "snapshot")
_BATCH = 4096


def write_output(parts: Iterable[Part], path: Path, sieve: Sieve) -> int:
    """Write the rows in order, and return the number of their matches; the file is there whole or
    as it was. Raises OSError."""
    from pyarrow import compute

    matches = 0

    def counted() -> Iterator[pyarrow.Table]:
        nonlocal matches
        for table in _tables(parts, sieve):
            lengths = compute.list_value_length(table.column("matches"))
            matches += compute.sum(lengths).as_py() or 0
            yield table

    with aside(path) as beside:
        _WRITERS[path.suffix.lower()](counted(), beside)
        if beside.is_file():  # a pipe has nothing to be kept, and would be waited for
            with beside.open("rb") as written:
                os.fsync(written.fileno())
    return matches


def _tables(parts: Iterable[Part], sieve: Sieve) -> Iterator[pyarrow.Table]:
    for part in parts:
        # opened anew, so that what was read is let go of
        table = told_rows(Part(part.folder).rows.select(sentence_schema().names))
        if not sieve.open:
            table = sentence_table([sieve.sift(row) for row in sentences_of(table)])
        yield table


def _write_parquet(tables: Iterator[pyarrow.Table], path: Path) -> None:
    from pyarrow.parquet import ParquetWriter

    with ParquetWriter(path, sentence_schema(), compression="zstd") as writer:
        for table in tables:
            writer.write_table(table)


def _rows(tables: Iterator[pyarrow.Table]) -> Iterator[dict[str, Any]]:
    for table in tables:
        for batch in table.to_batches(max_chunksize=_BATCH):
            yield from batch.to_pylist()


def _write_lines(tables: Iterator[pyarrow.Table], path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in _rows(tables):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _write_csv(tables: Iterator[pyarrow.Table], path: Path) -> None:
    """A line a match, or one for a sentence without; of several reviews the first. No cell is a
    formula."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(_Lines(file), CSV_COLUMNS)
        writer.writeheader()
        for row in _rows(tables):
            said = {name: row[name] for name in (*_SENTENCE, *_WHY, "snapshot")}
            if row["quote"]:
                said |= {column: row["quote"][name] for column, name in QUOTE.items()}
            for place, match in enumerate(row["matches"], 1):
                writer.writerow(_inert({**said, "place": place, **_flat(match)}))
            if not row["matches"]:
                writer.writerow(_inert(said))


class _Lines:
    """Takes rows that end in CR LF, and ends them in LF: told to do so itself, the writer of Python
    before 3.13 leaves a CR in a cell without quotes, and readers take it for the end of a row."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, row: str) -> int:
        """One row."""
        return self._file.write(row.removesuffix("\r\n") + "\n")


def _inert(cells: dict[str, Any]) -> dict[str, Any]:
    return {name: guarded(value) for name, value in cells.items()}


def _flat(match: dict[str, Any]) -> dict[str, Any]:
    first: dict[str, Any] = match["reviews"][0] if match["reviews"] else {}
    differences = "; ".join(
        f"{one['kind']}: {one['query']} / {one['claim']}" for one in match["differences"]
    )
    kept = {name: match[name] for name in _MATCH}
    return {**kept, "differences": differences, **{name: first.get(name) for name in _REVIEW}}


_WRITERS: dict[str, Callable[[Iterator[Any], Path], None]] = {
    ".parquet": _write_parquet,
    ".jsonl": _write_lines,
    ".csv": _write_csv,
}
SUFFIXES = tuple(_WRITERS)
