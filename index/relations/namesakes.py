"""Namesakes: what is named after somebody, and is not whom it is named after."""

from __future__ import annotations

import re

from claims.phrases import any_of
from index.relations.alignment import Alignment
from index.relations.analysis import Analysis

_NAMED = (
    "named after",
    "named for",
    "named in honour of",
    "named in honor of",
    "bearing the name of",
    "bears the name of",
    "benannt",
    "benannte",
    "benannten",
    "benannter",
    "benanntes",
    "qui porte le nom",
    "portant le nom",
    "que lleva el nombre",
    "que leva o nome",
    "intitolato a",
    "intitolata a",
    "che porta il nome",
    "imienia",
    "im.",
    "nazwany",
    "nazwana",
    "nazwane",
    "nazwanej",
    "nazwanym",
    "noszący imię",
    "noszącej imię",
)
_PATTERN = re.compile(rf"(?<!\w)(?:{any_of(_NAMED)})(?!\w)", re.IGNORECASE)


def about_a_namesake(alignment: Alignment) -> bool:
    """True where one side only is about a school named after Einstein."""
    return _named(alignment.query) != _named(alignment.claim)


def _named(analysis: Analysis) -> bool:
    return _PATTERN.search(analysis.text) is not None
