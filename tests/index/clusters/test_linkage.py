"""Groups hold together pair by pair."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from index.clusters.linkage import Link, link


def test_a_chain_does_not_drift() -> None:
    assert link(3, [Link(0.9, 0, 1), Link(0.95, 1, 2)]) == [[1, 2]]
    assert link(3, [Link(0.9, 0, 1), Link(0.95, 1, 2), Link(0.8, 0, 2)]) == [[0, 1, 2]]


def test_who_is_kept_apart_never_meets() -> None:
    links = [Link(0.9, 0, 1), Link(0.95, 1, 2), Link(0.8, 0, 2)]
    assert link(3, links, apart=[(2, 1)]) == [[0, 1]]


def test_groups_that_stand_take_in_who_is_linked_to_all() -> None:
    links = [Link(0.9, 0, 1), Link(0.9, 2, 3), Link(0.9, 0, 3)]
    assert link(4, links, together=[[0, 2]]) == [[0, 2, 3]]


pairs = st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1])


@given(st.dictionaries(pairs, st.floats(0, 1)), st.sets(pairs))
def test_every_pair_of_a_group_is_linked(
    found: dict[tuple[int, int], float], apart: set[tuple[int, int]]
) -> None:
    groups = link(8, [Link(strength, *pair) for pair, strength in found.items()], apart=apart)
    members = [place for group in groups for place in group]
    assert len(members) == len(set(members))
    for group in groups:
        for pair in combinations(group, 2):
            assert pair in found and pair not in apart
