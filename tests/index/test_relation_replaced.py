"""A word in the place of another, where nearly all else is equal, says something else."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from tests.index.relating import relation_of

REPLACED = [
    ("en", "Ann Berg built a new school for owls.", "Ann Berg closed a new school for owls."),
    # One of them leaves something out.
    (
        "en",
        "The gardener of Lund has sold the owls that lived in the old tower to a circus.",
        "The gardener of Lund, who is 60, has sold the owls that lived in the old tower to a zoo.",
    ),
    (
        "en",
        "The bank of Lund told its clients that each gardener must leave the tower by noon.",
        "The bank of Lund told its clients that each lodger must leave the tower by noon.",
    ),
    (
        "de",
        "Der Rat von Lund hat im Turm nur die Bretter mit neuer Farbe streichen lassen.",
        "Der Rat von Lund hat im Turm nur die Balken mit neuer Farbe streichen lassen.",
    ),
    (
        "fr",
        "Le conseil de Lund a dit que sa tour abrite un moulin depuis la fin de la guerre.",
        "Le conseil de Lund a dit que sa tour abrite un atelier depuis la fin de la guerre.",
    ),
]
SAME = [
    # A form of the word, or a part of it.
    (
        "en",
        "The bank of Lund told its clients that its mails had been read by the tower.",
        "The bank of Lund told its clients that its emails had been read by the tower.",
    ),
    # Much is worded otherwise, and who reads both has to tell.
    ("en", "Bankers wrote to lodgers.", "Bankers wrote to tenants."),
    ("en", "Two owls in the old tower sleep on straw.", "Two owls in the old tower sleep on hay."),
    # A turn of phrase.
    (
        "en",
        "The old tower of Lund and Arc can be seen from the sea with the naked eye.",
        "The old tower of Lund and Arc is visible from the sea with the naked eye.",
    ),
    ("en", "A photo appears to show an owl in Lund.", "A photo shows an owl in Lund."),
]


@pytest.mark.parametrize(("language", "sentence", "claim"), REPLACED)
def test_what_is_replaced_in_a_sentence_that_is_equal_else(
    language: str, sentence: str, claim: str
) -> None:
    assert relation_of(language, sentence, claim, language) is Relation.RELATED


@pytest.mark.parametrize(("language", "sentence", "claim"), SAME)
def test_what_is_not(language: str, sentence: str, claim: str) -> None:
    assert relation_of(language, sentence, claim, language) is Relation.SAME
