"""read_cells(): the rows of CSV and TSV under their header, and a quote that goes astray."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from claims.sources.draft import Rejected
from claims.sources.files import LONGEST_LINE, SourceFile

COMMA, TAB = ",", "\t"
_ASTRAY = "a quote is opened, and none closes it where a cell ends"
_INVALID = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """A row under its header; `line` is where it starts, `original` all of it."""

    line: int
    row: dict[str, str]
    original: str


def read_cells(
    file: SourceFile, delimiter: str, check: Callable[[list[str]], object]
) -> Iterator[Cells | Rejected]:
    """Every row, or why it is none; `check` sees the header first.

    A quote that is closed nowhere, or where no cell ends, takes no further lines with it: in TSV,
    which most write without quoting, it is a character; in CSV its line is rejected.
    """
    csv.field_size_limit(LONGEST_LINE)
    if delimiter == COMMA:
        delimiter = _comma_or_semicolon(file.head())
    lines = _Lines(file)
    rows = csv.reader(lines, delimiter=delimiter)
    header: list[str] | None = None
    while True:
        start = lines.begin()
        try:
            row = next(rows)
            wrong = _ASTRAY if lines.may_stray(delimiter) and _strays(lines.text, delimiter) else ""
        except StopIteration:
            return
        except csv.Error as error:
            wrong = f"not CSV: {error}"
        if wrong:
            lines.give_back()
            if delimiter != TAB or '"' not in lines.text:
                yield Rejected(line=start, reason=wrong, original=lines.text)
                continue
            row = _unquoted(lines.text, delimiter)
        if not any(cell.strip() for cell in row):
            continue
        if header is None:
            header = [name.strip() for name in row]
            check(header)
            continue
        yield _named(start, header, row, lines.text)


def _comma_or_semicolon(head: bytes) -> str:
    """Spreadsheets write semicolons wherever the comma is the decimal point."""
    first = head.lstrip().partition(b"\n")[0]
    return ";" if first.count(b";") > first.count(b",") else COMMA


def _named(line: int, header: list[str], row: list[str], original: str) -> Cells | Rejected:
    if len(row) != len(header):
        reason = f"{len(row)} cells where the header has {len(header)}"
    elif not original.isascii() and _INVALID.search(original):
        reason = "invalid UTF-8"
    else:
        return Cells(line=line, row=dict(zip(header, row, strict=True)), original=original)
    return Rejected(line=line, reason=reason, original=original)


class _Lines:
    """Lines as text, invalid bytes as surrogates that the gate rejects; those of a row are kept
    until the next one begins, and can be given back."""

    def __init__(self, file: SourceFile) -> None:
        self._stream = file.stream
        self._taken: list[str] = []
        self._waiting: deque[str] = deque()
        self._number = 1
        self._ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._waiting:
            line = self._waiting.popleft()
        else:
            line = self._stream.readline(LONGEST_LINE).decode("utf-8", "surrogateescape")
        if not line:
            self._ended = True
            raise StopIteration
        self._taken.append(line)
        return line

    def begin(self) -> int:
        """Begin a row; the number of its first line."""
        self._number += len(self._taken)
        self._taken.clear()
        return self._number

    @property
    def text(self) -> str:
        """The lines of the row."""
        return "".join(self._taken).rstrip("\r\n")

    def may_stray(self, delimiter: str) -> bool:
        """False for nearly every row: what stands on one line in CSV took none with it."""
        several = delimiter == TAB or len(self._taken) > 1 or self._ended
        return several and any('"' in line for line in self._taken)

    def give_back(self) -> None:
        """Keep the first line only."""
        self._waiting.extendleft(reversed(self._taken[1:]))
        del self._taken[1:]
        self._ended = False


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    return re.compile(
        rf'(?:"(?P<inner>[^"]*+(?:""[^"]*+)*+)(?P<close>"?))?(?P<rest>[^{delimiter}\r\n]*+)'
    )


def _strays(text: str, delimiter: str) -> bool:
    """Whether a quote is closed nowhere, or elsewhere than where it was meant to be."""
    place = -1
    while place < 0 or text.startswith(delimiter, place):
        cell = _cell(delimiter).match(text, place + 1)
        if cell is None:
            return False
        _, newline, further = (cell["inner"] or "").partition("\n")
        tabs = delimiter == TAB
        if cell["close"] == "" or (
            cell["inner"] is not None and cell["rest"] and (newline or tabs)
        ):
            return True
        if tabs and TAB in further:
            return True  # whole rows between two quotes
        place = cell.end()
    return False


def _unquoted(line: str, delimiter: str) -> list[str]:
    """The cells of a line where quotes that close no cell are characters."""
    cells = []
    place = -1
    while place < len(line):
        place += 1
        cell = _cell(delimiter).match(line, place)
        if cell and cell["close"] and not cell["rest"]:
            cells.append(cell["inner"].replace('""', '"'))
            place = cell.end()
        else:
            end = line.find(delimiter, place)
            end = len(line) if end < 0 else end
            cells.append(line[place:end])
            place = end
    return cells
