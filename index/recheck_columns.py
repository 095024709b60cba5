"""The columns of checked sentences and of changes: schemas for Arrow, and rows both ways.

A row as plain values is also a line of JSON Lines; CSV flattens it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from index.changes import Change
from index.checked import CheckedSentence

if TYPE_CHECKING:
    import pyarrow

Row = dict[str, Any]

_SENTENCES: TypeAdapter[list[CheckedSentence]] = TypeAdapter(list[CheckedSentence])
_SENTENCE: TypeAdapter[CheckedSentence] = TypeAdapter(CheckedSentence)
_CHANGE: TypeAdapter[Change] = TypeAdapter(Change)


@cache
def sentence_schema() -> pyarrow.Schema:
    """The columns of checked sentences."""
    import pyarrow as pa

    text = pa.string()
    return pa.schema(
        [
            ("document", text),
            ("ordinal", pa.int32()),
            ("start", pa.int32()),
            ("end", pa.int32()),
            ("text", text),
            ("language", text),
            ("quote", _quote_type()),
            ("no_match", text),
            ("best_score", pa.float64()),
            ("matches", pa.list_(_match_type())),
            ("snapshot", text),
        ]
    )


def _quote_type() -> pyarrow.DataType:
    import pyarrow as pa

    text, place = pa.string(), pa.int32()
    places = [("start", place), ("end", place)]
    return pa.struct([("text", text), *places, ("speaker", text), ("language", text)])


def _match_type() -> pyarrow.DataType:
    import pyarrow as pa

    text = pa.string()
    names = ("publisher", "site", "url", "title", "rating_text", "verdict", "reviewed_at")
    review = pa.struct([(name, text) for name in names])
    difference = pa.struct([(name, text) for name in ("kind", "query", "claim")])
    return pa.struct(
        [
            ("claim_id", text),
            ("claim_text", text),
            ("claim_language", text),
            ("score", pa.float64()),
            ("probability", pa.float64()),
            ("band", text),
            ("relation", text),
            ("cross_language", pa.bool_()),
            ("differences", pa.list_(difference)),
            ("reviews", pa.list_(review)),
            ("found_by", text),
        ]
    )


def render_sentence(row: CheckedSentence) -> Row:
    """One row as plain values, by the names of the schema."""
    found: Row = _SENTENCE.dump_python(row, mode="json")
    return _flat(found)


def render_change(change: Change) -> Row:
    """A change as plain values: kind, since, gone, sentence, before, now."""
    found: Row = _CHANGE.dump_python(change, mode="json")
    return {**found, "sentence": _flat(found["sentence"])}


def sentence_table(rows: Sequence[CheckedSentence]) -> pyarrow.Table:
    """Rows as a table of the schema."""
    import pyarrow as pa

    found: list[Row] = _SENTENCES.dump_python(list(rows), mode="json")
    return pa.Table.from_pylist([_flat(row) for row in found], schema=sentence_schema())


def parse_sentence(row: Row) -> CheckedSentence:
    """What `render_sentence` rendered."""
    return _SENTENCE.validate_python(_nested(row), strict=False)


def parse_change(row: Row) -> Change:
    """What `render_change` rendered."""
    return _CHANGE.validate_python({**row, "sentence": _nested(row["sentence"])}, strict=False)


def sentences_of(table: pyarrow.Table) -> list[CheckedSentence]:
    """The rows of a table of the schema."""
    return _SENTENCES.validate_python([_nested(row) for row in table.to_pylist()], strict=False)


_ANSWER = ("no_match", "best_score", "matches")


def _flat(row: Row) -> Row:
    answer = row["answer"]
    kept = {name: value for name, value in row.items() if name not in ("answer", "snapshot")}
    return {**kept, **{name: answer[name] for name in _ANSWER}, "snapshot": row["snapshot"]}


def _nested(row: Row) -> Row:
    kept = {name: value for name, value in row.items() if name not in _ANSWER}
    return {**kept, "answer": {name: row[name] for name in _ANSWER}}
