"""A text of one word says nothing that another text could say in other words."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from tests.index.relating import relation_of


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("en", "Rupert.", "How Rupert Gale's Speech Was Bent"),
        ("en", "Of course we do.", "Gale Desk - Indeed we do"),
        ("en", "Three.", "Three Lies in a Row"),
        ("en", "People are frustrated.", "A frustrated"),
        ("de", "Das ist kompliziert.", "Ja, aber es ist kompliziert."),
    ],
)
def test_a_scrap_is_never_the_same(language: str, query: str, claim: str) -> None:
    """However much of it the claim has."""
    assert relation_of(language, query, claim, language) is Relation.RELATED


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("en", "Rupert.", "rupert."),
        ("en", "Covid is a hoax.", "Covid is fake."),
        ("en", "Vaccines kill.", "Vaccines are killing."),
        ("fr", "Elle a 92 ans.", "Elle a quatre-vingt-douze ans."),
        ("en", "Inflation is 5%.", "Inflation stands at 5 percent."),
    ],
)
def test_a_short_claim_is(language: str, query: str, claim: str) -> None:
    """Two words are enough, or equal ones."""
    assert relation_of(language, query, claim, language) is Relation.SAME


@pytest.mark.parametrize("end", ["", ".", "!", "…", "..."])
@pytest.mark.parametrize("language", ["", "en"])
def test_equal_words_are_the_same_however_they_end(language: str, end: str) -> None:
    """Whatever language they are taken for: of a short sentence it is often not told."""
    said = f"Zebra stripes repel horseflies{end}"
    assert relation_of(language, said, "Zebra stripes repel horseflies", "") is Relation.SAME


def test_a_question_is_not_the_same_as_a_claim_of_its_words() -> None:
    asked = "Zebra stripes repel horseflies?"
    assert relation_of("", asked, "Zebra stripes repel horseflies", "") is Relation.RELATED
