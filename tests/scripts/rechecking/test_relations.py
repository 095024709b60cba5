"""Doubts: what was read before and is the same is not read again."""

from __future__ import annotations

from collections.abc import Sequence

from index.lookup import Relation
from index.stance import Pair
from scripts.rechecking.relations import Doubts
from tests.scripts.rechecking.made import a_match, a_sentence

CHEESE = ("The Moon is cheese.", "The Moon is made of cheese.")
CHALK = ("The Moon is chalk.", "The Moon is made of cheese.")


class Reading:
    """Doubts everything, and knows what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Pair] = []

    def doubted(self, pairs: Sequence[Pair]) -> list[bool]:
        self.asked = list(pairs)
        return [True] * len(pairs)


def test_what_is_recalled_as_the_same_is_not_read_again() -> None:
    judge = Reading()
    doubts = Doubts(judge)
    assert doubts.doubted([CHEESE, CHALK]) == [True, True]
    rows = [
        a_sentence(a_match(), text=CHEESE[0]),
        a_sentence(a_match(relation=Relation.RELATED), text=CHALK[0]),
    ]
    doubts.recall(rows)
    assert doubts.doubted([CHEESE, CHALK, CHEESE]) == [False, True, False]
    assert judge.asked == [CHALK]
    doubts.recall(rows[1:])  # and no others
    assert doubts.doubted([CHEESE]) == [True]


def test_a_cluster_says_nothing_of_the_claim_that_was_compared_with() -> None:
    judge = Reading()
    doubts = Doubts(judge)
    doubts.recall([a_sentence(a_match(found_by="c1"), text=CHEESE[0])])
    assert doubts.doubted([CHEESE]) == [True]
    assert judge.asked == [CHEESE]
