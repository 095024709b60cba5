"""Rating texts and numbers -> verdicts: whole phrases only, and unknown stays unknown."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from claims.model import Verdict
from claims.verdict import UNKNOWN, judge_scale, judge_text


@pytest.mark.parametrize(
    ("rating_text", "verdict"),
    [
        # words that hold another word
        ("inaccurate", Verdict.FALSE),
        ("not true", Verdict.FALSE),
        ("unverified", Verdict.UNPROVEN),
        ("unconfirmed", Verdict.UNPROVEN),
        ("unbestätigt", Verdict.UNPROVEN),
        ("Nicht korrekt", Verdict.FALSE),
        ("teilweise falsch", Verdict.MIXED),
        ("partly false", Verdict.MIXED),
        ("missing context", Verdict.MISLEADING),
        ("Fehlender Kontext", Verdict.MISLEADING),
        ("Untrue", Verdict.FALSE),
        ("nieprawda", Verdict.FALSE),
        ("onwaar", Verdict.FALSE),
        ("不正確", Verdict.FALSE),
        ("unwahr", Verdict.FALSE),
        ("неверно", Verdict.FALSE),
        # publishers' own words
        ("Pants on Fire!", Verdict.FALSE),
        ("Half-True", Verdict.MIXED),
        ("Three Pinocchios", Verdict.MOSTLY_FALSE),
        ("Geppetto Checkmark", Verdict.TRUE),
        ("C'eri quasi", Verdict.MOSTLY_TRUE),
        ("MOSTLY FALSE", Verdict.MOSTLY_FALSE),
        ("Labeled Satire", Verdict.SATIRE),
        ("Full Flop", Verdict.OTHER),
        # glued to a label or a sentence
        ("Fact Crescendo Rating: False", Verdict.FALSE),
        ("Verdict: Misleading", Verdict.MISLEADING),
        ("This claim is false.", Verdict.FALSE),
        ("False. The photograph is from 2015 and shows another place.", Verdict.FALSE),
        ("Incorrect: the figure counts visits, not people", Verdict.FALSE),
        ("The photo of the flooded street is fake", Verdict.FALSE),
        ("The claim isn't true", Verdict.FALSE),
        ("Die Behauptung ist nicht wahr.", Verdict.FALSE),
        ("判定：誤り", Verdict.FALSE),
        ("DOĞRU", Verdict.TRUE),
        ("YANLIŞ", Verdict.FALSE),
        ("Half-true: the number is right, the year is wrong", Verdict.MIXED),
        ("True: the claim that the picture is fake", Verdict.TRUE),
        ("Is it true? No. It is false.", Verdict.FALSE),
        ("Mostly False ⚠️", Verdict.MOSTLY_FALSE),
        ("Fact: False", Verdict.FALSE),
        ("Fact – the picture is fake", Verdict.FALSE),
        # what qualifies stands behind
        ("False (mostly)", Verdict.MOSTLY_FALSE),
        ("Falsch (teilweise)", Verdict.MIXED),
        ("Faux – en partie", Verdict.MIXED),
        ("True (partly)", Verdict.MIXED),
        ("Es falso que lo haya dicho", Verdict.FALSE),
        ("مضلّل", Verdict.MISLEADING),
        # other languages
        ("C’est faux", Verdict.FALSE),
        ("Plutôt vrai", Verdict.MOSTLY_TRUE),
        ("Engañoso", Verdict.MISLEADING),
        ("Verdad a medias", Verdict.MIXED),
        ("Não é bem assim", Verdict.MIXED),
        ("FATO FAKE", Verdict.FALSE),
        ("Panzana pazzesca", Verdict.FALSE),
        ("Częściowo prawda", Verdict.MIXED),
        ("Grotendeels waar", Verdict.MOSTLY_TRUE),
        ("غير صحيح", Verdict.FALSE),
        ("مضلل", Verdict.MISLEADING),
        ("भ्रामक", Verdict.MISLEADING),
        ("फर्जी", Verdict.FALSE),
        ("ミスリード", Verdict.MISLEADING),
        ("Полуправда", Verdict.MIXED),
        ("Tidak benar", Verdict.FALSE),
        ("Menyesatkan", Verdict.MISLEADING),
    ],
)
def test_a_rating_text_has_the_verdict_it_states(rating_text: str, verdict: Verdict) -> None:
    assert judge_text(rating_text).verdict == verdict


@pytest.mark.parametrize(
    "rating_text",
    [
        "",
        "???",
        "4",
        "Not false",
        "nicht falsch",
        "True/False",
        "3/4 Pinocchios",
        # what is so, of something else than the claim
        "Fact: The video is from 2015",
        "Claim: vaccines kill. Fact: they do not.",
        "FACT - It shows another town",
        "Fakta: video itu dari tahun 2015",
        "Факт: видео снято в 2015 году",
        "Verdad: la foto es de 2015",
        "सच: वीडियो 2015 का है",
        "事実：動画は2015年のもの",
        "True, but the number is old",
        "True?",
        "Is it true? Nobody can tell",
        "It is true that he said so, but false that he meant it",
        "It is not false that he said so",
        "Es verdad que lo dijo, pero es falso lo demás",
        "the that " * 20_000,
        "true? " * 20_000,
        "The truth about masks",
        "A true story of a false friend",
        "Nobody knows whether it is not clear that this is true",
        "Falsehoods",
        "Rating pending review by the desk",
        "\ud800",
        "x" * 100_000,
    ],
)
def test_what_no_rule_knows_has_no_verdict(rating_text: str) -> None:
    assert judge_text(rating_text) == UNKNOWN


@pytest.mark.parametrize(
    "rating_text",
    [
        "Correct. But this leaves out pensions",
        "True: but out of context",
        "Richtig – aber irreführend",
        "Vrai (mais trompeur)",
        "Es cierto. Sin embargo, falta contexto",
        "Verdadeiro. No entanto, faltam dados",
        "Vero (ma fuori contesto)",
    ],
)
def test_what_is_called_true_and_then_qualified_is_not_true(rating_text: str) -> None:
    assert judge_text(rating_text) == UNKNOWN
    assert judge_text(rating_text, "fullfact.org") == UNKNOWN


def test_a_but_later_on_or_after_what_is_false_takes_nothing_back() -> None:
    assert judge_text("True. Nobody else but him was there").verdict == Verdict.TRUE
    assert judge_text("False. But the fire was real").verdict == Verdict.FALSE
    assert judge_text("Correct. Men are taller on average").verdict == Verdict.TRUE


@pytest.mark.parametrize(
    "rating_text",
    [
        "None of this is true",
        "Little of this is true",
        "The opposite is true",
        "The minister said this was true",
        "Nichts davon ist wahr",
        "Keines der Zitate ist echt",
        "Das Gegenteil ist richtig",
        "C'est le contraire qui est vrai",
        "Nada de esto es verdad",
        "Lo contrario es cierto",
        "Nada disso é verdade",
        "Niente è vero",
        "Most of this is true. One figure is wrong.",
        "The first part is true; the second is false",
        "Der größte Teil ist wahr. Eine Zahl ist falsch.",
    ],
)
def test_what_is_said_of_nothing_the_opposite_or_a_part_is_no_verdict(rating_text: str) -> None:
    assert judge_text(rating_text) == UNKNOWN


@pytest.mark.parametrize(
    ("rating_text", "verdict"),
    [
        ("Non, c'est vrai", None),
        ("No: this is true", None),
        ("No. It is true.", None),
        ("Nein, es ist wahr", None),
        ("No, es falso", Verdict.FALSE),
        ("Nein – das ist falsch", Verdict.FALSE),
        ("Non, c'est faux", Verdict.FALSE),
        ("No, not true", Verdict.FALSE),
    ],
)
def test_a_no_that_answers_negates_nothing_and_what_is_true_then_is_not_told(
    rating_text: str, verdict: Verdict | None
) -> None:
    assert judge_text(rating_text).verdict == verdict


def test_the_rule_that_fired_is_named() -> None:
    assert judge_text("Fact Crescendo Rating: False").rule == "en:false"
    assert judge_text("isn't true").rule == "en:isnt true"
    assert judge_scale(2, 5, 1).rule == "scale:2 of 1-5"


@pytest.mark.parametrize(
    ("value", "best", "worst", "verdict"),
    [
        (1, 5, 1, Verdict.FALSE),
        (2, 5, 1, Verdict.MOSTLY_FALSE),
        (3, 5, 1, Verdict.MIXED),
        (4, 5, 1, Verdict.MOSTLY_TRUE),
        (5, 5, 1, Verdict.TRUE),
        (1, 1, 5, Verdict.TRUE),
        (10, 10, 0, Verdict.TRUE),
        (-1, -1, -1, None),
        (0, 10, 1, None),
        (6, 5, 1, None),
        (3, 3, 3, None),
        (float("nan"), 5, 1, None),
        (1, 5, float("-inf"), None),
        (1, float("inf"), 1, None),
        (float("inf"), float("inf"), 1, None),
        (0, 1e308, -1e308, None),
    ],
)
def test_a_number_counts_on_a_stated_scale_only(
    value: float, best: float, worst: float, verdict: Verdict | None
) -> None:
    assert judge_scale(value, best, worst).verdict == verdict


def test_no_phrase_has_two_verdicts() -> None:
    table = tomllib.loads(files("claims").joinpath("verdicts.toml").read_text("utf-8"))
    meanings: dict[str, set[str]] = {}
    for section in table.values():
        for verdict in Verdict:
            for phrase in section[verdict.value]:
                meanings.setdefault(phrase.casefold(), set()).add(verdict.value)
    assert {phrase: found for phrase, found in meanings.items() if len(found) > 1} == {}
    assert set(table) == set("en de fr es pt it pl nl tr ar hi ja ru id uk ro cs sv da el".split())


def test_every_phrase_of_the_table_is_found_as_it_is_written() -> None:
    table = tomllib.loads(files("claims").joinpath("verdicts.toml").read_text("utf-8"))
    for section in table.values():
        for verdict in Verdict:
            for phrase in section[verdict.value]:
                assert judge_text(phrase.upper()).verdict == verdict, phrase
