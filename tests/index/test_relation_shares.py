"""Parts of a whole, what is done without, who resigned, German nouns and names."""

from __future__ import annotations

import pytest

from index.lookup import DifferenceKind, Relation
from index.relation import relate
from tests.index.relating import kinds_of

SAME = [
    (
        "en",
        "Not one of the 12 pilgrims who walked to the tower was a woman.",
        "All twelve people who have walked to the tower were men.",
    ),
    ("de", "Von den zwölf Mönchen war keiner eine Frau.", "Alle zwölf Mönche waren Männer."),
    ("es", "El agua del pozo se puede beber sin problema.", "El agua del pozo es potable."),
    ("pt", "A água do poço pode ser bebida sem receio.", "A água do poço é potável."),
    (
        "es",
        "La renuncia del abad se conoció el lunes.",
        "El lunes se supo que el abad deja el cargo.",
    ),
    (
        "it",
        "Nessun deputato del M5S ha i gufi.",
        "I deputati del Movimento 5 Stelle non hanno gufi.",
    ),
    # A ban lifted is a thing allowed; "nearly a third" is 30%; two denials of other things.
    ("en", "The abbot lifted the ban on owls.", "Owls are allowed again by the abbot."),
    (
        "fr",
        "L'abbé a levé l'interdiction des hiboux.",
        "Les hiboux sont de nouveau autorisés par l'abbé.",
    ),
    ("es", "El abad levantó el veto a los búhos.", "El abad vuelve a permitir los búhos."),
    ("de", "Der Turm verlor rund 30 Prozent.", "Der Turm verlor knapp ein Drittel."),
    ("de", "Großbritannien hat Türme.", "Das Vereinigte Königreich hat Türme."),
    (
        "en",
        "The eclipse was not staged in a barn.",
        "Claims that the eclipse was filmed in a barn are unfounded.",
    ),
    ("de", "Das Bild zeigt die Flut am Turm.", "Auf dem Bild ist das Hochwasser am Turm."),
]


@pytest.mark.parametrize(("language", "query", "claim"), SAME)
def test_the_same_in_other_words(language: str, query: str, claim: str) -> None:
    """No difference is claimed."""
    assert kinds_of(language, query, claim) == set()


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("fr", "Les trois moines ont tous avoué.", "Un seul des trois moines a avoué."),
        ("es", "Los tres monjes han confesado.", "Solo uno de los tres monjes ha confesado."),
        ("pl", "Wszyscy trzej mnisi wyznali.", "Tylko jeden z trzech mnichów wyznał."),
    ],
)
def test_one_of_the_three_is_a_part_of_them(language: str, query: str, claim: str) -> None:
    """The three are the same three; how many of them did it differs."""
    relation, differences = relate(query, claim, query_language=language, claim_language=language)
    assert relation is Relation.RELATED
    assert {difference.kind for difference in differences} == {DifferenceKind.QUANTIFIER}


def test_a_surname_may_be_an_adjective() -> None:
    """ "Neuer" is a name here, and not "newer"."""
    query, claim = "Thomas Müller zieht nach Juist.", "Manuel Neuer zieht nach Juist."
    _, differences = relate(query, claim, query_language="de", claim_language="de")
    assert {difference.kind for difference in differences} == {DifferenceKind.ENTITY}


def test_what_is_denied_by_without_may_be_stated() -> None:
    """ "Without passengers" denies "with passengers"."""
    query, claim = "The ferry left without passengers.", "The ferry left with passengers."
    _, differences = relate(query, claim, query_language="en", claim_language="en")
    assert {difference.kind for difference in differences} == {DifferenceKind.NEGATION}


def test_a_ban_upheld_is_no_ban_lifted() -> None:
    """Where both sides speak of the ban, what became of it tells."""
    query, claim = "The court upheld the ban on owls.", "The court lifted the ban on owls."
    _, differences = relate(query, claim, query_language="en", claim_language="en")
    assert {difference.kind for difference in differences} == {DifferenceKind.NEGATION}
