"""Merges: the layer of clusters over the claims of a store. No record changes by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, insert, or_, select, update

from claims.errors import MergeError
from claims.merges import EQUAL, OPERATOR, Merge, ProposedMerge
from claims.store_tables import CLAIMS, KEPT_APART, MERGES
from claims.store_write import now

RULE = "rule"
_NO_LONGER = "the rule no longer finds it"
_LIVE = MERGES.c.ended_at.is_(None)

Connect = Callable[[bool], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeCounts:
    """What became of merges that were proposed: made, standing already, and ended."""

    new: int
    kept: int
    ended: int


class Merges:
    """The merges of a store; `connect` opens a transaction, True to write."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect

    def all(
        self, claim_id: str | None = None, *, after: int = 0, limit: int | None = None
    ) -> tuple[Merge, ...]:
        """Every merge that ever was, oldest first; those of one claim where it is named.

        Only merges of a number above `after`, and `limit` of them at most.
        """
        query = select(MERGES).where(MERGES.c.number > after).order_by(MERGES.c.number)
        query = query.limit(limit)
        if claim_id is not None:
            query = query.where(or_(MERGES.c.claim_id == claim_id, MERGES.c.into_id == claim_id))
        return self._read(query)

    def live(self) -> tuple[Merge, ...]:
        """The merges that hold, oldest first."""
        return self._read(select(MERGES).where(_LIVE).order_by(MERGES.c.number))

    def apart(self) -> tuple[tuple[str, str], ...]:
        """The pairs of claims that an operator keeps apart."""
        query = select(KEPT_APART).where(KEPT_APART.c.ended_at.is_(None))
        with self._connect(False) as connection:
            return tuple((row.claim_id, row.other_id) for row in connection.execute(query))

    def merge(self, claim_id: str, into: str, reason: str | None = None) -> Merge:
        """Show a claim under another by an operator's word; a head brings its cluster along.

        Raises MergeError where one of them is not live, or both are one already.
        """
        with self._connect(True) as connection:
            head = _head(connection, into)
            moved = [_head(connection, claim_id)]
            _demand_live(connection, [claim_id, into])
            if moved == [head]:
                raise MergeError(f"{claim_id} and {into} are shown as one claim already")
            clusters = [_members(connection, one) for one in (moved[0], head)]
            _let_meet(connection, clusters)
            moved += [row.claim_id for row in _under(connection, moved[0])]
            _end(connection, moved, OPERATOR, "merged into another")
            fresh = [
                ProposedMerge(
                    claim_id=one,
                    into=head,
                    rule=OPERATOR,
                    encoder=None,
                    score=None,
                    probability=None,
                )
                for one in moved
            ]
            return _insert(connection, fresh, OPERATOR, reason)[0]

    def unmerge(self, claim_id: str, reason: str | None = None) -> int:
        """Show a claim by itself again, and keep it apart from those it was shown with.

        Of the claim that a cluster is shown under, the others go too, each by itself. Returns how
        many merges ended; raises MergeError where the claim is in no cluster.
        """
        with self._connect(True) as connection:
            head = _head(connection, claim_id)
            members = _members(connection, head)
            if len(members) < 2:
                raise MergeError(f"{claim_id} is shown as part of no other claim, nor others of it")
            others = [one for one in members if one != claim_id]
            ended = _end(connection, others if claim_id == head else [claim_id], OPERATOR, reason)
            rows = [
                {"claim_id": claim_id, "other_id": other, "since": now(), "reason": reason}
                for other in others
            ]
            connection.execute(insert(KEPT_APART), rows)
            return ended

    def record(
        self, proposed: Iterable[ProposedMerge], considered: Collection[str], *, near: bool
    ) -> MergeCounts:
        """Take over what a rule found among the claims `considered`; an operator's word stands.

        Merges of the rule that it no longer finds end, those of near texts only where `near` were
        looked for. What an operator did since the claims were read is respected.
        """
        with self._connect(True) as connection:
            standing = {row.claim_id: _merge(row) for row in connection.execute(_all_live())}
            wanted = _allowed(connection, proposed, standing)
            kept = {
                one.claim_id
                for one in wanted
                if (now_held := standing.get(one.claim_id)) and now_held.into == one.into
            }
            gone = [
                merge.claim_id
                for merge in standing.values()
                if merge.merged_by == RULE
                and merge.claim_id not in kept
                and {merge.claim_id, merge.into} & set(considered)
                and (near or merge.rule == EQUAL)
            ]
            _end(connection, gone, RULE, _NO_LONGER)
            blocked = standing.keys() - gone
            heads = {merge.into for merge in standing.values() if merge.claim_id in blocked}
            fresh = [
                one
                for one in wanted
                if one.claim_id not in blocked | heads and one.into not in blocked
            ]
            _insert(connection, fresh, RULE, None)
            return MergeCounts(new=len(fresh), kept=len(kept), ended=len(gone))

    def _read(self, query: Select[Any]) -> tuple[Merge, ...]:
        with self._connect(False) as connection:
            return tuple(map(_merge, connection.execute(query)))


