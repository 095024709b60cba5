"""What forbids a merge, whatever the encoder says."""

from __future__ import annotations

import pytest

from index.clusters.kinds import is_roundup, shows_something
from index.clusters.objections import figures, objection
from tests.index.clusters.statements import make_statement


def objects(
    one: str, other: str, *, supported: bool = True, languages: str = "en-en"
) -> str | None:
    first, second = languages.split("-")
    return objection(
        make_statement(one, language=first),
        make_statement(other, language=second, publishers=frozenset(("two.example",))),
        supported=supported,
    )


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("The lake is safe to swim in.", "The lake is not safe to swim in.", "negation"),
        ("The bridge cost 40 million euros.", "The bridge cost 70 million euros.", "number"),
        ("The bridge cost half of the budget.", "The bridge cost the budget.", "number"),
        ("The mayor resigned in March 2019.", "The mayor resigned in March 2021.", "number"),
        ("Seven children drank the milk.", "Nine children drank the milk.", "number"),
        ("The dam in Spain was blown up.", "The dam in Norway was blown up.", "entity"),
        ("All doctors took the pill.", "Some doctors took the pill.", "quantifier"),
        ("The lake is safe to swim in.", "It is safe to swim in the lake.", None),
    ],
)
def test_a_difference_forbids_a_merge(one: str, other: str, why: str | None) -> None:
    assert objects(one, other) == why
    assert objects(other, one) == why


@pytest.mark.parametrize(
    ("languages", "one", "other", "why"),
    [
        ("de-en", "Der Turm ist 300 Meter hoch.", "The tower is 300 metres high.", None),
        ("de-en", "Der Turm ist 300 Meter hoch.", "The tower is 200 metres high.", "number"),
        ("de-en", "Der See ist nicht giftig.", "The lake is poisonous.", "negation"),
        ("es-en", "El vino no cura el cáncer.", "Wine does not cure cancer.", None),
        ("en-es", "Wine cures cancer.", "El vino no cura el cáncer.", "negation"),
        ("en-ja", "The lake is poisonous.", "湖は有毒です。", "language"),
    ],
)
def test_across_languages(languages: str, one: str, other: str, why: str | None) -> None:
    assert objects(one, other, languages=languages) == why


def test_a_publisher_who_words_two_texts_means_two_claims() -> None:
    one, other = (make_statement(text) for text in ("The lake is cold.", "The lake is chilly."))
    assert objection(one, other, supported=True) == "publisher"


def test_without_support_a_place_of_one_side_alone_forbids_a_merge() -> None:
    pair = ("The dam was blown up by beavers.", "The dam in Norway was blown up by beavers.")
    assert objects(*pair, supported=False) == "entity"
    assert objects(*pair, supported=True) is None


def test_equal_texts_about_a_picture_need_support() -> None:
    text = "This photo shows the flooded market."
    assert objects(text, text, supported=False) == "depiction"
    assert objects(text, text, supported=True) is None
    assert objects("The market was flooded.", "The market was flooded!", supported=False) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,500 people and 3.5 dogs", {"1500", "3.5"}),
        ("3,5 Prozent von 20 000", {"3.5", "20000"}),
        ("COVID-19 and H1N1", {"19"}),
    ],
)
def test_figures(text: str, found: set[str]) -> None:
    assert figures(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Fact-checking the mayor's budget plan",
        "A talking cow and other news you may have believed",
        "Was stimmt an den Gerüchten? Teil 3",
        "Los bulos sobre el incendio",
        "O que checamos ontem",
        "Old stories (IV)",
    ],
)
def test_lists_of_checks_are_no_claim(text: str) -> None:
    assert is_roundup(text)


def test_a_claim_is_no_list() -> None:
    assert not is_roundup("The mayor did not sell the council's chairs to a circus.")
    assert not shows_something("The mayor sold the chairs.")
    assert shows_something("Das Video zeigt den Bürgermeister.")
