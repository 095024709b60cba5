"""What goes on and what is switched off, what takes place, until when and since when."""

from __future__ import annotations

import pytest

from index.lookup import DifferenceKind
from tests.index.relating import kinds_of

SAME = [
    ("fr", "L'abbaye n'a pas annulé sa fête.", "La fête de l'abbaye aura bien lieu."),
    ("it", "Il convento non ha annullato la festa.", "La festa del convento si farà."),
    ("pl", "Klasztor nie odwołał zabawy.", "Zabawa w klasztorze się odbędzie."),
    ("es", "Las monjas no pudieron votar hasta 1971.", "Las monjas pueden votar desde 1971."),
    (
        "pl",
        "Wstęp do klasztoru obowiązuje do końca 2023 roku.",
        "Z końcem 2023 roku wstęp do klasztoru przestaje obowiązywać.",
    ),
    ("pl", "W Afganistanie mnisi nie mogą już śpiewać.", "Talibowie zakazali mnichom śpiewu."),
    ("pt", "As monjas já não se opõem à torre.", "As monjas apoiam agora a torre."),
    ("pt", "Um quarto das vagas ficou por preencher.", "Um quarto das vagas não foi preenchido."),
    ("en", "The abbot had ruled out a flood.", "The abbot said there was no risk of a flood."),
]


@pytest.mark.parametrize(("language", "query", "claim"), SAME)
def test_the_same_in_other_words(language: str, query: str, claim: str) -> None:
    """No difference is claimed."""
    assert kinds_of(language, query, claim) == set()


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("de", "Die Äbtissin hielt ihr Versprechen.", "Die Äbtissin brach ihr Versprechen."),
        ("en", "The mill was switched off in the storm.", "The mill stayed on in the storm."),
        (
            "de",
            "Die Mühle wurde während des Sturms abgeschaltet.",
            "Die Mühle lief während des Sturms weiter.",
        ),
        (
            "es",
            "El molino se apagó durante la tormenta.",
            "El molino siguió en marcha durante la tormenta.",
        ),
        ("fr", "Le moulin a été arrêté pendant l'orage.", "Le moulin a continué pendant l'orage."),
        ("pl", "Młyn wyłączono podczas burzy.", "Młyn działał dalej podczas burzy."),
    ],
)
def test_switched_off_is_not_running(language: str, query: str, claim: str) -> None:
    """ "Switched off" denies "stayed on"."""
    assert kinds_of(language, query, claim) == {DifferenceKind.NEGATION}
