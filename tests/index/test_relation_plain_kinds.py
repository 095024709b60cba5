"""A thing on one side and another of its kind on the other, in languages without a lexicon."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

from index.lookup import Relation
from index.models.embedded import EmbeddedEncoder
from index.relations.plain_kinds import of_other_kinds
from index.relations.tables import read_table
from tests.index.stances import Saying, a_matcher

DOGS = [
    ("nl", "Het water is gevaarlijk voor honden.", "Het water is gevaarlijk voor katten."),
    ("sv", "Vattnet är farligt för hundar.", "Vattnet är farligt för katter."),
    ("id", "Air itu berbahaya bagi anjing.", "Air itu berbahaya bagi kucing."),
    ("ro", "Apa este periculoasă pentru câini.", "Apa este periculoasă pentru pisici."),
    ("tr", "Su köpekler için tehlikeli.", "Su kediler için tehlikeli."),
    ("ru", "Вода опасна для собак.", "Вода опасна для кошек."),
    ("uk", "Вода небезпечна для собак.", "Вода небезпечна для котів."),
    ("ar", "الماء خطير على الكلاب.", "الماء خطير على القطط."),
    ("hi", "पानी कुत्तों के लिए खतरनाक है।", "पानी बिल्लियों के लिए खतरनाक है।"),
    ("bn", "পানি কুকুরের জন্য বিপজ্জনক।", "পানি বিড়ালের জন্য বিপজ্জনক।"),
    ("zh", "湖水对狗有害。", "湖水对猫有害。"),
    ("ja", "湖の水は犬に危険だ。", "湖の水は猫に危険だ。"),
]
ENGLISH = "Lake water is dangerous to dogs."


@pytest.mark.parametrize(("language", "dogs", "cats"), DOGS)
def test_what_is_said_of_dogs_is_not_said_of_cats(language: str, dogs: str, cats: str) -> None:
    one, other, english = (dogs, language), (cats, language), (ENGLISH, "en")
    assert of_other_kinds(one, other) and of_other_kinds(other, one)
    assert of_other_kinds(english, other)
    assert not of_other_kinds(english, one)


def test_gloves_are_no_masks_nor_one_disease_another() -> None:
    gloves = "Носить перчатки бессмысленно.", "ru"
    assert of_other_kinds(gloves, ("Le port du masque est absurde.", "fr"))
    assert not of_other_kinds(gloves, ("Porter des gants est absurde.", "fr"))
    shaking = "Чай лечит болезнь Паркинсона.", "ru"
    assert of_other_kinds(shaking, ("Tea cures Alzheimer's disease.", "en"))
    assert not of_other_kinds(shaking, ("Tea cures Parkinson's disease.", "en"))


def test_one_who_names_more_is_not_parted() -> None:
    both = "Вода опасна для кошек и собак.", "ru"
    assert not of_other_kinds(both, ("Вода опасна для собак.", "ru"))
    assert not of_other_kinds(both, (ENGLISH, "en"))
    assert not of_other_kinds(both, ("Вода опасна.", "ru"))
    cotton = "Katoen is gevaarlijk.", "nl"  # no "kat"
    assert not of_other_kinds(cotton, (ENGLISH, "en"))


def test_each_thing_has_one_kind_and_all_patterns_are_read() -> None:
    known = {kind: {*things} for kind, things in read_table("kinds.toml").items()}
    for kinds in read_table("plain_kinds.toml").values():
        assert {*kinds} <= {*known}
        for pattern in chain(*(things.values() for things in kinds.values())):
            assert not re.compile(pattern).match("")
    assert not of_other_kinds(("Vatnið er hættulegt hundum.", "is"), (ENGLISH, "en"))


@pytest.mark.model
def test_no_reading_makes_them_the_same(tmp_path: Path, embedded: EmbeddedEncoder) -> None:
    judge = Saying(9.0)
    claim = "The mayor had all dogs removed from the city park."
    again = "De burgemeester liet alle honden uit het stadspark weghalen."
    matcher = a_matcher(tmp_path, embedded, claim, judge=judge)
    found = matcher.match([again, again.replace("honden", "paarden")], language="nl")
    assert [one.matches[0].relation for one in found] == [Relation.SAME, Relation.RELATED]
    assert judge.asked == [(again, claim)]
