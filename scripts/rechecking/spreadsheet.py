"""Spreadsheets of a sample: rows of named cells written as XLSX or CSV, and read back.

A cell is text, number or empty, never a formula, whatever the text begins with.
"""

from __future__ import annotations

import csv
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from claims.aside import aside
from claims.formulas import begins_formula

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SUFFIXES = (".xlsx", ".csv")
_SHEET = "Sample"
_DAMAGE = (csv.Error, ParseError, BadZipFile, EOFError, zlib.error)  # rows are read as they come
Cell = str | float | int | None
Cells = Mapping[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a sheet looks: widths of the shown columns by name, the hidden ones after them, the words
    that the first column may hold, and a guide for whoever fills it in."""

    shown: dict[str, int]
    hidden: tuple[str, ...]
    choices: tuple[str, ...]
    guide: str

    @property
    def columns(self) -> tuple[str, ...]:
        """All names in order."""
        return (*self.shown, *self.hidden)


def write_cells(cells: Sequence[Cells], layout: Layout, path: Path) -> None:
    """Write a file by its ending, one of SUFFIXES, in place of what was there. Raises OSError."""
    with aside(path) as beside:
        (_write_xlsx if path.suffix.lower() == ".xlsx" else _write_csv)(cells, layout, beside)


def _write_csv(cells: Sequence[Cells], layout: Layout, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
        writer = csv.writer(file)
        writer.writerow(layout.columns)
        writer.writerows([guarded(row[name]) for name in layout.columns] for row in cells)


def guarded(value: Cell) -> Cell:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return "'" + value if isinstance(value, str) and _runs(value) else value


def unguarded(value: str) -> str:
    """The text that `guarded` was given."""
    return value[1:] if value.startswith("'") and _runs(value[1:]) else value


def _runs(text: str) -> bool:
    """Whether it is a formula, or one behind apostrophes, which are told apart when read back."""
    return begins_formula(text.lstrip(" '"))


def _write_xlsx(cells: Sequence[Cells], layout: Layout, path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet: Worksheet = book.active
    sheet.title = _SHEET
    sheet.append(layout.columns)
    for number, row in enumerate(cells, 2):
        for column, name in enumerate(layout.columns, 1):
            _set(sheet, number, column, row[name])
    _lay_out(sheet, layout)
    if cells:
        choice = DataValidation(
            type="list", formula1=f'"{",".join(layout.choices)}"', allow_blank=True
        )
        sheet.add_data_validation(choice)
        choice.add(f"A2:A{len(cells) + 1}")
    guide = book.create_sheet("How to label")
    guide["A1"] = layout.guide
    guide.column_dimensions["A"].width = 110
    book.save(path)


def _set(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment

    cell = sheet.cell(row, column)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if not isinstance(value, str):
        cell.value = value
        return
    plain = value.encode("utf-8", "replace").decode()
    cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", plain)
    cell.data_type = "s"  # a text, even where it begins with =
    cell.quotePrefix = True


def _lay_out(sheet: Worksheet, layout: Layout) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place, width in enumerate(layout.shown.values(), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for place in range(len(layout.shown) + 1, len(layout.columns) + 1):
        sheet.column_dimensions[get_column_letter(place)].hidden = True
    sheet.freeze_panes = "A2"


def cells_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a spreadsheet by their first line, as text; empty cells are empty.

    Raises OSError, ValueError.
    """
    try:
        yield from _read_xlsx(path) if path.suffix.lower() == ".xlsx" else _read_csv(path)
    except _DAMAGE as error:
        raise ValueError(f"it is damaged: {error}") from error


def _read_csv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        # where the decimal sign is a comma, spreadsheets part columns by semicolons
        sign = max(",;\t", key=first.count)
        file.seek(0)
        for row in csv.DictReader(file, delimiter=sign, strict=True):
            yield {name: (value or "").strip() for name, value in row.items() if name}


def _read_xlsx(path: Path) -> Iterator[dict[str, str]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True)
    except (BadZipFile, InvalidFileException, KeyError) as error:
        raise ValueError(f"{path} is no spreadsheet") from error
    name = _SHEET if _SHEET in book.sheetnames else book.sheetnames[0]
    rows = book[name].iter_rows(values_only=True)
    names = [str(name or "") for name in next(rows, ())]
    for row in rows:
        values = ("" if value is None else str(value).strip() for value in row)
        yield dict(zip(names, values, strict=False))
