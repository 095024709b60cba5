"""What is searched for of a sentence in which somebody says something."""

from __future__ import annotations

import pytest

from claims.frames import sought, unframed


@pytest.mark.parametrize(
    ("framed", "statement"),
    [
        ("A leaflet warned parents here that tea cures colds.", "tea cures colds."),
        ("According to the organisers, tea cures colds.", "tea cures colds."),
        ("As a caller claimed on air, tea cures colds.", "tea cures colds."),
        ("Tea cures colds, said one visitor.", "Tea cures colds."),
        ("Tea, the speaker said, cures most colds.", "Tea cures most colds."),
        ("A man said that a woman told him that tea cures colds.", "tea cures colds."),
        ("My uncle swears that tea cures colds.", "tea cures colds."),
        ("Ein Gast verwies darauf, dass Tee Husten heilt.", "Tee Husten heilt."),
        (
            "Wie ein Redner am Rande der Feier behauptete, seien viele Tees giftig.",
            "seien viele Tees giftig.",
        ),
        ("Ein alter Bauer behauptete, Tee sei ein Gift.", "Tee sei ein Gift."),
        ("Tee heile, so hieß es weiter, jeden Husten.", "Tee heile jeden Husten."),
        ("Tee heile jeden Husten, so der Verein.", "Tee heile jeden Husten."),
        ("Selon une voisine, le thé guérit le rhume.", "le thé guérit le rhume."),
        ("On dit qu'un thé guérit le rhume.", "un thé guérit le rhume."),
        ("Un oyente aseguró que el té cura la gripe.", "el té cura la gripe."),
        ("O chá cura a gripe, disse uma senhora.", "O chá cura a gripe."),
        ("Secondo una signora, il tè cura la tosse.", "il tè cura la tosse."),
        ("Ktoś mi mówił, że herbata leczy kaszel.", "herbata leczy kaszel."),
        ("Een spreker beweerde dat thee verkoudheid geneest.", "thee verkoudheid geneest."),
        ("Thee geneest verkoudheid, aldus een folder.", "Thee geneest verkoudheid."),
        ("Mijn buurman zweert dat thee verkoudheid geneest.", "thee verkoudheid geneest."),
        ("Один из докладчиков заявил, что чай лечит простуду.", "чай лечит простуду."),
        ("По словам организаторов, чай лечит простуду.", "чай лечит простуду."),
        ("Как утверждает моя соседка, чай лечит простуду.", "чай лечит простуду."),
        ("Чай лечит простуду, уверяла одна женщина.", "Чай лечит простуду."),
    ],
)
def test_a_frame_without_a_name_is_taken_off(framed: str, statement: str) -> None:
    assert unframed(framed) == statement
    assert unframed(statement) == statement
    assert sought(sought(framed)) == sought(framed)


@pytest.mark.parametrize(
    "text",
    [
        "Trump said that tea cures colds and the flu.",
        "A spokesman for Angela Merkel said that tea cures colds.",
        "Tea cures colds and the flu, said John Smith.",
        "Wie Merkel behauptete, seien viele Tees giftig.",
        "Die Kanzlerin Angela Merkel sagte, dass Tee jeden Husten heilt.",
        "Laut Trump heilt Tee jeden Husten.",
        "De minister Jan de Vries zei dat thee verkoudheid geneest.",
        "Volgens Rutte, zo bleek, geneest thee verkoudheid.",
        "Президент Путин заявил, что чай лечит простуду.",
        "По словам Путина, чай лечит простуду.",
        "Le ministre Bruno Le Maire dit que le thé guérit le rhume.",
    ],
)
def test_a_name_may_be_part_of_the_claim(text: str) -> None:
    assert unframed(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "The mayor denied that tea cures colds.",
        "He said that it rained.",
        "He never said that tea cures colds.",
        "A mother sued a hospital and claimed that tea cures colds.",
        "Laut einer Broschüre verhindert Tee, dass man krank wird.",
        "Volgens de buren geneest thee, die sterk is, de griep.",
        "Według jednego z mówców herbata, która stygnie, leczy kaszel.",
        "Een arts ontkende dat thee verkoudheid geneest.",
        "Ze zei nooit dat thee verkoudheid geneest.",
        "Врач не говорил, что чай лечит простуду.",
        "Most states that have legalised tea cure colds.",
        "A man said that tea cures colds. Nobody believed him.",
        "Tea cures colds, and the flu as well.",
        "She said " + "very " * 90 + "loudly that tea cures colds.",
        "الشاي يشفي من الزكام.",
        "",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert unframed(text) == text
