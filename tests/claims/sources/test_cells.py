"""Rows of CSV and TSV, with quotes that are closed and quotes that go astray."""

from __future__ import annotations

import csv
import tracemalloc
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.sources.cells import Cells, read_cells
from claims.sources.draft import Rejected
from claims.sources.files import SourceFile


def _read(text: str, delimiter: str) -> list[Cells | Rejected]:
    file = SourceFile("x", BytesIO(text.encode()), None, None)
    return list(read_cells(file, delimiter, lambda _: None))


def _told(text: str, delimiter: str) -> list[tuple[int, object]]:
    """By line the cells, or None for a rejected one."""
    found = _read(text, delimiter)
    return [(r.line, list(r.row.values()) if isinstance(r, Cells) else None) for r in found]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ('1\t"Breaking: one\n2\ttwo\n3\tthree\n', ['"Breaking: one', "two", "three"]),
        ('1\t"Breaking: one\n2\ttwo\n3\tsaid "yes"', ['"Breaking: one', "two", 'said "yes"']),
        ('1\t"Breaking: one\n2\ttwo\n3\t"said"\n', ['"Breaking: one', "two", "said"]),
        ('1\t"One\n2\t"Two\n3\t"Three', ['"One', '"Two', '"Three']),
        ('1\t"One" said\n2\t"Two ""so"""\n3\t""', ['"One" said', 'Two "so"', ""]),
        ('1\t"One\nand more"\n3\tThree', ["One\nand more", "Three"]),
        ('1\tOne\n2\t"', ["One", '"']),
    ],
)
def test_a_stray_quote_in_tsv_is_a_character(rows: str, cells: list[str]) -> None:
    found = _told("id\ttext\n" + rows, "\t")
    assert [row[1] if isinstance(row, list) else None for _, row in found] == cells
    assert [row[0] for _, row in found if isinstance(row, list)] == [
        str(line - 1) for line, _ in found
    ]


def test_a_stray_quote_before_other_cells() -> None:
    found = _told('id\ttext\tby\n1\t"One\t"me, too"\n2\tTwo\tyou\n', "\t")
    assert found == [(2, ["1", '"One', "me, too"]), (3, ["2", "Two", "you"])]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ('1,"One\n2,two\n3,three', [(2, None), (3, ["2", "two"]), (4, ["3", "three"])]),
        ('1,"One\n2,two\n3,"a, ""b"""', [(2, None), (3, ["2", "two"]), (4, ["3", 'a, "b"'])]),
        ('1,"One\n2,he said "so"\n', [(2, None), (3, ["2", 'he said "so"'])]),
        ('1,One\n2,"', [(2, ["1", "One"]), (3, None)]),
        ('1,"One\n\nand, more"\n2,two', [(2, ["1", "One\n\nand, more"]), (5, ["2", "two"])]),
        ('1,"One" said\n2,"two"', [(2, ["1", "One said"]), (3, ["2", "two"])]),
    ],
)
def test_a_stray_quote_in_csv_rejects_its_line(rows: str, told: list[tuple[int, object]]) -> None:
    assert _told("id,text\n" + rows, ",") == told


_CELLS = st.lists(st.lists(st.text('ab" ,\n', max_size=6), min_size=3, max_size=3), max_size=6)


@given(_CELLS)
def test_what_is_quoted_well_is_read_as_it_was(rows: list[list[str]]) -> None:
    written = StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerows([["x", "y", "z"], *rows])
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert [row for _, row in _told(written.getvalue(), ",")] == kept


def test_a_quote_that_nothing_closes_costs_one_line_and_bounded_memory() -> None:
    lines = 'id,text\n0,"One\n' + "".join(f"{n},{'x' * 990}\n" for n in range(40_000))
    tracemalloc.start()
    file = SourceFile("x", BytesIO(lines.encode()), None, None)
    first, *rest = (isinstance(row, Cells) for row in read_cells(file, ",", lambda _: None))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (first, len(rest), all(rest)) == (False, 40_000, True)
    assert peak < 200_000_000
