"""link(): groups in which every pair is linked, so that A~B~C never makes A and C one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two places, the smaller first, and how strongly they belong together."""

    strength: float
    one: int
    other: int


def link(
    count: int,
    links: Iterable[Link],
    together: Sequence[Sequence[int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """The groups of two and more among `count` places, strongest links first.

    `together` are groups that stand already, whatever their links; of `apart`, no pair meets in a
    group beyond those. Two groups join only where all pairs across are linked.
    """
    kept = sorted(links, key=lambda found: (-found.strength, found.one, found.other))
    linked = {(found.one, found.other) for found in kept}
    linked -= {(min(pair), max(pair)) for pair in apart}
    group_of = [[place] for place in range(count)]
    for group in together:
        joined = sorted({place for member in group for place in group_of[member]})
        for place in joined:
            group_of[place] = joined
    for found in kept:
        first, second = group_of[found.one], group_of[found.other]
        if first is second or not _all_linked(first, second, linked):
            continue
        joined = sorted(first + second)
        for place in joined:
            group_of[place] = joined
    groups = {id(group): group for group in group_of if len(group) > 1}
    return sorted(groups.values())


def _all_linked(first: list[int], second: list[int], linked: set[tuple[int, int]]) -> bool:
    return all((min(a, b), max(a, b)) in linked for a in first for b in second)
