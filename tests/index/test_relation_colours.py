"""What is called red is not the same as what is called blue."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from index.relations.alignment import align
from index.relations.analysis import analyse
from index.relations.colours import coloured_otherwise
from index.relations.tables import word_groups
from tests.index.relating import relation_of

BLUE = "Blood is blue inside the veins."

RED = [
    ("en", "The blood in your veins is dark red."),
    ("de", "Das Blut in den Venen ist dunkelrot."),
    ("fr", "Le sang dans les veines est rouge."),
    ("es", "La sangre en las venas es roja."),
    ("it", "Il sangue nelle vene è rosso."),
    ("pt", "O sangue nas veias é vermelho."),
    ("pl", "Krew w żyłach jest czerwona."),
]
SAME = [
    ("en", "The blood in your veins is blue, and turns red in the air."),
    ("de", "Das Blut in den Venen ist blau."),
    ("fr", "Le sang dans les veines est bleu."),
    ("pl", "Krew w żyłach jest niebieska."),
]


@pytest.mark.parametrize(("language", "sentence"), RED)
def test_another_colour_is_never_the_same(language: str, sentence: str) -> None:
    assert relation_of(language, sentence, BLUE) is Relation.RELATED


@pytest.mark.parametrize(("language", "sentence"), SAME)
def test_the_same_colour_is_no_difference(language: str, sentence: str) -> None:
    assert relation_of(language, sentence, BLUE) is Relation.SAME


def test_a_colour_in_a_name_is_none() -> None:
    doors = analyse("The building has black doors.", "en")
    assert not coloured_otherwise(align(analyse("The White House is old.", "en"), doors))
    assert coloured_otherwise(align(analyse("The white house is old.", "en"), doors))


def test_a_colour_alone_with_its_capital_is_no_name() -> None:
    claim = "Singers of a Black choir came to Lund."
    assert relation_of("en", "Singers of a white choir came to Lund.", claim) is Relation.RELATED
    assert relation_of("en", "Singers of a black choir came to Lund.", claim) is Relation.SAME


def test_another_colour_that_is_denied_is_not_the_same() -> None:
    assert relation_of("en", "Owls are not red.", "Owls are not blue.") is Relation.RELATED


def test_what_is_denied_is_left_to_others() -> None:
    red = analyse("Blood is not red.", "en")
    assert not coloured_otherwise(align(red, analyse(BLUE, "en")))


def test_languages_name_the_same_colours() -> None:
    named = [
        set(word_groups("colours.toml", code).groupindex)
        for code in ("en", "de", "fr", "es", "pt", "it", "pl")
    ]
    assert all(one == named[0] for one in named)
    assert not word_groups("colours.toml", "tr").groupindex
