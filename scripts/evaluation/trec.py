"""read_judged(), read_table() and Answers: TREC-style files, tables and JSON Lines, met with the
claims of a snapshot."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from claims.model import Claim
from index.snapshot import Rows, Snapshot

_SCHEME = re.compile(r"\Ahttps?://(?:www\.)?", re.IGNORECASE)
_NUMBER = re.compile(r"-?[0-9]+")
_QUOTED = re.compile(r'"((?:[^"]|"")*""(?:[^"]|"")*)"')  # as in CSV, for the marks within
_HEADERS = {("id", "text"), ("query_id", "text"), ("language", "text"), ("lang", "text")}

Qrels = Mapping[str, frozenset[str]]


class EvaluationError(Exception):
    """A file that cannot be used; the message names it."""


@dataclass(frozen=True, slots=True)
class Query:
    """One line of a query file."""

    id: str
    text: str


def read_judged(queries: Path, *qrels: Path) -> tuple[list[Query], Qrels]:
    """The queries of a file and their judgements; raises EvaluationError where no judgement is of
    one of them, or two queries have one id."""
    asked, judged = read_queries(queries), read_qrels(*qrels)
    _check_ids(queries, asked)
    if not any(query.id in judged for query in asked):
        files = ", ".join(map(str, qrels))
        raise EvaluationError(f"no query of {queries} is judged relevant to anything in {files}")
    return asked, judged


def _check_ids(path: Path, queries: Sequence[Query]) -> None:
    name, times = next(iter(Counter(query.id for query in queries).most_common(1)), ("", 0))
    if times > 1:
        raise EvaluationError(f"{path}: the query id {name[:60]!r} comes {times} times")


def read_queries(path: Path) -> list[Query]:
    """Lines of `id<TAB>text`; further columns are ignored, a header line is passed over, and a text
    that is quoted as in CSV, since it holds quotation marks, is taken out of its quotes."""
    rows = [line.split("\t") for line in _lines(path)]
    if rows and tuple(name.casefold() for name in rows[0][:2]) in _HEADERS:
        rows = rows[1:]
    short = next((row for row in rows if len(row) < 2), None)
    if short is not None:
        raise EvaluationError(f"{path}: {short[0][:60]!r} is no line of id, tab, text")
    return [Query(row[0], _unquoted(row[1])) for row in rows]


def _unquoted(text: str) -> str:
    found = _QUOTED.fullmatch(text)
    return found[1].replace('""', '"') if found else text


def read_sentences(path: Path) -> list[str]:
    """The second column of a file of sentences that nothing should match."""
    return [query.text for query in read_queries(path)]


def read_qrels(*paths: Path) -> Qrels:
    """Lines of `query id, 0, record id, relevance`, tabs or spaces; relevance above 0 counts.

    Several files are taken together: what one of them judges relevant is.
    """
    found: dict[str, set[str]] = {}
    for path in paths:
        _read_judgements(path, found)
    return {query: frozenset(records) for query, records in found.items()}


def read_sayings(path: Path) -> tuple[list[Query], Qrels]:
    """Sentences, each about a claim of a known record: lines of id, language, claim, text, under a
    header. Raises EvaluationError."""
    found = [line.split("\t") for line in _lines(path)[1:]]
    if not found or any(len(parts) != 4 for parts in found):
        raise EvaluationError(f"{path} has no lines of id, language, claim and text")
    queries = [Query(number, text) for number, _, _, text in found]
    _check_ids(path, queries)
    return queries, {number: frozenset([claim]) for number, _, claim, _ in found}


def read_table(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """Tab-separated lines under a header that names at least these columns, nothing quoted.

    Raises EvaluationError, also where there is no line.
    """
    wanted = f"{path} is no table of {', '.join(columns)}"
    rows = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            lacking = set(columns) - set(table.fieldnames or ())
            if lacking:
                raise EvaluationError(f"{wanted}: it lacks {', '.join(sorted(lacking))}")
            for row in table:
                if any(row[name] is None for name in columns):
                    raise EvaluationError(f"{wanted}: line {table.line_num} is too short")
                rows.append(row)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise EvaluationError(f"{wanted}: {error}") from error
    if not rows:
        raise EvaluationError(f"{wanted}: it has no lines")
    return rows


def read_objects(path: Path, fields: Sequence[str]) -> list[dict[str, Any]]:
    """The objects of JSON Lines, each with at least these fields.

    Raises EvaluationError, also where there is no line.
    """
    named = ", ".join(fields)
    found = []
    for line in _lines(path):
        try:
            one = json.loads(line)
        except ValueError as error:
            raise EvaluationError(f"{path}: {line[:60]!r} is no JSON: {error}") from error
        if not isinstance(one, dict) or not one.keys() >= set(fields):
            raise EvaluationError(f"{path}: {line[:60]!r} is no object of {named}")
        found.append(one)
    if not found:
        raise EvaluationError(f"{path} has no lines of {named}")
    return found


def _read_judgements(path: Path, found: dict[str, set[str]]) -> None:
    for line in _lines(path):
        parts = line.split("\t") if "\t" in line else line.split()
        if len(parts) < 4 or not _NUMBER.fullmatch(parts[3].strip()):
            raise EvaluationError(f"{path}: {line[:60]!r} is no line of query, 0, record, number")
        if int(parts[3]) > 0:
            found.setdefault(parts[0], set()).add(parts[2])


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} cannot be read: {error}") from error
    return [line for line in text.split("\n") if line.strip()]


class Answers:
    """Which claims of a snapshot a judged id stands for: record id, claim id or URL of a review."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._rows: dict[str, set[int]] = {}
        heads = snapshot.heads.tolist()
        for row, claim in enumerate(snapshot.each_claim()):
            for name in _names(claim):
                self._rows.setdefault(name, set()).add(heads[row])

    def rows(self, ids: Iterable[str]) -> Rows:
        """The claims that these ids stand for, of a cluster the row that it is shown under.

        Ids that are not in the index are left out.
        """
        rows = {row for name in ids for row in self._rows.get(_plain(name), ())}
        return np.array(sorted(rows), dtype=np.int64)


def _names(claim: Claim) -> set[str]:
    names = {claim.id}
    for review in claim.reviews:
        names.update(filter(None, (review.provenance.record_id, review.url)))
    return {_plain(name) for name in names}


def _plain(name: str) -> str:
    """Ids as they are; URLs without what two copies of one address differ in."""
    return _SCHEME.sub("", name).rstrip("/")
