"""Hubs: what lies near everything is found, damped and listed; nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from claims.store import ClaimStore
from index.build import build_snapshot
from index.encoder import EncoderSpec, Vectors
from index.hubs import hub_offsets
from index.library import Library
from tests.factories import make_record

HUB = "Read more about it here."


def _unit(rows: NDArray[np.float64]) -> Vectors:
    scaled: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return scaled


def _cloud(count: int) -> Vectors:
    return _unit(np.random.default_rng(7).normal(size=(count, 384)) + 0.3)


def test_a_vector_near_everything_stands_out() -> None:
    cloud = _cloud(400)
    centre = _unit(cloud.mean(axis=0, keepdims=True))
    offsets = hub_offsets(np.concatenate([cloud, centre]))
    assert np.flatnonzero(offsets).tolist() == [400]
    assert offsets[400] == pytest.approx(float((cloud @ centre.T).mean()), abs=0.3)


def test_an_even_cloud_and_a_small_index_have_none() -> None:
    assert not hub_offsets(_cloud(400)).any()
    assert not hub_offsets(_cloud(10)).any()
    assert len(hub_offsets(np.empty((0, 32), np.float32))) == 0


class _Around:
    """An encoder of random points, but for one text that lies in their midst."""

    spec = EncoderSpec(
        name="around",
        weights="-",
        dimension=384,
        query_prefix="",
        claim_prefix="",
        max_tokens=8,
        text_version=1,
    )

    def encode_claims(self, texts: list[str]) -> Vectors:
        rows = []
        for text in texts:
            noise = np.random.default_rng(list(text.encode())).normal(size=384) + 0.3
            rows.append(np.ones(384) if text == HUB else noise)
        return _unit(np.array(rows))

    encode_queries = encode_claims


def test_a_hub_is_listed_and_its_score_is_shown_but_does_not_win(tmp_path: Path) -> None:
    records = [make_record(f"Statement {number} of many.") for number in range(300)]
    with ClaimStore.open(tmp_path / "store.sqlite") as store:
        store.upsert([*records, make_record(HUB)])
        build_snapshot(store, _Around(), tmp_path / "snapshots", fitted=tmp_path)  # type: ignore[arg-type]
    matcher = Library(tmp_path / "snapshots", _Around()).current()  # type: ignore[arg-type]
    (hub,) = matcher.stats().hubs
    assert (hub.text, hub.excess > 0.05) == (HUB, True)
    found = matcher.match(["Quite another matter"], limit=3, min_probability=0)[0].matches
    assert HUB not in [match.claim.text for match in found]
    assert matcher.match([HUB], limit=301, min_probability=0)[0].matches[0].score <= 1.0
