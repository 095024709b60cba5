"""TextFormat: what a file of an archive may be, told by its ending, then by its content."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection
from enum import StrEnum
from itertools import islice
from pathlib import Path

from claims.sources.parquet import MAGIC

_PACKED = (".gz", ".bz2", ".xz", ".zst")
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_OBJECT = re.compile(rb"\s*\{")
_OBJECTS = re.compile(rb"\s*\[\s*\{")


class TextFormat(StrEnum):
    """What a file of an archive may be."""

    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    PARQUET = "parquet"


_ENDINGS = {
    ".txt": TextFormat.TEXT,
    ".text": TextFormat.TEXT,
    ".md": TextFormat.TEXT,
    ".html": TextFormat.HTML,
    ".htm": TextFormat.HTML,
    ".xhtml": TextFormat.HTML,
    ".jsonl": TextFormat.JSONL,
    ".ndjson": TextFormat.JSONL,
    ".csv": TextFormat.CSV,
    ".tsv": TextFormat.TSV,
    ".parquet": TextFormat.PARQUET,
}

_DELIMITERS = (("\t", TextFormat.TSV), (",", TextFormat.CSV), (";", TextFormat.CSV))


def by_name(name: str) -> TextFormat | None:
    """By its ending; None where that says nothing."""
    path = Path(name.lower())
    while path.suffix in _PACKED:
        path = path.with_suffix("")
    return _ENDINGS.get(path.suffix)


def by_head(head: bytes, columns: Collection[str]) -> TextFormat:
    """By its first bytes; CSV and TSV are told by a first line that names these columns."""
    if head.startswith(MAGIC):
        return TextFormat.PARQUET
    if _MARKUP.match(head):
        return TextFormat.HTML
    if _OBJECT.match(head) or is_list(head):
        return TextFormat.JSONL
    lines = head.decode("utf-8", "replace").splitlines(keepends=True)
    for delimiter, form in _DELIMITERS:
        if _names(lines, delimiter, columns):
            return form
    return TextFormat.TEXT


def is_list(head: bytes) -> bool:
    """True where a JSON list of objects begins."""
    return bool(_OBJECTS.match(head))


def _names(lines: list[str], delimiter: str, columns: Collection[str]) -> bool:
    """Whether the first row names the columns and the second is as wide."""
    try:
        rows = [row for row in islice(csv.reader(lines, delimiter=delimiter), 10) if any(row)]
    except csv.Error:
        return False
    header = [cell.strip() for cell in rows[0]] if len(rows) > 1 else []
    return len(header) > 1 and {*columns} <= {*header} and len(rows[1]) == len(header)
