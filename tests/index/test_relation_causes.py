"""Who is for a cause is not the same as who is against it."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from tests.index.relating import relation_of

SIDES = [
    ("en", "Lund campaigned against the tower.", "Lund campaigned for the tower."),
    (
        "en",
        "Rents rose once Lund fought against the tax.",
        "Rents rose once Lund fought for the tax.",
    ),
    ("de", "Die Firma warb gegen das Gesetz.", "Die Firma warb für das Gesetz."),
    ("fr", "Le maire a plaidé contre la loi.", "Le maire a plaidé en faveur de la loi."),
    ("es", "El alcalde luchó contra la ley.", "El alcalde luchó por la ley."),
    ("it", "Il sindaco ha lottato contro la legge.", "Il sindaco ha lottato per la legge."),
    ("pt", "O prefeito lutou contra a lei.", "O prefeito lutou pela lei."),
    ("pl", "Burmistrz walczył przeciw ustawie.", "Burmistrz walczył na rzecz ustawy."),
]
SAME = [
    # What helps against a thing may be said to be for it.
    ("en", "Owls need a vaccine against the flu.", "Owls need a vaccine for the flu."),
    ("de", "Lund hat ein Mittel gegen Husten.", "Lund hat ein Mittel für Husten."),
    ("en", "Lund campaigned in favour of the tower.", "Lund campaigned for the tower."),
    (
        "en",
        "Lund campaigned against the new tower.",
        "The town of Lund campaigned against the tower.",
    ),
]


@pytest.mark.parametrize(("language", "sentence", "claim"), SIDES)
def test_for_and_against_are_not_the_same(language: str, sentence: str, claim: str) -> None:
    assert relation_of(language, sentence, claim, language) is not Relation.SAME
    assert relation_of(language, claim, sentence, language) is not Relation.SAME


@pytest.mark.parametrize(("language", "sentence", "claim"), SAME)
def test_one_side_in_other_words_is(language: str, sentence: str, claim: str) -> None:
    assert relation_of(language, sentence, claim, language) is Relation.SAME
