"""What the store remembers of a claim, for the claim's page. Read-only."""

from __future__ import annotations

from sqlalchemy import make_url

from claims.store import ClaimStore, RecordVersion
from service.config import Settings


def past_of(settings: Settings, claim_id: str) -> tuple[RecordVersion, ...]:
    """All versions of a claim's records, oldest first; none where no store is at hand.

    Raises StoreError where there is one that cannot be read.
    """
    if not _is_there(settings):
        return ()
    with ClaimStore.open(settings.store_url) as store:
        return store.history(claim_id)


def _is_there(settings: Settings) -> bool:
    """False for a file that opening would make: a replica has a snapshot and no store."""
    url = make_url(settings.store_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return True
    from pathlib import Path

    return Path(url.database).is_file()
