"""read_outcomes(): the outcomes of a file in its format, told apart by its content."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum

from claims.sources.documents import is_review, read_document, read_document_lines
from claims.sources.draft import Origin, Outcome
from claims.sources.exported import read_export
from claims.sources.files import SourceFile
from claims.sources.mapping import Mapping
from claims.sources.pages import read_page
from claims.sources.parquet import MAGIC, read_parquet
from claims.sources.table import read_json_lines, read_json_list, read_separated

_MARKS = ("@graph", "@context", "@type", "dataFeedElement", "claims")
_RAW_MARKS = (b'"@graph"', b'"@context"', b'"@type"', b'"claimReviewed"')
_LINED = (".jsonl", ".ndjson")


class Format(StrEnum):
    """The formats that are read."""

    CLAIMREVIEW = "claimreview"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    PARQUET = "parquet"
    HTML = "html"
    EXPORT = "export"


def detect_format(head: bytes, name: str, *, mapped: bool = False) -> Format:
    """The format of a file from its first bytes, then from its name.

    Objects of JSON-LD are ClaimReview, unless a mapping says that they are read as a table.
    """
    start = head.lstrip()
    first = start.partition(b"\n")[0]
    plain = name.lower().removesuffix(".gz")
    if head.startswith(MAGIC):
        return Format.PARQUET
    if start.startswith(b"<"):
        return Format.HTML
    if start.startswith(b"["):
        return Format.JSON if mapped and not plain.endswith(_LINED) else Format.CLAIMREVIEW
    if start.startswith(b"{"):
        row = _object(first)
        if row is None:
            # a broken or very long first line, or a document over several lines
            plainly = not any(mark in first for mark in _RAW_MARKS) and _lined(head, name)
            return Format.JSONL if mapped or plainly else Format.CLAIMREVIEW
        marked = is_review(row) or any(mark in row for mark in _MARKS)
        return Format.CLAIMREVIEW if marked and not mapped else Format.JSONL
    if plain.endswith((*_LINED, ".json")):
        return Format.JSONL
    return Format.TSV if plain.endswith(".tsv") or b"\t" in first else Format.CSV


def read_outcomes(
    file: SourceFile, form: Format, origin: Origin, mapping: Mapping
) -> Iterator[Outcome]:
    """Every record of the file, accepted or rejected, in its order."""
    if form is Format.CLAIMREVIEW:
        if _lined(file.head(), file.name):
            return read_document_lines(file, origin)
        return read_document(file, origin)
    if form is Format.EXPORT:
        return read_export(file)
    if form is Format.HTML:
        return read_page(file, origin)
    if form is Format.PARQUET:
        return read_parquet(file, origin, mapping)
    if form is Format.JSON:
        return read_json_list(file, origin, mapping)
    if form is Format.JSONL:
        return read_json_lines(file, origin, mapping)
    return read_separated(file, origin, mapping, "\t" if form is Format.TSV else ",")


def _lined(head: bytes, name: str) -> bool:
    """Whether every line is an object, also where the first is broken or longer than the head."""
    first, _, rest = head.strip().partition(b"\n")
    if not first.startswith(b"{"):
        return False
    if _object(first) is not None:
        return bool(rest)
    return rest.lstrip().startswith(b"{") or name.lower().removesuffix(".gz").endswith(_LINED)


def _object(line: bytes) -> dict[str, object] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None
