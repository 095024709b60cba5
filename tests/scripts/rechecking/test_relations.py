"""KnownReadings: what was read before is not read again."""

from __future__ import annotations

from index.stance import Reading
from scripts.rechecking.part import read_column, reads_of
from scripts.rechecking.relations import KnownReadings
from tests.index.stances import Saying

CHEESE = ("The Moon is cheese.", "The Moon is made of cheese.")
CHALK = ("The Moon is chalk.", "The Moon is made of cheese.")
SIX = ("The Moon is cheese.", "The Moon has six sides.")


def test_what_is_recalled_is_not_read_again() -> None:
    judge = Saying(1.5, 0.5)
    known = KnownReadings(judge)
    assert known.stance is judge.stance
    assert known.read([CHEESE, CHALK, CHEESE]) == [Reading(1.5, 0.5)] * 3
    assert judge.asked == [CHEESE, CHALK]
    taken = known.taken()
    assert set(taken) == {CHEESE[0], CHALK[0]} and known.taken() == {}
    other = Saying(-9.0, -9.0)
    later = KnownReadings(other)
    later.recall([(CHEESE[0], taken[CHEESE[0]])])
    assert later.read([CHEESE, CHALK, SIX]) == [Reading(1.5, 0.5), *[Reading(-9.0, -9.0)] * 2]
    assert other.asked == [CHALK, SIX]
    later.recall([])  # and no others
    assert later.read([CHEESE]) == [Reading(-9.0, -9.0)]


def test_what_was_recalled_is_taken_once_more() -> None:
    known = KnownReadings(Saying(1.5, 0.5))
    known.read([CHEESE, SIX])
    taken = known.taken()
    later = KnownReadings(Saying(-9.0))
    later.recall(taken.items())
    later.read([SIX, CHEESE])
    assert later.taken() == taken


def test_it_outlives_the_disk_to_the_last_bit() -> None:
    known = KnownReadings(Saying(1 / 3, -0.5))
    known.read([CHEESE, SIX, CHALK])
    taken = known.taken()
    rows = [taken[CHEESE[0]], (), taken[CHALK[0]]]
    assert [len(one) for one in rows] == [2, 0, 1]
    assert reads_of(read_column(rows)) == rows
