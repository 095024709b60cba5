"""FreshClaims: which vectors new claims may have come near to, of few claims and of many."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from index.vectors import ROUNDING
from scripts.rechecking.kept import FreshClaims

_SIZE = 64


def _units(rng: np.random.Generator, count: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    found = rng.standard_normal((count, _SIZE)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


@pytest.mark.parametrize("claims", [40, 400])
def test_every_new_claim_that_reaches_a_vector_is_found(claims: int) -> None:
    rng = np.random.default_rng(claims)
    vectors = _units(rng, 2 * claims)  # a text and a title of each claim
    links = SimpleNamespace(
        claim_offsets=np.arange(claims + 1) * 2, claim_vectors=np.arange(2 * claims)
    )
    snapshot: Any = SimpleNamespace(links=links, vectors=vectors)
    fresh = np.flatnonzero(rng.random(claims) < 0.8)
    sentences = np.concatenate([_units(rng, 100), vectors[:20]])
    least = rng.uniform(0.1, 0.6, len(sentences)).astype(np.float32)
    least[:2] = -2.0, 1.0
    best = (sentences @ vectors.T).reshape(len(sentences), claims, 2).max(axis=2)[:, fresh]
    places, which = np.nonzero(best >= (least - ROUNDING)[:, None])
    wanted = list(zip(places.tolist(), fresh[which].tolist(), strict=True))
    assert FreshClaims(snapshot, fresh).near(sentences, least) == wanted
    assert FreshClaims(snapshot, fresh[:0]).near(sentences, least) == []
