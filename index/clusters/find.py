"""find_merges(): which claims of a snapshot are one claim, by its vectors and a fitted rule."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from claims.merges import EQUAL, NEAR, ProposedMerge
from claims.model import Claim
from index.clusters.candidates import candidates
from index.clusters.linkage import Link, link
from index.clusters.objections import objection
from index.clusters.rule import ClusterRule
from index.clusters.statements import Statement, pooled, read_statements, usable
from index.clusters.titles import Titles
from index.encoder import Vectors
from index.links import Links
from index.stages import Show

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the store says already: `together` by an operator's word, never to meet (`apart`), and
    the claims that others are shown under (`heads`), which stay heads where they can."""

    together: Sequence[Sequence[str]] = ()
    apart: Sequence[tuple[str, str]] = ()
    heads: Collection[str] = ()


def find_merges(
    claims: Sequence[Claim] | Iterable[Claim],
    links: Links,
    vectors: Vectors,
    titles: Titles,
    *,
    fingerprint: str,
    rule: ClusterRule | None,
    standing: Standing,
    show: Show,
    total: int | None = None,
) -> list[ProposedMerge]:
    """A merge a claim that is to be shown under another; an operator's own are not among them.

    Without a rule only equal texts are merged. `claims` are in row order, `total` their number.
    """
    with show.stage("statements", total) as advance:
        singles = list(_counted(read_statements(claims, links), advance))
    order = {one.ids[0]: _order(one, standing.heads) for one in singles}
    units = _units(singles, titles, rule, standing, show)
    found = _near(units, vectors, titles, rule, show)
    place = {claim: number for number, unit in enumerate(units) for claim in unit.ids}
    groups = link(
        len(units),
        (Link(score, *pair) for pair, score in found.items()),
        [[place[i] for i in group if i in place] for group in standing.together],
        [(place[a], place[b]) for a, b in standing.apart if a in place and b in place],
    )
    grouped = {number for group in groups for number in group}
    alone = [[number] for number, unit in enumerate(units) if number not in grouped]
    chosen = {i for group in standing.together for i in group}
    return [
        proposal
        for group in [*groups, *alone]
        for proposal in _proposals(
            group, units, found, fingerprint, rule.precision if rule else None, order
        )
        if not {proposal.claim_id, proposal.into} <= chosen
    ]


def equal_units(
    singles: Iterable[Statement],
    titles: Titles,
    supporting: float,
    apart: Pairs,
    show: Show,
) -> list[Statement]:
    """Statements of one text pooled, where nothing forbids it; unusable texts are left out."""
    parted = {frozenset(pair) for pair in apart}
    groups = list(usable(singles))
    shared = (one for group in groups if len(group) > 1 for one in group)
    titles.encode(shared, show)
    return [
        pooled([group[number] for number in part])
        for group in groups
        for part in _parts(group, titles, supporting, parted)
    ]


def _units(
    singles: Sequence[Statement],
    titles: Titles,
    rule: ClusterRule | None,
    standing: Standing,
    show: Show,
) -> list[Statement]:
    supporting = rule.supporting if rule else 1.0
    units = equal_units(singles, titles, supporting, standing.apart, show)
    known = {claim for unit in units for claim in unit.ids}
    chosen = {i for group in standing.together for i in group} - known
    return [*units, *(one for one in singles if one.ids[0] in chosen)]


def _parts(
    group: list[Statement], titles: Titles, supporting: float, parted: set[frozenset[str]]
) -> list[list[int]]:
    if len(group) == 1:
        return [[0]]
    links = [
        Link(1.0, a, b)
        for a, b in combinations(range(len(group)), 2)
        if frozenset(group[a].ids + group[b].ids) not in parted
        and _agree(group[a], group[b], titles, supporting)
    ]
    parts = link(len(group), links)
    held = {number for part in parts for number in part}
    return [*parts, *([number] for number in range(len(group)) if number not in held)]


def _agree(one: Statement, other: Statement, titles: Titles, supporting: float) -> bool:
    supported = one.same_days(other) or (titles.nearest(one, other) or 0.0) >= supporting
    return objection(one, other, supported=supported) is None


def _near(
    units: Sequence[Statement],
    vectors: Vectors,
    titles: Titles,
    rule: ClusterRule | None,
    show: Show,
) -> dict[tuple[int, int], float]:
    """The cosine of the pairs of units that the rule takes for one claim."""
    if rule is None:
        return {}
    number = {id(unit): place for place, unit in enumerate(units)}
    pairs = candidates(
        units, vectors, titles, floor=rule.floor, supporting=rule.supporting, show=show
    )
    return {
        (number[id(pair.one)], number[id(pair.other)]): pair.score
        for pair in pairs
        if rule.merges(pair)
    }


def _proposals(
    group: Sequence[int],
    units: Sequence[Statement],
    found: dict[tuple[int, int], float],
    fingerprint: str,
    precision: float | None,
    order: Mapping[str, tuple[bool, int, str]],
) -> Iterator[ProposedMerge]:
    members = [(unit, claim) for unit in group for claim in units[unit].ids]
    if len(members) < 2:
        return
    (leader, head), *others = sorted(members, key=lambda member: order[member[1]])
    for unit, claim in others:
        if unit == leader:
            yield ProposedMerge(
                claim_id=claim, into=head, rule=EQUAL, encoder=None, score=1.0, probability=None
            )
            continue
        scores = [found[pair] for other in group if (pair := _pair(unit, other)) in found]
        yield ProposedMerge(
            claim_id=claim,
            into=head,
            rule=NEAR,
            encoder=fingerprint,
            score=round(min(scores), 6) if scores else None,
            probability=precision,
        )


def _order(one: Statement, heads: Collection[str]) -> tuple[bool, int, str]:
    """A claim that heads already comes first, then the one that was reviewed first."""
    claim = one.ids[0]
    return (claim not in heads, min(one.days, default=10**9), claim)


def _pair(one: int, other: int) -> tuple[int, int]:
    return (min(one, other), max(one, other))


def _counted(
    statements: Iterator[Statement], advance: Callable[[int], object]
) -> Iterator[Statement]:
    for one in statements:
        yield one
        advance(1)
