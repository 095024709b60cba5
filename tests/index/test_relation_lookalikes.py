"""Words that look like another: stems, verbs in two parts, bodies named by their kind."""

from __future__ import annotations

import pytest

from index.lookup import DifferenceKind
from index.relation import relate
from tests.index.relating import kinds_of

SAME = [
    # "By no means" denies; it does not say who is most.
    ("en", "Monks are by no means taller than nuns.", "Monks are not taller than nuns."),
    (
        "de",
        "Das Amt fällt für Mönche mit mehr als zwei Eulen weg.",
        "Mönche mit mehr als zwei Eulen bekommen kein Amt mehr.",
    ),
    (
        "de",
        "Der Antrag gegen den Abt scheiterte an neun Stimmen.",
        "Dem Antrag gegen den Abt fehlten neun Stimmen.",
    ),
    ("de", "Der Abt war am Set nie betrunken.", "Der Abt war bei den Dreharbeiten nie betrunken."),
    (
        "it",
        "Non c'è una maggioranza per sciogliere la Knesset.",
        "Mancano i voti per sciogliere il Parlamento.",
    ),
    ("es", "El búho vivirá en la torre diez años más.", "El búho vivirá en la torre una década."),
    ("pt", "O abade recusou nove corujas.", "O abade não quis nove corujas."),
    ("pl", "Obecnie w wieży są sowy.", "W wieży są sowy."),
]


@pytest.mark.parametrize(("language", "query", "claim"), SAME)
def test_the_same_in_other_words(language: str, query: str, claim: str) -> None:
    """No difference is claimed."""
    assert kinds_of(language, query, claim) == set()


def test_an_age_raised_is_not_lowered() -> None:
    """ "Alzato" against "abbassato"."""
    query, claim = "L'abate ha abbassato la torre.", "L'abate ha alzato la torre."
    _, differences = relate(query, claim, query_language="it", claim_language="it")
    assert {difference.kind for difference in differences} == {DifferenceKind.QUANTIFIER}
