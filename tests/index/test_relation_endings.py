"""What ended and is no more, months told in weeks, shares, feasts and seasons."""

from __future__ import annotations

import pytest

from index.lookup import DifferenceKind
from tests.index.relating import kinds_of

SAME = [
    ("pt", "A caça acabou na ilha em 2004.", "Desde 2004 não há caça na ilha."),
    ("pl", "Łowy skończyły się na wyspie w 2009 roku.", "Od 2009 roku nie ma łowów na wyspie."),
    ("pl", "Młyn jest zamknięty od niedzieli.", "Od niedzieli nie działa młyn."),
    ("de", "Die Mühle ist seit Sonntag zu.", "Seit Sonntag wird in der Mühle nicht mehr gemahlen."),
    ("en", "In 2 months the tower sank by a quarter.", "The tower sank 25% in eight weeks."),
    ("fr", "Neuf hiboux de la tour sur dix dorment.", "90 % des hiboux de la tour dorment."),
]


@pytest.mark.parametrize(("language", "query", "claim"), SAME)
def test_the_same_in_other_words(language: str, query: str, claim: str) -> None:
    """No difference is claimed."""
    assert kinds_of(language, query, claim) == set()


@pytest.mark.parametrize(
    ("language", "query", "claim", "kind"),
    [
        ("de", "Die Eulen erholen sich.", "Die Eulen werden immer weniger.", "quantifier"),
        ("es", "Los búhos se recuperan.", "Los búhos disminuyen.", "quantifier"),
        ("it", "I gufi sono in ripresa.", "I gufi sono in calo.", "quantifier"),
        ("de", "Die Eulen kamen an Neujahr.", "Die Eulen kamen im Sommer.", "date"),
        ("fr", "Les hiboux partent à Noël.", "Les hiboux partent en juin.", "date"),
        ("en", "The owls left in 2 months.", "The owls left in 12 weeks.", "number"),
    ],
)
def test_what_differs(language: str, query: str, claim: str, kind: str) -> None:
    """One difference, of that kind."""
    assert kinds_of(language, query, claim) == {DifferenceKind(kind)}
