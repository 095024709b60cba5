"""What is called tall is not the same as what is called short, however little else is shared."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from index.relation import relate
from tests.index.relating import relation_of

SHORT = "Napoleon was unusually short."

TALL = [
    ("en", "Napoleon was a tall man."),
    ("de", "Napoleon war ein großer Mann."),
    ("fr", "Napoléon était grand."),
    ("es", "Napoleón era un hombre alto."),
    ("it", "Napoleone era un uomo alto."),
    ("pt", "Napoleão era alto."),
    ("pl", "Napoleon był bardzo wysoki."),
]
SMALL = [
    ("en", "Napoleon was not tall at all."),
    ("en", "Napoleon was a short man."),
    ("fr", "Napoléon était petit."),
]


@pytest.mark.parametrize(("language", "sentence"), TALL)
def test_the_opposite_quality_is_never_the_same(language: str, sentence: str) -> None:
    assert relation_of(language, sentence, SHORT) is not Relation.SAME


@pytest.mark.parametrize(("language", "sentence"), SMALL)
def test_a_denied_opposite_may_be(language: str, sentence: str) -> None:
    assert relation_of(language, sentence, SHORT) is Relation.SAME


def test_few_shared_words_are_no_contradiction_yet() -> None:
    claim = "The Nile is the longest river in the world."
    found, differences = relate(
        "The Nile is a rather short river.", claim, query_language="en", claim_language="en"
    )
    assert (found, differences) == (Relation.RELATED, ())


OTHERWISE = [
    ("en", "Bats can see quite well.", "en", "Bats are blind."),
    ("es", "Los murciélagos ven bien.", "en", "Bats are blind."),
    ("de", "Einstein war ein hervorragender Mathematikschüler.", "en", "Einstein failed maths."),
    ("en", "Spinach contains very little iron.", "de", "Spinat enthält viel Eisen."),
    ("en", "Alcohol cools the body down.", "pl", "Wódka rozgrzewa organizm."),
    ("en", "Cracking your knuckles is harmless.", "en", "Knuckle cracking gives you arthritis."),
    ("en", "We use practically all of our brain.", "en", "We only use 10% of our brains."),
    ("en", "The Earth is round.", "en", "The Earth is flat."),
    ("de", "Hunde sehen auch Farben.", "en", "Dogs see only in black and white."),
    ("en", "Swimming after a meal is perfectly safe.", "en", "After a meal swimmers may drown."),
    (
        "en",
        "5G has nothing to do with the coronavirus.",
        "en",
        "5G networks spread the coronavirus.",
    ),
    (
        "fr",
        "La 5G n'a rien à voir avec le coronavirus.",
        "en",
        "5G networks spread the coronavirus.",
    ),
    (
        "en",
        "Microwaved food is not radioactive.",
        "en",
        "Food heated in a microwave oven becomes radioactive.",
    ),
]


@pytest.mark.parametrize(("language", "sentence", "other", "claim"), OTHERWISE)
def test_what_debunks_a_claim_in_other_words_is_not_the_same(
    language: str, sentence: str, other: str, claim: str
) -> None:
    found = relation_of(language, sentence, claim, other)
    assert found is not Relation.SAME


AGREED = [
    ("en", "Vodka warms the body.", "pl", "Wódka rozgrzewa organizm."),
    ("en", "Spinach is rich in iron.", "de", "Spinat enthält viel Eisen."),
    ("en", "The jellyfish is harmless.", "en", "The jellyfish is safe to touch."),
]


@pytest.mark.parametrize(("language", "sentence", "other", "claim"), AGREED)
def test_the_same_quality_in_other_words_is_the_same(
    language: str, sentence: str, other: str, claim: str
) -> None:
    found = relation_of(language, sentence, claim, other)
    assert found is Relation.SAME


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Napoleon was of average height for his time."),
        ("de", "Napoleon war für seine Zeit durchschnittlich groß."),
        ("fr", "Napoléon était de taille moyenne pour son époque."),
        ("es", "Napoleón tenía una estatura normal para su época."),
        ("pt", "Napoleão tinha estatura média para a época."),
        ("it", "Napoleone era di statura media per il suo tempo."),
        ("pl", "Napoleon był przeciętnego wzrostu jak na swoje czasy."),
    ],
)
def test_an_average_height_is_not_a_small_one(language: str, sentence: str) -> None:
    assert relation_of(language, sentence, "Napoleon was unusually short.") is not Relation.SAME


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("en", "Some bats are blind."),
        ("de", "Einige Fledermäuse sind blind."),
        ("fr", "Certaines chauves-souris sont aveugles."),
        ("es", "Algunos murciélagos son ciegos."),
        ("pt", "Alguns morcegos são cegos."),
        ("it", "Alcuni pipistrelli sono ciechi."),
        ("pl", "Niektóre nietoperze są ślepe."),
    ],
)
def test_some_are_not_all(language: str, query: str) -> None:
    assert relation_of(language, query, "Bats are blind.") is not Relation.SAME


def test_some_who_say_so_are_no_part_of_what_they_say() -> None:
    query = "Einige Forscher sagen, Fledermäuse seien blind."
    assert relation_of("de", query, "Bats are blind.") is Relation.SAME
