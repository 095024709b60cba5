"""What a claim denies outright and a sentence states, however often each says "not"."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from tests.index.relating import relation_of

DENIED = [
    (
        "en",
        "Mayor Lind says “my debts can’t be checked while I am the mayor”.",
        'Fake News: Mayor Lind Did NOT Say "My Debts Can\'t Be Checked While I Am The Mayor"',
    ),
    (
        "en",
        "Many posts are claiming that the singer Ana Poll had died in the ferry accident at Lund.",
        "Ana Poll did not die in the ferry accident at Lund in May",
    ),
    (
        "en",
        "A post shared 18,000 times claims the goalkeeper Ole Brandt wore a “Great Lund” shirt.",
        "FactDesk - No, Ole Brandt wasn’t photographed wearing a “Great Lund” shirt",
    ),
    (
        "es",
        "Circula un mensaje que afirma que la alcaldesa ha vendido todos los barcos de Lund.",
        "No, la alcaldesa no ha vendido los barcos de Lund",
    ),
    (
        "pt",
        "Circula nas redes que a prefeita teria vendido todos os barcos velhos de Lund.",
        "Não, a prefeita não vendeu os barcos de Lund",
    ),
]
AGREED = [
    (
        "en",
        "Smoke, not the blow, kills most of the victims.",
        "Most victims die not from the blow.",
    ),
    ("en", "He said the bridge was not safe.", 'Lind said: "The bridge is not safe."'),
    ("en", "No, Lund does not sell its boats.", "Lund is not selling its boats."),
    ("en", "The claim that Lund sold its boats is false.", "No, Lund did not sell its boats."),
    ("de", "Lund behält seine Boote.", "Lund verkauft seine Boote nicht."),
    (
        "fr",
        "Les cigognes n'ont pas quitté Lund.",
        "Les cigognes n'ont pas quitté la ville de Lund.",
    ),
]


@pytest.mark.parametrize(("language", "query", "claim"), DENIED)
def test_what_the_other_side_denies_outright_is_not_the_same(
    language: str, query: str, claim: str
) -> None:
    """A "not" within what is quoted does not make up for the one that denies it."""
    assert relation_of(language, query, claim, language) is not Relation.SAME
    assert relation_of(language, claim, query, language) is not Relation.SAME


@pytest.mark.parametrize(("language", "query", "claim"), AGREED)
def test_a_denial_that_both_have_or_that_is_reworded_is_the_same(
    language: str, query: str, claim: str
) -> None:
    """Whichever of the two is the claim."""
    assert relation_of(language, query, claim, language) is Relation.SAME
    assert relation_of(language, claim, query, language) is Relation.SAME


def test_a_text_that_tells_what_is_claimed_does_not_deny_it() -> None:
    """Its "all" and "shut" are no other words for the claim's "not"."""
    query = (
        "An image which appears to be a ministry's circular is shared with the claim that all "
        "hotels, restaurants and resorts will be shut till October because of the flu."
    )
    claim = "The ministry hasn't issued any order to close hotels, restaurants and resorts."
    assert relation_of("en", query, claim) is Relation.RELATED
