"""matched_rows(): the sentences of an output file that have matches, as they were written."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from index.checked import CheckedSentence
from index.recheck_columns import parse_sentence, sentences_of
from scripts.rechecking.outputs import QUOTE
from scripts.rechecking.spreadsheet import unguarded

_NUMBERS = {"ordinal": int, "start": int, "end": int, "score": float, "probability": float}
_SENTENCE = ("document", "ordinal", "start", "end", "text", "language", "snapshot")
_MATCH = ("claim_id", "claim_text", "claim_language", "score", "probability", "band", "relation")
_REVIEW = ("publisher", "site", "url", "verdict", "rating_text", "reviewed_at")


def matched_rows(path: Path) -> Iterator[CheckedSentence]:
    """Rows with matches, in order; of CSV only what it has: one review a match, no differences.

    Raises OSError, and ValueError or KeyError where it is no output of a re-check.
    """
    return _READERS[path.suffix.lower()](path)


def _read_parquet(path: Path) -> Iterator[CheckedSentence]:
    import pyarrow as pa
    from pyarrow import compute
    from pyarrow.parquet import ParquetFile

    with ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=8192):
            table = pa.Table.from_batches([batch])
            matched = compute.greater(compute.list_value_length(table.column("matches")), 0)
            yield from sentences_of(table.filter(matched))


def _read_lines(path: Path) -> Iterator[CheckedSentence]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["matches"]:
                yield parse_sentence(row)


def _read_csv(path: Path) -> Iterator[CheckedSentence]:
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8", newline="") as file:
        rows = (_plain(row) for row in csv.DictReader(file) if row["claim_id"])
        for _, group in groupby(rows, key=lambda row: (row["document"], row["start"], row["end"])):
            same = list(group)
            sentence = {name: _value(name, same[0][name]) for name in _SENTENCE}
            sentence["quote"] = _quote(same[0])
            matches = [_match(row) for row in same]
            yield parse_sentence(
                {**sentence, "no_match": None, "best_score": None, "matches": matches}
            )


def _plain(row: dict[str, str]) -> dict[str, str]:
    return {name: unguarded(value) for name, value in row.items()}


def _quote(row: dict[str, str]) -> dict[str, Any] | None:
    if not row.get("quote"):  # files of before have no such column
        return None
    return {name: _value(name, row[column]) for column, name in QUOTE.items()}


def _match(row: dict[str, str]) -> dict[str, Any]:
    review = {name: row[name] or None for name in _REVIEW}
    return {
        **{name: _value(name, row[name]) for name in _MATCH},
        "cross_language": None,
        "differences": [],
        "reviews": [{**review, "title": None}],
    }


def _value(name: str, said: str) -> Any:
    if not said:
        return None if name not in ("document", "text", "claim_text") else ""
    return _NUMBERS.get(name, str)(said)


_READERS: dict[str, Callable[[Path], Iterator[CheckedSentence]]] = {
    ".parquet": _read_parquet,
    ".jsonl": _read_lines,
    ".csv": _read_csv,
}
