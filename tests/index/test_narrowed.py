"""Nearly equal texts: what differs in one word is read by the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from index.lookup import Relation
from index.models.embedded import EmbeddedEncoder
from index.narrowed import narrowed
from index.stance import Pair, Reading
from tests.index.stances import Saying, a_matcher

ROSES = (
    "Volgens de krant liet de burgemeester van ons dorp enkele weken na de brand "
    "alle rozen in het park achter het station weghalen"
)
LATER = ROSES.replace("weken", "maanden")


class Hasty(Saying):
    """Takes a claim's verdict for a text's, but not of a part of it."""

    def read(self, pairs: Sequence[Pair]) -> list[Reading]:
        """By the length of the text."""
        self.asked += pairs
        return [Reading(9.0 if len(text) > 80 else -9.0, 0.0) for text, _ in pairs]


def test_a_word_is_read_with_four_on_either_side() -> None:
    assert narrowed((LATER, ROSES), "nl") == (
        (
            "van ons dorp enkele maanden na de brand alle",
            "van ons dorp enkele weken na de brand alle",
        ),
    )
    parts = narrowed((LATER.replace("station", "kerkhof").upper(), f"{ROSES}!"), "nl")
    assert [part.split()[4] for part, _ in parts] == ["MAANDEN", "KERKHOF"]
    near = narrowed((LATER.replace("na de", "voor de"), ROSES), "nl")
    assert [part for part, _ in near] == ["van ons dorp enkele maanden voor de brand alle rozen"]


def test_characters_are_read_where_words_have_no_spaces() -> None:
    claim = "新しい橋は開通から数週間後に大雨で流されたと市長が昨日の会見で述べた"
    ((part, other),) = narrowed((claim.replace("週間", "か月"), claim), "ja")
    assert part == "い橋は開通から数か月後に大雨で流され"
    assert other == part.replace("か月", "週間")


def test_a_sign_at_the_end_is_no_other_word() -> None:
    claim = "गाँव के मेले में सोमवार को तीन पुराने पेड़ काटे गए"
    assert narrowed((f"{claim}।", claim), "hi") == ()


def test_nothing_is_narrowed_where_little_else_is_said_or_one_says_more() -> None:
    short = "Hij woont in Kleindorp", "Hij werkt in Kleindorp"
    assert narrowed(short, "nl") == ()
    assert narrowed((f"{ROSES} en verbranden", ROSES), "nl") == ()
    other = "De brand in het dorp is volgens de krant na enkele weken alle rozen fataal geworden"
    assert narrowed((other, ROSES), "nl") == ()
    parts = LATER.replace("krant", "radio").replace("rozen", "bomen").replace("station", "bos")
    assert narrowed((parts, ROSES), "nl") == ()  # four of them


@pytest.mark.model
def test_what_differs_is_read_alone_where_a_reading_calls_it_the_same(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    judge = Hasty(0.0)
    matcher = a_matcher(tmp_path, embedded, ROSES, judge=judge)
    again = f"Echt waar: {ROSES}"
    found = matcher.match([LATER, again], language="nl")
    assert [one.matches[0].relation for one in found] == [Relation.RELATED, Relation.SAME]
    assert judge.asked == [(LATER, ROSES), (again, ROSES), *narrowed((LATER, ROSES), "nl")]


@pytest.mark.model
def test_weeks_are_not_months_in_a_long_sentence(tmp_path: Path, embedded: EmbeddedEncoder) -> None:
    claim = (
        "Primarul din satul nostru a spus la radio că podul nou peste râu a fost închis "
        "la câteva săptămâni după inaugurare din cauza ploilor"
    )
    matcher = a_matcher(tmp_path, embedded, claim)
    for text, relation in (
        (claim.replace("săptămâni", "luni"), Relation.RELATED),
        (claim.replace("a spus", "spune"), Relation.SAME),
    ):
        (lookup,) = matcher.match([text], language="ro")
        assert lookup.matches[0].relation is relation
