"""Somebody's father is not himself."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from tests.index.relating import relation_of

BORN = {
    "en": "Barack Obama was born in Kenya.",
    "de": "Barack Obama wurde in Kenia geboren.",
    "fr": "Barack Obama est né au Kenya.",
    "es": "Barack Obama nació en Kenia.",
    "pt": "Barack Obama nasceu no Quênia.",
    "it": "Barack Obama è nato in Kenya.",
    "pl": "Barack Obama urodził się w Kenii.",
}


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("en", "Barack Obama's father was born in Kenya."),
        ("en", "The father of Barack Obama was born in Kenya."),
        ("de", "Barack Obamas Vater wurde in Kenia geboren."),
        ("de", "Der Vater von Barack Obama wurde in Kenia geboren."),
        ("fr", "Le père d'Obama est né au Kenya."),
        ("es", "El padre de Barack Obama nació en Kenia."),
        ("pt", "O pai de Barack Obama nasceu no Quênia."),
        ("it", "Il padre di Obama è nato in Kenya."),
        ("pl", "Ojciec Obamy urodził się w Kenii."),
    ],
)
def test_what_is_said_of_a_relative_is_only_related(language: str, query: str) -> None:
    """In the claim's language and in another; and the other way round."""
    assert relation_of(language, query, BORN[language], spoken=language) is Relation.RELATED
    assert relation_of(language, BORN[language], query, spoken=language) is Relation.RELATED
    assert relation_of(language, query, BORN["en"]) is Relation.RELATED


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("en", "My father says Barack Obama was born in Kenya."),
        ("de", "Meine Mutter glaubt, Barack Obama wurde in Kenia geboren."),
        ("es", "Mi padre jura que Barack Obama nació en Kenia."),
    ],
)
def test_a_relative_who_says_it_is_nobody_that_it_is_about(language: str, query: str) -> None:
    """As is common when people pass things on."""
    assert relation_of(language, query, BORN[language], spoken=language) is Relation.SAME


def test_two_sentences_on_one_relative_are_the_same() -> None:
    """Both speak of the father."""
    query, claim = "Obama's father was born in Kenya.", "The father of Obama was born in Kenya."
    assert relation_of("en", query, claim) is Relation.SAME
