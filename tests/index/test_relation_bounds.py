"""Numbers, bounds and verdicts beside a claim that contradict nothing."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from tests.index.relating import relation_of

SAME = [
    ("en", "Only .02% of owls die in the tower.", "Only 0.02 percent of owls die in the tower."),
    ("en", "Lund has the second-highest tower.", "The tower of Lund is the No. 2 in height."),
    ("en", "Lund sends Arc a £13billion bill for owls.", "Did Lund send Arc a bill for owls?"),
    ("en", "Wages are down more than $4,000 in Lund.", "Wages in Lund are down $4,000."),
    ("de", "Die Löhne sind um mehr als 400 Euro gesunken.", "Die Löhne sind um 400 Euro gesunken."),
]
RELATED = [
    ("en", "Unemployment is the lowest in over 51 years.", "The lowest unemployment in 50 years."),
    (
        "de",
        "Die Miete ist die höchste seit 40 Jahren.",
        "Die Miete ist die höchste seit 30 Jahren.",
    ),
    ("en", "Half a million owls left Lund.", "40 times more owls left Lund than came."),
]
CONTRADICTS = [
    ("en", "The tower stood for 50 years.", "The tower stood for 40 years."),
    ("en", "Wages are down more than $4,000 in Lund.", "Wages in Lund are up $4,000."),
    ("en", "No owls nest here.", "Owls nest here."),
]


@pytest.mark.parametrize(
    ("language", "query", "claim", "relation"),
    [
        *((*pair, Relation.SAME) for pair in SAME),
        *((*pair, Relation.RELATED) for pair in RELATED),
        *((*pair, Relation.CONTRADICTS) for pair in CONTRADICTS),
    ],
)
def test_only_what_excludes_the_other_contradicts_it(
    language: str, query: str, claim: str, relation: Relation
) -> None:
    """The lowest in 51 years is the lowest in 50, too."""
    assert relation_of(language, query, claim, language) is relation
