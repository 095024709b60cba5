"""What is said of women is not the same as what is said of men."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from index.relations.tables import word_groups
from tests.index.relating import relation_of

BIRTH = "In seahorses the males give birth."

FEMALE = [
    ("en", "In seahorses the females give birth."),
    ("de", "Bei Seepferdchen bringen die Weibchen die Jungen zur Welt."),
    ("fr", "Chez les hippocampes, les femelles donnent naissance aux petits."),
    ("es", "En los caballitos de mar, las hembras dan a luz."),
    ("it", "Nei cavallucci marini partoriscono le femmine."),
    ("pt", "Nos cavalos-marinhos, as fêmeas dão à luz."),
    ("pl", "U koników morskich rodzą samice."),
]
MALE = [
    ("en", "In seahorses the male gives birth."),
    ("de", "Bei Seepferdchen gebären die Männchen."),
    ("es", "En los caballitos de mar, los machos dan a luz."),
    ("pl", "U koników morskich rodzą samce."),
]


@pytest.mark.parametrize(("language", "sentence"), FEMALE)
def test_the_other_sex_is_never_the_same(language: str, sentence: str) -> None:
    assert relation_of(language, sentence, BIRTH) is Relation.RELATED


@pytest.mark.parametrize(("language", "sentence"), MALE)
def test_one_sex_is_no_difference(language: str, sentence: str) -> None:
    assert relation_of(language, sentence, BIRTH) is Relation.SAME


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The queen of Lund banned owls."),
        ("fr", "La reine de Lund a interdit les chouettes."),
    ],
)
def test_a_queen_is_no_king(language: str, sentence: str) -> None:
    assert relation_of(language, sentence, "The king of Lund banned owls.") is Relation.RELATED


def test_what_is_denied_of_men_is_not_what_is_denied_of_women() -> None:
    claim = "In seahorses the males never give birth."
    sentence = "In seahorses the females never give birth."
    assert relation_of("en", sentence, claim) is Relation.RELATED


def test_who_speaks_of_both_or_of_neither_is_not_parted() -> None:
    claim = "Men and women lose half of their body heat through the head."
    both = "Women and men lose half of their body heat through the head."
    people = "People lose half of their body heat through the head."
    assert relation_of("en", both, claim) is Relation.SAME
    assert relation_of("en", people, "Men lose half of their body heat through the head.") is (
        Relation.SAME
    )


def test_plurals_that_mean_both_sexes_are_of_neither() -> None:
    claim = "Las madres vacunadas dañan a sus hijas."
    assert relation_of("es", "Los padres vacunados dañan a sus hijos.", claim, "es") is (
        Relation.SAME
    )


def test_what_is_denied_of_one_may_say_the_same_of_the_other() -> None:
    claim = "All twelve people who have walked on the Moon were men."
    denied = "Not one of the 12 astronauts who walked on the Moon was a woman."
    assert relation_of("en", denied, claim) is Relation.SAME


def test_languages_name_both() -> None:
    for code in ("en", "de", "fr", "es", "pt", "it", "pl"):
        assert set(word_groups("sexes.toml", code).groupindex) == {"male", "female"}
    assert not word_groups("sexes.toml", "tr").groupindex
