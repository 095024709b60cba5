"""What shares too little with a claim excludes nothing in it, whatever parts them."""

from __future__ import annotations

import pytest

from index.lookup import DifferenceKind, Relation
from index.relation import relate
from tests.index.relating import relation_of

HALL = "Four bakers were hurt when the old market hall of Lund burned down."


@pytest.mark.parametrize(
    ("query", "claim", "kind", "relation"),
    [
        (
            "Nine bakers were hurt when the old market hall of Lund burned down.",
            HALL,
            DifferenceKind.NUMBER,
            Relation.CONTRADICTS,
        ),
        (
            "Nine bakers, says the evening paper, which had asked the police and both hospitals, "
            "were hurt when the old market hall of Lund burned down.",
            HALL,
            DifferenceKind.NUMBER,
            Relation.CONTRADICTS,
        ),
        (
            "Nine bakers from all over Scania will set up their stalls for the autumn festival "
            "where the hall once burned.",
            HALL,
            DifferenceKind.NUMBER,
            Relation.RELATED,
        ),
        (
            "The old market hall of Lund has not burned down.",
            "The old market hall of Lund has burned down.",
            DifferenceKind.NEGATION,
            Relation.CONTRADICTS,
        ),
        (
            "There is no evidence that the bakers said this.",
            "The bakers of Lund said in spring that the market hall was set on fire.",
            DifferenceKind.NEGATION,
            Relation.RELATED,
        ),
        (
            "Goldfish remember things for five months.",
            "Goldfish have a memory of three seconds.",
            DifferenceKind.NUMBER,
            Relation.CONTRADICTS,
        ),
    ],
)
def test_only_what_is_of_one_matter_excludes_the_other(
    query: str, claim: str, kind: DifferenceKind, relation: Relation
) -> None:
    found, differences = relate(query, claim, query_language="en", claim_language="en")
    assert found is relation
    assert [each.kind for each in differences] == [kind]  # which is told of all the same


def test_across_languages_little_need_be_shared() -> None:
    query = "Bei dem Brand kamen neun Menschen um."
    assert relation_of("de", query, "Four people died in the fire.") is Relation.CONTRADICTS
