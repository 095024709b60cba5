"""Sentences that share a person's name, and little besides, are of different things."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from index.relation import relate

NAMED = "Marta Solano was a star of films for adults in Mexico"


def _relation(language: str, query: str, claim: str, *, sure: bool) -> Relation:
    found, _ = relate(query, claim, query_language=language, claim_language=language, sure=sure)
    return found


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("en", "She is called Marta Solano.", NAMED),
        ("en", "And then there is Marta Solano.", NAMED),
        ("de", "Ihr Name ist Marta Solano.", "Marta Solano drehte in Mexiko freizügige Filme."),
    ],
)
def test_a_name_alone_is_not_the_same_where_nothing_is_sure(
    language: str, query: str, claim: str
) -> None:
    assert _relation(language, query, claim, sure=False) is Relation.RELATED


def test_what_is_said_of_a_person_in_other_words_may_be() -> None:
    query = "Marta Solano starred in Mexican films for adults"
    assert _relation("en", query, NAMED, sure=False) is Relation.SAME
    assert _relation("en", "Marta Solano was a star in Mexico", NAMED, sure=True) is Relation.SAME
