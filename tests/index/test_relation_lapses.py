"""Times without a number against one that has a number."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from index.relation import relate

_SECONDS = "A goldfish has a memory of only three seconds."


@pytest.mark.parametrize(
    ("language", "query", "claim", "same"),
    [
        ("en", "A reader wrote that goldfish remember things for months.", _SECONDS, False),
        ("de", "Goldfische erinnern sich monatelang.", _SECONDS, False),
        ("fr", "Un poisson rouge se souvient pendant des semaines.", _SECONDS, False),
        ("es", "Un pez de colores recuerda durante meses.", _SECONDS, False),
        ("it", "Un pesce rosso ricorda per giorni.", _SECONDS, False),
        ("pt", "Um peixe dourado lembra-se durante horas.", _SECONDS, False),
        ("pl", "Złota rybka pamięta przez lata.", _SECONDS, False),
        ("en", "A goldfish remembers for mere seconds.", _SECONDS, True),
        ("de", "Ein Goldfisch merkt sich alles nur für Sekunden.", _SECONDS, True),
        (
            "en",
            "Gum stays in the stomach for years.",
            "Gum stays in the stomach for seven years.",
            True,
        ),
        ("en", "Gum is in the stomach for months.", "Gum is in the stomach for seven years.", True),
        ("en", "Gum will clog the stomach this month.", "Gum clogs the stomach for 7 years.", True),
    ],
)
def test_another_lapse_of_time_is_not_the_same(
    language: str, query: str, claim: str, same: bool
) -> None:
    relation, differences = relate(query, claim, query_language=language, claim_language="en")
    assert (relation is Relation.SAME) is same, (relation, differences)


def test_several_of_a_small_unit_are_not_several_of_a_large_one() -> None:
    small, large = "La tour gagne plusieurs centimètres.", "La tour gagne plusieurs mètres."
    found, _ = relate(large, small, query_language="fr", claim_language="fr")
    assert found is Relation.RELATED
    weeks, days = "The siege lasted for weeks.", "The siege lasted for days."
    assert relate(weeks, days, query_language="en", claim_language="en")[0] is Relation.SAME
