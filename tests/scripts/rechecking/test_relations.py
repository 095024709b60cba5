"""KnownJudgements: what was read before is not read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.lookup import Relation
from index.stance import Ruled
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
    assert known.same([(CHEESE, True), (CHALK, False)]) == [False, False]
    rows = [
        a_sentence(a_match(), text=CHEESE[0]),
        a_sentence(a_match(relation=Relation.RELATED), text=CHALK[0]),
    ]
    known.recall(rows)
    assert known.same([(CHEESE, True), (CHALK, False), (CHEESE, True)]) == [True, False, True]
    assert judge.asked == [(CHALK, False)]
    known.recall(rows[1:])  # and no others
    assert known.same([(CHEESE, True)]) == [False]


def test_what_was_read_without_rules_is_known_either_way_and_only_where_it_was_shown() -> None:
    judge = Reading()
    known = KnownJudgements(judge)
    other = a_match(relation=Relation.RELATED, claim_language="nl")
    known.recall([a_sentence(other, text=CHALK[0], language="nl")])
    assert known.same([(CHALK, False)]) == [False] and judge.asked == []
    known.recall([a_sentence(replace(other, band=None), text=CHALK[0], language="nl")])
    known.same([(CHALK, False)])
    assert judge.asked == [(CHALK, False)]


def test_a_cluster_says_nothing_of_the_claim_that_was_compared_with() -> None:
    judge = Reading()
    known = KnownJudgements(judge)
    known.recall([a_sentence(a_match(found_by="c1"), text=CHEESE[0])])
    assert known.same([(CHEESE, True)]) == [False]
    assert judge.asked == [(CHEESE, True)]


def test_what_rules_have_found_the_same_is_not_known_without_them() -> None:
    judge = Reading()
    known = KnownJudgements(judge)
    known.recall([a_sentence(a_match(), text=CHEESE[0])])
    assert known.same([(CHEESE, True), (CHEESE, False)]) == [True, False]
    assert judge.asked == [(CHEESE, False)]
