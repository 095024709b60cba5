"""What the store remembers of a claim, for the claim's page. Read-only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import make_url

from claims.model import Claim, MergedClaim, Review
from claims.store import ClaimStore, RecordVersion
from service.config import Settings

Member = Claim | MergedClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What happened to the claims of a cluster, oldest first, and which of them are withdrawn."""

    versions: tuple[tuple[Member, RecordVersion], ...] = ()
    withdrawn: frozenset[str] = frozenset()


def past_of(settings: Settings, claim: Claim) -> Past:
    """All versions of the records of a claim and of those shown under it; none without a store.

    Raises StoreError where there is one that cannot be read.
    """
    if not _is_there(settings):
        return Past()
    with ClaimStore.open(settings.store_url) as store:
        histories = [(each, store.history(each.id)) for each in _members(claim)]
    told = [(each, version) for each, history in histories for version in history]
    return Past(
        versions=tuple(sorted(told, key=lambda pair: pair[1].version)),
        withdrawn=frozenset(each.id for each, history in histories if _ended(history)),
    )


def reviewed(claim: Claim) -> Iterator[tuple[Member, Review]]:
    """Every review with the claim of the cluster that it is of."""
    reviews = iter(claim.reviews)
    counts = [each.reviews for each in claim.merged]
    own = len(claim.reviews) - sum(counts)
    for each, count in zip(_members(claim), (own, *counts), strict=True):
        yield from ((each, review) for review in islice(reviews, count))


def _members(claim: Claim) -> tuple[Member, ...]:
    return (claim, *claim.merged)


def _ended(history: Sequence[RecordVersion]) -> bool:
    return bool(history) and history[-1].kind == "withdrawn"


def _is_there(settings: Settings) -> bool:
    """False for a file that opening would make: a replica has a snapshot and no store."""
    url = make_url(settings.store_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return True
    from pathlib import Path

    return Path(url.database).is_file()
