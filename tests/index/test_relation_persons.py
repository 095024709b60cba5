"""Sentences that share a person's name, and little besides, are of different things."""

from __future__ import annotations

import pytest

from index.lookup import DifferenceKind, Relation
from index.relation import relate
from index.relations.actors import named_apart
from index.relations.analysis import analyse

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


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("de", "Jonas Keller hat das Fahrrad erfunden.", "Marta Solano invented the bicycle."),
        ("fr", "Jean Tellier a inventé la bicyclette.", "Marta Solano invented the bicycle."),
        ("es", "Pedro Rulfo inventó la bicicleta.", "Marta Solano invented the bicycle."),
        ("pl", "Jan Wrona wynalazł rower.", "Marta Solano invented the bicycle."),
    ],
)
def test_another_person_is_another_in_another_language(
    language: str, query: str, claim: str
) -> None:
    relation, (difference,) = relate(query, claim, query_language=language, claim_language="en")
    assert relation is Relation.RELATED
    assert difference.kind is DifferenceKind.ENTITY
    assert (difference.query, difference.claim) == (" ".join(query.split()[:2]), "Marta Solano")


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("de", "Julius Cäsar war nie Kaiser.", "Julius Caesar was never emperor."),
        ("fr", "Jules César n'a jamais été empereur.", "Julius Caesar was never emperor."),
        ("es", "Scott llegó al Polo Sur.", "Scott reached the South Pole."),
        ("de", "Im Kalten Krieg gab es Spione.", "There were spies in the Cold War."),
    ],
)
def test_one_that_is_spelt_otherwise_or_translated_is_not(
    language: str, query: str, claim: str
) -> None:
    _, differences = relate(query, claim, query_language=language, claim_language="en")
    assert not differences


@pytest.mark.parametrize(
    ("query", "claim", "apart"),
    [
        ("Barack Obama wurde auf Hawaii geboren.", "Barack Obama was born in Kenya.", True),
        ("Barack Obama wurde in Kenia geboren.", "Barack Obama was born in Kenya.", False),
        ("Melbourne ist die Hauptstadt.", "Sydney is the capital.", True),
        ("Sydney ist die Hauptstadt.", "Sydney is the capital.", False),
        ("Fledermäuse sind blind.", "Bats are blind.", False),
    ],
)
def test_each_may_name_another_in_another_language(query: str, claim: str, apart: bool) -> None:
    sides = analyse(query, "de"), analyse(claim, "en")
    assert named_apart(*sides) is named_apart(*reversed(sides)) is apart
    assert not named_apart(analyse(query, "de"), analyse(query, "de"))
