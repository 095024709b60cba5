"""A store for every test of it, on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from claims.store import ClaimStore
from tests.postgres import postgres_url, store_url

__all__ = ["postgres_url", "store_url"]


@pytest.fixture
def store(store_url: str) -> Iterator[ClaimStore]:
    """An empty store."""
    with ClaimStore.open(store_url) as opened:
        yield opened
