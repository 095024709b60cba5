"""Numbers, bounds and verdicts beside a claim that contradict nothing."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from tests.index.relating import relation_of

SAME = [
    # Nothing is denied by "if not the only one".
    (
        "en",
        "Lund is one of few towns (if not the only one) with owls.",
        "Lund is one of few towns with owls.",
    ),
    (
        "de",
        "Lund ist eine der ältesten, wenn nicht die älteste Stadt.",
        "Lund ist eine der ältesten.",
    ),
    # A decimal without its zero, and a "No." that counts.
    ("en", "Only .02% of owls die in the tower.", "Only 0.02 percent of owls die in the tower."),
    ("en", "Lund has the second-highest tower.", "The tower of Lund is the No. 2 in height."),
    # An amount of money before the noun that "a" stands before.
    ("en", "Lund sends Arc a £13billion bill for owls.", "Did Lund send Arc a bill for owls?"),
    # "More than" before an amount points nowhere.
    ("en", "Wages are down more than $4,000 in Lund.", "Wages in Lund are down $4,000."),
    ("de", "Die Löhne sind um mehr als 400 Euro gesunken.", "Die Löhne sind um 400 Euro gesunken."),
    # What was said before is false.
    ("en", "No, that's not true: owls do not have ears.", "Owls do not have ears."),
]
OPPOSED = [
    # Of two bounds one is another.
    ("en", "Over 500 owls get less than $60 a month.", "Over 500 owls get more than $60 a month."),
    ("de", "Über 500 Eulen fressen weniger als 6 Euro.", "Über 500 Eulen fressen mehr als 6 Euro."),
    ("es", "Más de 500 búhos reciben menos de $6 mil.", "Más de 500 búhos reciben más de $6 mil."),
    # The second day of two, and a year before a noun.
    ("en", "Owls left between March 11 and 14.", "Owls left between March 11 and 12."),
    ("en", "Lund paid for his 2008 campaign.", "Lund paid for his 2012 re-election campaign."),
    # Multiples, in whatever form of the word.
    ("en", "Lund will double the size of its tower.", "Lund will quadruple the size of its tower."),
    ("de", "Lund verdoppelte die Löhne.", "Lund vervierfachte die Löhne."),
    ("fr", "Lund va doubler les salaires.", "Lund va quadrupler les salaires."),
    ("es", "Los precios se duplicaron en Lund.", "Los precios se triplicaron en Lund."),
    ("it", "A Lund i prezzi sono raddoppiati.", "A Lund i prezzi sono triplicati."),
    ("pt", "Lund vai dobrar os salários.", "Lund vai quadruplicar os salários."),
    ("pl", "Ceny w Lund podwoiły się.", "Ceny w Lund potroiły się."),
]
RELATED = [
    ("en", "Unemployment is the lowest in over 51 years.", "The lowest unemployment in 50 years."),
    (
        "de",
        "Die Miete ist die höchste seit 40 Jahren.",
        "Die Miete ist die höchste seit 30 Jahren.",
    ),
    ("en", "Half a million owls left Lund.", "40 times more owls left Lund than came."),
    ("en", "The claim is false; owls do not have ears.", "Owls do not have ears."),
]
CONTRADICTS = [
    ("en", "The tower stood for 50 years.", "The tower stood for 40 years."),
    ("en", "Wages are down more than $4,000 in Lund.", "Wages in Lund are up $4,000."),
    ("en", "No owls nest here.", "Owls nest here."),
    ("en", "This is false: owls do not have ears.", "Owls have ears."),
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


@pytest.mark.parametrize(("language", "sentence", "claim"), OPPOSED)
def test_what_is_another_number(language: str, sentence: str, claim: str) -> None:
    assert relation_of(language, sentence, claim, language) is Relation.CONTRADICTS
