"""A school named after Einstein is not Einstein."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from tests.index.relating import relation_of

FAILED = "Albert Einstein failed mathematics at school."


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("en", "At a school named after Albert Einstein, pupils failed mathematics."),
        ("de", "An der nach Albert Einstein benannten Schule fielen Schüler in Mathematik durch."),
        ("fr", "Au lycée qui porte le nom d'Albert Einstein, on échoue en mathématiques."),
        ("es", "En la escuela que lleva el nombre de Albert Einstein suspenden matemáticas."),
        ("pl", "W szkole imienia Alberta Einsteina nie zdają matematyki."),
    ],
)
def test_what_bears_a_name_is_not_who_bore_it(language: str, query: str) -> None:
    assert relation_of(language, query, FAILED) is Relation.RELATED


@pytest.mark.parametrize(
    ("query", "claim"),
    [
        ("America is named after Amerigo Vespucci.", "America was named for Amerigo Vespucci."),
        ("Einstein failed mathematics at school.", FAILED),
    ],
)
def test_where_both_speak_of_it_or_neither_nothing_changes(query: str, claim: str) -> None:
    assert relation_of("en", query, claim) is Relation.SAME
