"""What the store remembers of a claim, for the claim's page. Read-only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import make_url

from claims.model import Claim
from claims.store import ClaimStore, RecordVersion
from service.config import Settings
from service.viewing import Member, members


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
        histories = [(each, store.history(each.id)) for each in members(claim)]
    told = [(each, version) for each, history in histories for version in history]
    return Past(
        versions=tuple(sorted(told, key=lambda pair: pair[1].version)),
        withdrawn=frozenset(each.id for each, history in histories if _ended(history)),
    )


def _ended(history: Sequence[RecordVersion]) -> bool:
    return bool(history) and history[-1].kind == "withdrawn"


def _is_there(settings: Settings) -> bool:
    """False for a file that opening would make: a replica has a snapshot and no store."""
    url = make_url(settings.store_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return True
    from pathlib import Path

    return Path(url.database).is_file()
