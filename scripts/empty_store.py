"""open_empty(): a store for a test to fill; what somebody keeps elsewhere is never written to."""

from __future__ import annotations

from pathlib import Path

from claims.errors import StoreError
from claims.store import ClaimStore


def open_empty(where: Path | str) -> ClaimStore:
    """Open a store that nothing was ever written to; raises StoreError."""
    store = ClaimStore.open(where)
    if store.last_seq():
        store.close()
        raise StoreError(
            "the store holds claims, and would be filled with others: give an empty one"
        )
    return store
