"""KnownJudgements: what was read before is not read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.lookup import Relation
from index.stance import Ruled, Rules
from scripts.rechecking.relations import KnownJudgements
from tests.scripts.rechecking.made import a_match, a_sentence

CHEESE = ("The Moon is cheese.", "The Moon is made of cheese.")
CHALK = ("The Moon is chalk.", "The Moon is made of cheese.")


class Reading:
    """Finds nothing the same, and knows what it was asked."""

    languages = frozenset({"nl"})

    def __init__(self) -> None:
        self.asked: list[Ruled] = []

    def same(self, asked: Sequence[Ruled]) -> list[bool]:
        self.asked = list(asked)
        return [False] * len(asked)


def test_what_is_recalled_as_the_same_is_not_read_again() -> None:
    judge = Reading()
    known = KnownJudgements(judge)
    assert known.languages == {"nl"}
    assert known.same([(CHEESE, Rules.SAME), (CHALK, Rules.NONE)]) == [False, False]
    rows = [
        a_sentence(a_match(), text=CHEESE[0]),
        a_sentence(a_match(relation=Relation.RELATED), text=CHALK[0]),
    ]
    known.recall(rows)
    asked = [(CHEESE, Rules.SAME), (CHALK, Rules.NONE), (CHEESE, Rules.SAME)]
    assert known.same(asked) == [True, False, True]
    assert judge.asked == [(CHALK, Rules.NONE)]
    known.recall(rows[1:])  # and no others
    assert known.same([(CHEESE, Rules.SAME)]) == [False]


def test_what_was_read_without_rules_is_known_either_way_and_only_where_it_was_shown() -> None:
    judge = Reading()
    known = KnownJudgements(judge)
    other = a_match(relation=Relation.RELATED, claim_language="nl")
    known.recall([a_sentence(other, text=CHALK[0], language="nl")])
    assert known.same([(CHALK, Rules.NONE)]) == [False] and judge.asked == []
    known.recall([a_sentence(replace(other, band=None), text=CHALK[0], language="nl")])
    known.same([(CHALK, Rules.NONE)])
    assert judge.asked == [(CHALK, Rules.NONE)]


def test_what_was_denied_in_a_frame_and_shown_is_not_read_again() -> None:
    framed = "Nobody tells you that the Moon is made of cheese.", CHEESE[1]
    denied = a_match(relation=Relation.CONTRADICTS)
    for text, match, read in (
        (framed[0], denied, False),
        (framed[0], replace(denied, band=None), True),
        ("The Moon is not made of cheese.", denied, True),  # in no frame: nothing was asked
    ):
        judge = Reading()
        known = KnownJudgements(judge)
        known.recall([a_sentence(match, text=text)])
        pair = text, CHEESE[1]
        assert known.same([(pair, Rules.FRAMED), (pair, Rules.SAME)]) == [False, False]
        assert bool(judge.asked) is read


def test_what_was_not_asked_for_its_language_is_read_in_another() -> None:
    judge = Reading()
    known = KnownJudgements(judge)
    other = a_match(relation=Relation.RELATED, claim_language="nl")
    known.recall([a_sentence(other, text=CHALK[0], language="sw")])
    known.same([(CHALK, Rules.NONE)])
    assert judge.asked == [(CHALK, Rules.NONE)]


def test_a_cluster_says_nothing_of_the_claim_that_was_compared_with() -> None:
    judge = Reading()
    known = KnownJudgements(judge)
    known.recall([a_sentence(a_match(found_by="c1"), text=CHEESE[0])])
    assert known.same([(CHEESE, Rules.SAME)]) == [False]
    assert judge.asked == [(CHEESE, Rules.SAME)]


def test_what_rules_have_found_the_same_is_not_known_without_them() -> None:
    judge = Reading()
    known = KnownJudgements(judge)
    known.recall([a_sentence(a_match(), text=CHEESE[0])])
    assert known.same([(CHEESE, Rules.SAME), (CHEESE, Rules.NONE)]) == [True, False]
    assert judge.asked == [(CHEESE, Rules.NONE)]
