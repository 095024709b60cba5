"""JSON Lines, CSV and TSV, a record a row, by a declared mapping of columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Columns
from datetime import date
from itertools import count

from claims.sources.cells import read_cells
from claims.sources.draft import Draft, Gate, Origin, Outcome, Rejected, Remark
from claims.sources.files import LONGEST_LINE, Line, SourceFile
from claims.sources.json_stream import NEXT_PAGE, Element, read_elements
from claims.sources.mapping import Mapping

PARSER_VERSION = "table/1"

_Row = Columns[str, object]
_Object = dict[str, object] | Rejected
_JOINED = {"rating": "; ", "claimant": ", "}  # as in a ClaimReview that has several
_NAMED = 30  # columns; where ids are keys there may be any number


def read_json_lines(file: SourceFile, origin: Origin, mapping: Mapping) -> Iterator[Outcome]:
    """A record a line; a line that is no JSON object is rejected and the next one read.

    Any record may leave a column out: which of those that were declared none had is said last.
    """
    return _read_objects(map(_lined, file.lines()), origin, mapping)


def read_json_list(file: SourceFile, origin: Origin, mapping: Mapping) -> Iterator[Outcome]:
    """A record an object of a JSON list; its place stands for the line."""
    elements = (one for one in read_elements(file) if one.container != NEXT_PAGE)
    return _read_objects(map(_listed, elements, count(1)), origin, mapping)


def _lined(line: Line) -> tuple[int, _Object, str]:
    row = parse_line(line)
    return line.number, row, "" if isinstance(row, Rejected) else line.content.decode()


def _listed(element: Element, number: int) -> tuple[int, _Object, str]:
    value = element.value
    try:
        original = json.dumps(value, sort_keys=True, ensure_ascii=False)
    except RecursionError:
        return number, Rejected(line=number, reason="it is nested too deeply", original=""), ""
    if isinstance(value, dict):
        return number, value, original
    reason = f"not a JSON object but a {type(value).__name__}"
    return number, Rejected(line=number, reason=reason, original=original), ""


def _read_objects(
    objects: Iterable[tuple[int, _Object, str]], origin: Origin, mapping: Mapping
) -> Iterator[Outcome]:
    gate = Gate(origin, PARSER_VERSION)
    first = True
    lacking = _Lacking(mapping)
    for number, row, original in objects:
        if isinstance(row, Rejected):
            yield row
            continue
        if first and not mapping.declared:
            mapping.check(row.keys())
        first = False
        lacking.see(row)
        yield gate.accept(number, parse_row(row, mapping), original)
    yield from lacking.remarks()


class _Lacking:
    """The declared columns that no row has had so far."""

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self._fields = [*mapping.columns] if mapping.declared else []
        self._seen: dict[str, None] = {}
        self._rows = 0

    def see(self, row: _Row) -> None:
        """Take a row into account."""
        self._rows += 1
        if self._fields:
            given = self._mapping.missing(row.keys())
            self._fields = [field for field in self._fields if field in given]
            if len(self._seen) < _NAMED:
                self._seen.update(dict.fromkeys(row))

    def remarks(self) -> Iterator[Remark]:
        """One for each field that none gave; a file without rows is told about otherwise."""
        known = ", ".join([*self._seen][:_NAMED]) or "none"
        for field in self._fields if self._rows else ():
            names = "|".join(self._mapping.columns[field])
            yield Remark(
                warning=f"no record has a column {names} for {field} (columns: {known})",
                records=self._rows,
            )


def read_separated(
    file: SourceFile, origin: Origin, mapping: Mapping, delimiter: str
) -> Iterator[Outcome]:
    """A record a row under a header row; a row of another width is rejected."""
    gate = Gate(origin, PARSER_VERSION)
    for cells in read_cells(file, delimiter, mapping.check):
        if isinstance(cells, Rejected):
            yield cells
        else:
            yield gate.accept(cells.line, parse_row(cells.row, mapping), cells.original)


def parse_line(line: Line) -> dict[str, object] | Rejected:
    """The JSON object of a line, or why there is none."""
    if line.cut:
        reason = f"the line is longer than {LONGEST_LINE} bytes"
        return Rejected(line=line.number, reason=reason, original=_shown(line.content))
    try:
        row = json.loads(line.content.decode())
    except UnicodeDecodeError as error:
        reason = f"invalid UTF-8 at byte {error.start + 1} of the line"
    except (ValueError, RecursionError) as error:
        reason = f"not JSON: {error}"
    else:
        if isinstance(row, dict):
            return row
        reason = f"not a JSON object but a {type(row).__name__}"
    return Rejected(line=line.number, reason=reason, original=_shown(line.content))


def parse_row(row: _Row, mapping: Mapping) -> Draft:
    """The fields of a row by its mapping."""
    found = {
        field: _cell(row, names, _JOINED.get(field)) for field, names in mapping.columns.items()
    }
    nested = [name for name, value in row.items() if isinstance(value, (dict, list))]
    return Draft(
        objects=tuple(_objects(row, found, mapping)) if nested else (),
        id=found.get("id"),
        text=found.get("text"),
        title=found.get("title"),
        url=found.get("url"),
        publisher=found.get("publisher"),
        site=found.get("site"),
        rating_text=found.get("rating"),
        verdict=found.get("verdict"),
        claimant=found.get("claimant"),
        claimed_at=found.get("claimed_at"),
        reviewed_at=found.get("reviewed_at"),
        language=found.get("language"),
        licence=found.get("licence"),
        summary=found.get("summary"),
    )


def _objects(row: _Row, found: Columns[str, str | None], mapping: Mapping) -> Iterator[str]:
    """The fields without a text because what stands in their column is an object."""
    for field, names in mapping.columns.items():
        cells = [row.get(name) for name in names] if found[field] is None else []
        within = [one for cell in cells for one in (cell if isinstance(cell, list) else [cell])]
        if any(isinstance(one, dict) for one in within):
            yield field


def _cell(row: _Row, names: tuple[str, ...], joint: str | None) -> str | None:
    for name in names:
        value = row.get(name)
        text = value if isinstance(value, str) else _text(value, joint)
        if text and not text.isspace():
            return text
    return None


def _text(value: object, joint: str | None) -> str | None:
    """A cell's text; of a list all where there is something to join them with, else the first."""
    if isinstance(value, list):
        texts = dict.fromkeys(text for one in value if (text := _text(one, joint)))
        return (next(iter(texts), None) if joint is None else joint.join(texts)) or None
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    # the only value that is not itself is no number
    return str(value) if isinstance(value, (int, float)) and value == value else None


def _shown(content: bytes) -> str:
    return content.decode("utf-8", "backslashreplace")
