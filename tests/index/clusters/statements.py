"""Statements with sensible defaults."""

from __future__ import annotations

from typing import Any

from claims.text import normalise, text_key
from index.clusters.statements import Statement


def make_statement(text: str, **changes: Any) -> Statement:
    """A statement in English by one publisher; the id follows from the text."""
    fields: dict[str, Any] = {
        "ids": (text_key(text),),
        "rows": (0,),
        "text": normalise(text),
        "key": text_key(text),
        "language": "en",
        "publishers": frozenset(("one.example",)),
        "titles": frozenset(),
        "days": (),
        "vector": 0,
        "told": (),
    }
    return Statement(**{**fields, **changes})
