"""What is prevented, protected from or kept away is one thing in many words."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from tests.index.relating import relation_of

CLAIMS = ["Vitamin C prevents colds.", "Taking vitamin C every day keeps you from catching a cold."]
AFFIRMED = [
    ("en", "Vitamin C protects against colds."),
    ("en", "Vitamin C stops you from catching colds."),
    ("de", "Vitamin C beugt Erkältungen vor."),
    ("de", "Vitamin C schützt vor Erkältungen."),
    ("de", "Vitamin C verhindert Erkältungen."),
    ("fr", "La vitamine C prévient les rhumes."),
    ("fr", "La vitamine C protège du rhume."),
    ("es", "La vitamina C evita los resfriados."),
    ("es", "La vitamina C previene los resfriados."),
    ("pt", "A vitamina C previne constipações."),
    ("it", "La vitamina C previene il raffreddore."),
    ("pl", "Witamina C chroni przed przeziębieniem."),
    ("pl", "Witamina C zapobiega przeziębieniom."),
]
DENIED = [
    ("en", "Vitamin C does not prevent colds."),
    ("en", "Vitamin C does not protect against colds."),
    ("de", "Vitamin C schützt nicht vor Erkältungen."),
    ("de", "Vitamin C verhindert Erkältungen nicht."),
    ("fr", "La vitamine C ne protège pas du rhume."),
    ("es", "La vitamina C no evita los resfriados."),
    ("pt", "A vitamina C não previne constipações."),
    ("it", "La vitamina C non previene il raffreddore."),
    ("pl", "Witamina C nie zapobiega przeziębieniom."),
]


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize(("language", "query"), AFFIRMED)
def test_all_words_for_preventing_affirm(claim: str, language: str, query: str) -> None:
    """None of them denies what another says, in whichever language."""
    assert relation_of(language, query, claim) is Relation.SAME


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize(("language", "query"), DENIED)
def test_not_preventing_is_not_the_same(claim: str, language: str, query: str) -> None:
    """A word for preventing is no answer to its denial."""
    assert relation_of(language, query, claim) in (Relation.RELATED, Relation.CONTRADICTS)


def test_what_was_prevented_did_not_happen() -> None:
    """Where only one side has such a word it still denies."""
    found = relation_of("en", "Rain prevented the final.", "The final was played in the rain.")
    assert found is Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("query", "claim"),
    [
        ("Knuckle cracking protects against arthritis.", "Cracking knuckles gives you arthritis."),
        ("Vaccines protect children from autism.", "The MMR vaccine causes autism in children."),
    ],
)
def test_what_prevents_a_thing_does_not_cause_it(query: str, claim: str) -> None:
    """Whichever of the two is the claim."""
    assert relation_of("en", query, claim) is not Relation.SAME
    assert relation_of("en", claim, query) is not Relation.SAME
