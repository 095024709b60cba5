"""What is said of one thing is not said of another of its kind."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from index.relations.lexicon import LANGUAGES
from index.relations.tables import read_table
from tests.index.relating import relation_of

APART = [
    ("en", "The drops are dangerous for cats.", "The drops are dangerous for dogs.", "en"),
    ("en", "She won 40 percent of the black vote.", "She won 40 percent of the Latino vote.", "en"),
    (
        "de",
        "Falsche Angaben zu Lund: Gas und Wasser sind dort nicht kostenlos.",
        "Falsche Angaben zu Lund: Strom und Wasser sind dort nicht kostenlos.",
        "de",
    ),
    ("fr", "L'eau du lac est dangereuse pour les chats.", "Lake water is dangerous to dogs.", "en"),
    ("es", "El ajo cura la diabetes.", "El ajo cura el cáncer.", "es"),
    ("it", "L'aglio fa male al fegato.", "Knoblauch schadet den Nieren.", "de"),
    ("pt", "A foto mostra uma enchente no Chile.", "A foto mostra um terremoto no Chile.", "pt"),
    ("fr", "Le thé soigne la maladie de Parkinson.", "Tea cures Alzheimer's disease.", "en"),
    ("de", "Das Dorf verbietet Handschuhe im Bus.", "Das Dorf verbietet Masken im Bus.", "de"),
    ("pl", "Kościół w Lund stanie w ogniu.", "Meczet w Lund stanie w ogniu.", "pl"),
    ("en", "Lund will temporarily ban the game.", "Lund will permanently ban the game.", "en"),
    ("de", "Lund verbirgt Beiträge von Freunden.", "Lund zeigt Beiträge von Freunden.", "de"),
    ("fr", "Deux cents élèves de Lund ont été infectés.", "200 pupils in Lund died.", "en"),
    ("it", "Il sindaco ha torto sulle torri.", "Il sindaco ha ragione sulle torri.", "it"),
    (
        "en",
        "Half of the owls are legal immigrants.",
        "Half of the owls are undocumented immigrants.",
        "en",
    ),
    ("en", "The man was acquitted of fraud.", "The man was prosecuted for fraud.", "en"),
]
TOGETHER = [
    # One names more than the other.
    ("en", "Cats and dogs can catch the virus.", "Dogs can catch the virus.", "en"),
    # A name is no animal, and a clinic a hospital.
    (
        "en",
        "The drops that Fox showed are dangerous for dogs.",
        "The drops are dangerous for dogs.",
        "en",
    ),
    ("de", "Die Klinik in Lund wird geschlossen.", "The hospital in Lund will be closed.", "en"),
    ("fr", "Le sida vient d'un laboratoire.", "AIDS comes from a laboratory.", "en"),
]


@pytest.mark.parametrize(("language", "sentence", "claim", "spoken"), APART)
def test_another_thing_of_the_kind_is_not_the_same(
    language: str, sentence: str, claim: str, spoken: str
) -> None:
    assert relation_of(language, sentence, claim, spoken) is not Relation.SAME


@pytest.mark.parametrize(("language", "sentence", "claim", "spoken"), TOGETHER)
def test_the_same_thing_is(language: str, sentence: str, claim: str, spoken: str) -> None:
    assert relation_of(language, sentence, claim, spoken) is Relation.SAME


def test_things_are_named_in_languages_that_have_rules() -> None:
    named = {
        n for things in read_table("kinds.toml").values() for one in things.values() for n in one
    }
    assert named == set(LANGUAGES)