def clusters_of(merges: Iterable[Merge]) -> Mapping[str, list[Merge]]:
    """Live merges by the claim that they are shown under."""
    found: dict[str, list[Merge]] = defaultdict(list)
    for merge in merges:
        found[merge.into].append(merge)
    return found


def _allowed(
    connection: Connection, proposed: Iterable[ProposedMerge], standing: Mapping[str, Merge]
) -> list[ProposedMerge]:
    """The proposals that part nobody's word: an operator's merges, and the claims kept apart."""
    query = select(KEPT_APART).where(KEPT_APART.c.ended_at.is_(None))
    apart = {frozenset((row.claim_id, row.other_id)) for row in connection.execute(query)}
    members: dict[str, set[str]] = defaultdict(set)
    allowed = []
    for one in proposed:
        held = standing.get(one.claim_id)
        group = members[one.into] | {one.into}
        if held and held.merged_by == OPERATOR:
            continue
        if any(frozenset((one.claim_id, other)) in apart for other in group):
            continue
        members[one.into].add(one.claim_id)
        allowed.append(one)
    return allowed


def _all_live() -> Select[Any]:
    return select(MERGES).where(_LIVE)


def _head(connection: Connection, claim_id: str) -> str:
    """The claim that a claim is shown under; itself where it stands alone or is the head."""
    query = select(MERGES.c.into_id).where(MERGES.c.claim_id == claim_id, _LIVE)
    return connection.execute(query).scalar() or claim_id


def _under(connection: Connection, head: str) -> Sequence[Row[Any]]:
    query = select(MERGES).where(MERGES.c.into_id == head, _LIVE).order_by(MERGES.c.number)
    return connection.execute(query).all()


def _members(connection: Connection, head: str) -> list[str]:
    return [head, *(row.claim_id for row in _under(connection, head))]


def _demand_live(connection: Connection, claim_ids: Sequence[str]) -> None:
    live = select(CLAIMS.c.id).where(CLAIMS.c.id.in_(claim_ids), CLAIMS.c.withdrawn.is_(False))
    missing = sorted(set(claim_ids) - set(connection.execute(live).scalars()))
    if missing:
        raise MergeError(f"the store holds no live claim {missing[0]}")


def _end(connection: Connection, claim_ids: Sequence[str], who: str, reason: str | None) -> int:
    ended = {"ended_at": now(), "ended_by": who, "ended_reason": reason}
    number = 0
    for start in range(0, len(claim_ids), 500):
        some = claim_ids[start : start + 500]
        found = update(MERGES).where(MERGES.c.claim_id.in_(some), _LIVE).values(ended)
        number += connection.execute(found).rowcount
    return number


def _insert(
    connection: Connection, fresh: Sequence[ProposedMerge], who: str, reason: str | None
) -> list[Merge]:
    if not fresh:
        return []
    at = now()
    rows = [_row(one) | {"merged_at": at, "merged_by": who, "reason": reason} for one in fresh]
    statement = insert(MERGES).returning(MERGES.c.number, sort_by_parameter_order=True)
    numbers = connection.execute(statement, rows).scalars().all()
    return [
        Merge(**asdict(one), number=number, merged_at=at, merged_by=who, reason=reason)
        for one, number in zip(fresh, numbers, strict=True)
    ]


def _let_meet(connection: Connection, clusters: Sequence[Sequence[str]]) -> None:
    """An operator who merges what was kept apart has changed their mind."""
    pairs = [pair for one, other in product(*clusters) for pair in ((one, other), (other, one))]
    for one, other in pairs:
        kept = and_(KEPT_APART.c.claim_id == one, KEPT_APART.c.other_id == other)
        held = kept & KEPT_APART.c.ended_at.is_(None)
        connection.execute(update(KEPT_APART).where(held).values(ended_at=now()))


def _row(one: ProposedMerge) -> dict[str, Any]:
    row = asdict(one)
    return row | {"into_id": row.pop("into")}


def _merge(row: Row[Any]) -> Merge:
    values = dict(row._mapping)
    into = values.pop("into_id")
    return Merge(**values, into=into)
