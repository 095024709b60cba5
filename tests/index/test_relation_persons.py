"""Sentences that share a person's name, and little besides, are of different things."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from index.relation import relate

NAMED = "Alicia Machado was a star of films for adults in Mexico"


def _relation(language: str, query: str, claim: str, *, sure: bool) -> Relation:
    found, _ = relate(query, claim, query_language=language, claim_language=language, sure=sure)
    return found


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("en", "Her name is Alicia Machado.", NAMED),
        ("en", "And then there is Alicia Machado.", NAMED),
        ("de", "Ihr Name ist Alicia Machado.", "Alicia Machado drehte in Mexiko freizügige Filme."),
    ],
)
def test_a_name_alone_is_not_the_same_where_nothing_is_sure(
    language: str, query: str, claim: str
) -> None:
    assert _relation(language, query, claim, sure=False) is Relation.RELATED


def test_what_is_said_of_a_person_in_other_words_may_be() -> None:
    query = "Alicia Machado starred in Mexican films for adults"
    assert _relation("en", query, NAMED, sure=False) is Relation.SAME
    assert _relation("en", "Alicia Machado was a star in Mexico", NAMED, sure=True) is Relation.SAME
