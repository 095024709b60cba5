"""Stance: what denies a claim in other words, or swaps one of its words, is not taken for it."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from index.lookup import Difference, DifferenceKind, Relation
from index.models.embedded import EmbeddedEncoder
from index.relation import relate
from index.stance import Reading, Stance
from tests.index.stances import Saying, a_matcher

SENSES = "Humans have exactly five senses."
CORDS = "Damaged vocal cords heal within a day when you drink pineapple juice."
DENIED = (
    ("en", SENSES, "We have way more senses than the handful they taught us in primary school."),
    ("de", SENSES, "Der Mensch hat weit mehr Sinne, als man in der Schule lernt."),
)
SWAPPED = (
    ("en", CORDS, "Damaged vocal cords heal within a day when you drink carrot juice."),
    ("en", CORDS, "Damaged tendons heal within a day when you drink pineapple juice."),
)
AFFIRMED = (
    ("en", SENSES, "People possess five senses, no more and no less."),
    ("de", SENSES, "Der Mensch hat genau fünf Sinne."),
    ("en", CORDS, "Injured vocal cords heal within a day if you drink pineapple juice."),
)
BRIDGE = "The bridge across the fjord was torn down last winter."
STANDING = (
    "The bridge across the fjord is still standing after last winter.",
    "The bridge across the fjord still stands, and cars drove over it all winter.",
)

CLEARLY, NOT_CLEARLY, NOT = 9.0, -2.0, -9.0


@pytest.mark.model
def test_equal_words_are_never_doubted_and_others_not_asked(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    judge = Saying(NOT)
    matcher = a_matcher(tmp_path, embedded, SENSES, judge=judge)
    again = "Exactly five senses are what humans have."
    texts = [f"{SENSES[:-1].upper()}!", again, "Humans do not have exactly five senses.", again]
    found = matcher.match(texts, language="en")
    relations = [one.matches[0].relation for one in found]
    assert relations == [Relation.SAME, Relation.RELATED, Relation.CONTRADICTS, Relation.RELATED]
    assert judge.asked == [(again, SENSES), (texts[2], SENSES)]  # and of contradictions


@pytest.mark.model
@pytest.mark.parametrize(
    ("language", "text", "told", "untold"),
    [
        ("en", "Humans do not have exactly five senses.", 0.25, 0.1),
        ("en", "Humans have exactly six senses.", 0.06, 0.03),
        ("de", "Menschen haben nicht genau fünf Sinne.", 0.25, 0.1),
    ],
)
def test_what_rules_call_a_contradiction_has_to_read_like_one(
    tmp_path: Path,
    embedded: EmbeddedEncoder,
    language: str,
    text: str,
    told: float,
    untold: float,
) -> None:
    for probability, wanted in ((told, Relation.CONTRADICTS), (untold, Relation.RELATED)):
        judge = Saying(-9.0, math.log(probability / (1 - probability)))
        matcher = a_matcher(tmp_path / wanted, embedded, SENSES, judge=judge)
        (lookup,) = matcher.match([text], language=language, limit=1)
        assert lookup.matches[0].relation is wanted
        assert lookup.matches[0].differences
        assert judge.asked == [(text, SENSES)]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Nobody can see it: humans do not have exactly five senses.",
        "It is a fact that humans do not have exactly five senses.",
    ],
)
def test_a_denial_with_more_around_it_is_one(
    tmp_path: Path, embedded: EmbeddedEncoder, text: str
) -> None:
    (lookup,) = a_matcher(tmp_path, embedded, SENSES).match([text], language="en", limit=1)
    assert lookup.matches[0].relation is Relation.CONTRADICTS


@pytest.mark.model
def test_within_a_sentence_that_says_more_it_has_to_be_surer(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    for affirms, wanted in ((-0.9, Relation.SAME), (-1.1, Relation.RELATED)):
        judge = Saying(affirms, told=-1.0)
        matcher = a_matcher(tmp_path / wanted, embedded, SENSES, judge=judge)
        longer = "Zoologists cringe when they hear that humans have exactly five senses."
        found = matcher.match([longer, "Exactly five senses are what humans have."], language="en")
        assert [one.matches[0].relation for one in found] == [wanted, Relation.SAME]


@pytest.mark.model
def test_what_clearly_reads_like_a_denial_is_a_contradiction_whatever_its_words(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    for found in a_matcher(tmp_path, embedded, BRIDGE).match(STANDING, language="en"):
        relation, differences = relate(found.text, BRIDGE, query_language="en", claim_language="en")
        assert (relation, differences) == (Relation.SAME, ())
        assert found.matches[0].relation is Relation.CONTRADICTS


@pytest.mark.model
def test_a_denial_in_words_of_its_own_has_to_be_shown_and_to_part_in_no_number(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    again, beside = "Exactly five senses are what humans have.", "Dogs have senses."
    for probability, wanted in ((0.92, Relation.CONTRADICTS), (0.88, Relation.RELATED)):
        judge = Saying(-20.0, math.log(probability / (1 - probability)))
        matcher = a_matcher(tmp_path / wanted, embedded, SENSES, judge=judge)
        found = matcher.match([again, beside], language="en", min_probability=0, limit=1)
        assert [one.matches[0].relation for one in found] == [wanted, Relation.RELATED]
    differences = {kind: (Difference(kind=kind, query="a", claim="b"),) for kind in DifferenceKind}
    clearly = Reading(-9.0, 9.0)
    assert [kind for kind, some in differences.items() if Stance.denied(clearly, some)] == [
        DifferenceKind.NEGATION,
        DifferenceKind.QUANTIFIER,
    ]


@pytest.mark.model
def test_two_that_call_it_false_do_not_deny_each_other(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    untold = f"{CORDS[0].lower()}{CORDS[1:-1]}"
    claim = f"It is false that {untold}."
    for meets, same in ((9.0, Relation.SAME), (-9.0, Relation.RELATED)):
        matcher = a_matcher(tmp_path / same, embedded, claim, judge=Saying(-9.0, meets))
        for text, by_rules, relation in (
            (f"The claim that {untold} is a hoax.", Relation.CONTRADICTS, Relation.RELATED),
            (f"It is not true that {untold}.", Relation.SAME, same),
        ):
            assert relate(text, claim, query_language="en", claim_language="en")[0] is by_rules
            (lookup,) = matcher.match([text], language="en")
            assert lookup.matches[0].relation is relation
    matcher = a_matcher(tmp_path / "plain", embedded, claim, judge=Saying(-9.0, 9.0))
    (lookup,) = matcher.match([CORDS], language="en")
    assert lookup.matches[0].relation is Relation.CONTRADICTS


@pytest.mark.model
def test_what_more_likely_denies_a_claim_is_not_the_same(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    again = "Exactly five senses are what humans have."
    for meets, wanted in ((1.0, Relation.SAME), (3.0, Relation.RELATED)):
        judge = Saying(-0.5, meets)  # denies with 0.35 and 0.58
        matcher = a_matcher(tmp_path / wanted, embedded, SENSES, judge=judge)
        (lookup,) = matcher.match([again], language="en")
        assert lookup.matches[0].relation is wanted


@pytest.mark.model
def test_where_each_names_another_in_two_languages_it_has_to_be_surer(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    claim = "Barack Obama was born in Kenya."
    again, other = (f"Barack Obama wurde {place} geboren." for place in ("in Kenia", "auf Hawaii"))
    for affirms, wanted in ((-1.4, Relation.SAME), (-1.6, Relation.RELATED)):
        matcher = a_matcher(tmp_path / wanted, embedded, claim, judge=Saying(affirms))
        for text, relation in ((again, Relation.SAME), (other, wanted)):
            assert relate(text, claim, query_language="de", claim_language="en")[0] == "same"
            (lookup,) = matcher.match([text], language="de")
            assert lookup.matches[0].relation is relation, text


@pytest.mark.model
def test_a_number_in_another_language_is_left_to_the_rules(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    matcher = a_matcher(tmp_path, embedded, SENSES, judge=Saying(-9.0, -9.0))
    (lookup,) = matcher.match(["Menschen haben genau sechs Sinne."], language="de", limit=1)
    assert lookup.matches[0].relation is Relation.CONTRADICTS


@pytest.mark.model
def test_what_is_denied_in_a_frame_is_asked_about_and_else_left_to_the_rules(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    framed = "Nobody ever tells you that humans have exactly five senses."
    plain = "Humans do not have exactly five senses."
    for number, (affirms, wanted) in enumerate(
        (
            (CLEARLY, Relation.SAME),
            (NOT_CLEARLY, Relation.RELATED),  # no contradiction either
            (NOT, Relation.CONTRADICTS),
        )
    ):
        judge = Saying(affirms)
        matcher = a_matcher(tmp_path / str(number), embedded, SENSES, judge=judge)
        asked, other = matcher.match([framed, plain], language="en")
        assert asked.matches[0].relation is wanted
        assert bool(asked.matches[0].differences) is not (wanted is Relation.SAME)
        opposed = affirms is not CLEARLY
        assert (other.matches[0].relation is Relation.CONTRADICTS) is opposed
        assert judge.asked == [(framed, SENSES), (plain, SENSES)]


@pytest.mark.model
def test_what_denies_or_swaps_is_only_related(tmp_path: Path, embedded: EmbeddedEncoder) -> None:
    matcher = a_matcher(tmp_path, embedded, SENSES, CORDS)
    for triples, wanted in (
        (DENIED, Relation.RELATED),
        (SWAPPED, Relation.RELATED),
        (AFFIRMED, Relation.SAME),
    ):
        for language, claim, text in triples:
            assert relate(text, claim, query_language=language, claim_language="en")[0] == "same"
            (lookup,) = matcher.match([text], language=language, min_probability=0)
            assert lookup.matches[0].claim.text == claim
            assert lookup.matches[0].relation is wanted, (text, lookup.matches[0].probability)


ROSES = "De burgemeester heeft alle rozen in het stadspark laten weghalen."


@pytest.mark.model
def test_where_there_are_no_rules_what_is_shown_and_parts_in_no_figure_is_asked(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    for affirms, wanted in ((CLEARLY, Relation.SAME), (NOT_CLEARLY, Relation.RELATED)):
        judge = Saying(affirms)
        matcher = a_matcher(tmp_path / str(affirms), embedded, ROSES, judge=judge)
        again = "Alle rozen in het stadspark heeft de burgemeester laten weghalen."
        (lookup,) = matcher.match([again], language="nl")
        assert lookup.matches[0].relation is wanted
        assert judge.asked == [(again, ROSES)]
        judge.asked.clear()
        others = (
            (ROSES.upper(), "nl", Relation.SAME),  # equal words
            (again, "sw", Relation.RELATED),  # of which it has not learned
            (again.replace("Alle", "Alle 12"), "nl", Relation.RELATED),  # another number
            (again.replace("laten", "niet laten"), "nl", Relation.RELATED),
            ("In het park staan rozen.", "nl", Relation.RELATED),  # not shown
        )
        for text, language, relation in others:
            (lookup,) = matcher.match([text], language=language, min_probability=0)
            assert lookup.matches[0].relation is relation, text
        assert judge.asked == []


@pytest.mark.model
def test_what_is_called_false_is_not_asked_about(tmp_path: Path, embedded: EmbeddedEncoder) -> None:
    """Where only the sentence's language has rules, those hear what it says of the claim."""
    judge = Saying(CLEARLY)
    matcher = a_matcher(tmp_path, embedded, "Den Haag is de hoofdstad van Nederland.", judge=judge)
    plain = "Den Haag is the capital of Nederland."
    for text, relation in (
        (plain, Relation.SAME),
        (f"It is a myth that {plain}", Relation.RELATED),
        (f"False: {plain}", Relation.RELATED),
    ):
        (lookup,) = matcher.match([text], language="en")
        assert lookup.matches[0].relation is relation, text
    assert [text for text, _ in judge.asked] == [plain]


@pytest.mark.model
def test_what_says_the_same_is_called_so_in_languages_without_rules(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    matcher = a_matcher(tmp_path, embedded, ROSES)
    for text, relation in (
        ("De burgemeester liet alle rozen uit het stadspark verwijderen.", Relation.SAME),
        ("De burgemeester heeft alle rozen in het stadspark laten staan.", Relation.RELATED),
        ("De burgemeester heeft alle banken in het stadspark laten weghalen.", Relation.RELATED),
    ):
        (lookup,) = matcher.match([text], min_probability=0)
        assert lookup.matches[0].relation is relation, text


@pytest.mark.model
def test_one_text_in_two_languages_is_told_by_the_rules_of_each(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    judge = Saying(NOT_CLEARLY)
    matcher = a_matcher(tmp_path, embedded, SENSES, judge=judge)
    again = "Exactly five senses are what humans have."
    found = matcher.match([again, again], language=["en", "nl"])
    relations = [one.matches[0].relation for one in found]
    assert relations == [Relation.SAME, Relation.RELATED]
    assert judge.asked == [(again, SENSES)]
