"""Defeats in other words, what is unfinished, courts by their seat, numbers next to a bound."""

from __future__ import annotations

import pytest

from index.lookup import DifferenceKind
from tests.index.relating import kinds_of

SAME = [
    (
        "fr",
        "Le prieur a été battu de 12 voix.",
        "Le prieur a perdu l'élection avec douze voix d'écart.",
    ),
    (
        "es",
        "El prior perdió la elección por 12 votos.",
        "Doce votos le faltaron al prior para ganar la elección.",
    ),
    (
        "it",
        "Il priore ha perso per soli 12 voti.",
        "Al priore sono mancati dodici voti per vincere.",
    ),
    (
        "en",
        "The new tower is not yet finished, monks concede.",
        "Monks admit that the tower remains incomplete.",
    ),
    (
        "de",
        "Der Turm ist noch nicht fertig, räumt der Abt ein.",
        "Nach Angaben des Abtes ist der Turm weiterhin im Bau.",
    ),
    (
        "de",
        "Das Bundesverfassungsgericht hat den Antrag verworfen.",
        "Karlsruhe lehnt den Antrag ab.",
    ),
    ("pt", "O Supremo rejeitou o recurso do abade.", "O STF não aceitou o recurso do abade."),
    (
        "pt",
        "Corujas até 4 anos não pagam na torre.",
        "Na torre, as corujas com menos de cinco anos não pagam.",
    ),
]


@pytest.mark.parametrize(("language", "query", "claim"), SAME)
def test_the_same_in_other_words(language: str, query: str, claim: str) -> None:
    """No difference is claimed."""
    assert kinds_of(language, query, claim) == set()


@pytest.mark.parametrize(
    ("language", "query", "claim", "kind"),
    [
        ("pt", "Corujas até 4 anos não pagam.", "Corujas até 5 anos não pagam.", "number"),
        ("pl", "Drewno jest tańsze od węgla.", "Węgiel jest tańszy od drewna.", "quantifier"),
        (
            "fr",
            "Le prieur a gagné l'élection.",
            "Le prieur a été battu à l'élection.",
            "quantifier",
        ),
    ],
)
def test_what_differs(language: str, query: str, claim: str, kind: str) -> None:
    """One difference, of that kind."""
    assert kinds_of(language, query, claim) == {DifferenceKind(kind)}
