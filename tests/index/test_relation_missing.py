"""Missing and not found, weaker and stronger, nationalities without capitals."""

from __future__ import annotations

import pytest

from index.lookup import DifferenceKind
from tests.index.relating import kinds_of

SAME = [
    ("en", "Some 20 monks are still missing.", "Rescuers have yet to find about twenty monks."),
    (
        "de",
        "Knapp 20 Mönche werden noch vermisst.",
        "Von rund zwanzig Mönchen fehlt weiter jede Spur.",
    ),
    ("es", "Unos 20 monjes siguen desaparecidos.", "Aún no se ha encontrado a unos veinte monjes."),
    (
        "pl",
        "Około 20 mnichów uznaje się za zaginionych.",
        "Nie odnaleziono około dwudziestu mnichów.",
    ),
]


@pytest.mark.parametrize(("language", "query", "claim"), SAME)
def test_missing_is_not_found(language: str, query: str, claim: str) -> None:
    """No difference is claimed."""
    assert kinds_of(language, query, claim) == set()


@pytest.mark.parametrize(
    ("language", "query", "claim", "kind"),
    [
        ("de", "Der Sturm schwächte sich ab.", "Der Sturm wurde stärker.", "quantifier"),
        ("fr", "L'orage a faibli.", "L'orage s'est renforcé.", "quantifier"),
        ("es", "La tormenta se debilitó.", "La tormenta se fortaleció.", "quantifier"),
        ("fr", "L'abbé tchèque élève des hiboux.", "L'abbé slovaque élève des hiboux.", "entity"),
        ("it", "L'abate ceco alleva gufi.", "L'abate rumeno alleva gufi.", "entity"),
        ("pt", "O abade sueco cria corujas.", "O abade romeno cria corujas.", "entity"),
        ("es", "El abad surcoreano cría búhos.", "El abad egipcio cría búhos.", "entity"),
    ],
)
def test_what_differs(language: str, query: str, claim: str, kind: str) -> None:
    """One difference, of that kind."""
    assert kinds_of(language, query, claim) == {DifferenceKind(kind)}
