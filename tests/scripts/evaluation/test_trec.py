"""Queries and judgements as files have them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.evaluation.trec import (
    EvaluationError,
    Query,
    read_judged,
    read_qrels,
    read_queries,
    read_table,
)


def test_reading_trec_files(tmp_path: Path) -> None:
    path = tmp_path / "f.tsv"
    path.write_text('1\tsays "hi"\n2\ttwo\tthree\n\n', encoding="utf-8")
    assert read_queries(path) == [Query("1", 'says "hi"'), Query("2", "two")]
    path.write_text("1 0 a 1\n1 0 b 0\n1 0 c 2\n", encoding="utf-8")
    assert read_qrels(path) == {"1": frozenset({"a", "c"})}
    more = tmp_path / "more.tsv"
    more.write_text("1\t0\td\t1\n2\t0\te\t1\n", encoding="utf-8")
    assert read_qrels(path, more) == {"1": frozenset({"a", "c", "d"}), "2": frozenset({"e"})}
    path.write_text("only one column\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="f.tsv"):
        read_queries(path)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ('"She said ""no"" twice."', 'She said "no" twice.'),
        ('"""No"", she said."', '"No", she said.'),
        ('"No", she said, and "yes"', '"No", she said, and "yes"'),
        ('"A quotation, all of it."', '"A quotation, all of it."'),
        ('an empty "" one', 'an empty "" one'),
    ],
)
def test_a_text_quoted_as_in_csv_is_taken_out_of_its_quotes(
    tmp_path: Path, written: str, text: str
) -> None:
    path = tmp_path / "queries.tsv"
    path.write_text(f"1\t{written}\n", encoding="utf-8")
    assert read_queries(path) == [Query("1", text)]


@pytest.mark.parametrize("relevance", ["²", "--1", "1.0", "yes"])
def test_a_relevance_is_a_whole_number(tmp_path: Path, relevance: str) -> None:
    path = tmp_path / "qrels.tsv"
    path.write_text(f"1 0 a {relevance}\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="is no line of query, 0, record, number"):
        read_qrels(path)


@pytest.mark.parametrize(
    ("queries", "qrels", "why"),
    [
        ("1\tone\n", "2 0 a 1\n", "no query of .*q.tsv is judged relevant to anything in .*r.tsv"),
        ("1\tone\n", "1 0 a 0\n", "no query of"),
        ("1\tone\n", "", "no query of"),
        ("id\ttext\n", "1 0 a 1\n", "no query of"),
        ("1\tone\n2\ttwo\n1\tthree\n", "1 0 a 1\n", "the query id '1' comes 2 times"),
    ],
)
def test_queries_and_judgements_that_do_not_belong_together_give_no_figures(
    tmp_path: Path, queries: str, qrels: str, why: str
) -> None:
    asked, judged = tmp_path / "q.tsv", tmp_path / "r.tsv"
    asked.write_text(queries, encoding="utf-8")
    judged.write_text(qrels, encoding="utf-8")
    with pytest.raises(EvaluationError, match=why):
        read_judged(asked, judged)


def test_a_table_as_a_spreadsheet_saves_it(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_bytes(b"\xef\xbb\xbfa\tb\tc\r\n1\ttwo\r\n\r\n3\t\t\r\n")
    assert read_table(path, ("a", "b")) == [
        {"a": "1", "b": "two", "c": None},
        {"a": "3", "b": "", "c": ""},
    ]


@pytest.fixture
def usual_fields() -> Iterator[None]:
    """The longest field of tables as a new process has it: others may have raised it."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("a\tb\n1\ttwo\n3\n", "line 3 is too short"),
        ("a\tb\n", "it has no lines"),
        ("", "it lacks a, b"),
        ("a\tb\n1\t" + "x" * 200_000 + "\n", "field larger than"),
    ],
)
@pytest.mark.usefixtures("usual_fields")
def test_what_is_no_table_is_refused(tmp_path: Path, written: str, why: str) -> None:
    path = tmp_path / "table.tsv"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(EvaluationError, match=f"table.tsv is no table of a, b: {why}"):
        read_table(path, ("a", "b"))
