"""Fixtures that every folder shares: the embedded model, unpacked once for all runs."""

from pathlib import Path

import pytest

from index.models.embedded import EmbeddedEncoder

CHECKOUT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def model_cache() -> Path:
    """The checkout's own cache: unpacking takes half a minute, so runs share it."""
    return CHECKOUT / ".cache"


@pytest.fixture(scope="session")
def embedded(model_cache: Path) -> EmbeddedEncoder:
    """The embedded default."""
    return EmbeddedEncoder(model_cache)
