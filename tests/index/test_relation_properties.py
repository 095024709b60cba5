"""What holds for any text at all."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.text import text_key
from index.lookup import Relation
from index.relation import relate

LANGUAGES = st.sampled_from(["en", "de", "fr", "es", "pt", "it", "pl", "pl-PL", "ja", "", None])
WORDS = st.lists(
    st.sampled_from(
        "not never kein n'a pas no nie 5 1.000 12,5 % millones third one in four 2015 May , . ? "
        "Paris USA und the von que all some rose fell -- ' - à 10:30 COVID-19 3/4/2020".split(" ")
    ),
    max_size=14,
).map(" ".join)
TEXTS = st.one_of(st.text(max_size=60), WORDS)


@given(text=TEXTS, language=LANGUAGES)
@settings(deadline=None)
def test_a_text_is_the_same_as_itself(text: str, language: str | None) -> None:
    """No text differs from itself, in any language."""
    answer = relate(text, text, query_language=language, claim_language=language)
    assert answer == (Relation.SAME, ())


@given(query=TEXTS, claim=TEXTS, one=LANGUAGES, other=LANGUAGES)
@settings(deadline=None)
def test_any_two_texts_have_an_answer(
    query: str, claim: str, one: str | None, other: str | None
) -> None:
    """Nothing is raised, and a contradiction always says in what."""
    relation, differences = relate(query, claim, query_language=one, claim_language=other)
    assert differences or relation is not Relation.CONTRADICTS
    assert not differences or relation is not Relation.SAME


@given(query=WORDS, claim=WORDS)
@settings(deadline=None)
def test_outside_the_languages_nothing_is_guessed(query: str, claim: str) -> None:
    """Without a lexicon two texts of different words are related and no more."""
    relation, _ = relate(query, claim, query_language="xx", claim_language="en")
    equal = text_key(query) == text_key(claim)
    assert relation is (Relation.SAME if query == claim else Relation.RELATED) or equal


def test_a_low_score_is_only_related() -> None:
    """Where the score says little, no difference found is no proof of sameness."""
    query, claim = "The bridge was sold in spring.", "A castle stands on the hill."
    low = relate(query, claim, query_language="en", claim_language="en", close=False)
    assert low == (Relation.RELATED, ())
