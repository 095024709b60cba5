"""Search: what is as near as the last rival is looked at too."""

from __future__ import annotations

from pathlib import Path

from claims.store import ClaimStore
from index.build import build_snapshot
from index.hashing_encoder import HashingEncoder
from index.publish import current_id
from index.rivals import REACH, RIVALS
from index.search import Search
from index.snapshot import Snapshot
from tests.claims.factories import make_record

WALL = "The wall can be seen from the Moon."
OTHER = "The wall was built by a dragon."


def test_claims_as_near_as_the_last_that_counts_come_along(tmp_path: Path) -> None:
    encoder = HashingEncoder()
    equal = RIVALS + 4
    with ClaimStore.open(tmp_path / "claims.sqlite") as store:
        records = [make_record(OTHER, claim_key=f"key {n}") for n in range(equal)]
        store.upsert([make_record(WALL), *records, make_record("Bees like jazz.")])
        build_snapshot(store, encoder, tmp_path, fitted=tmp_path)
    snapshot = Snapshot.open(tmp_path / current_id(tmp_path), encoder.spec.fingerprint)
    vectors = encoder.encode_queries([WALL, OTHER])
    assert vectors[0] @ vectors[1] < 1 - REACH, "too near: the test shows nothing"
    (rows,) = Search(snapshot).nearest(vectors[:1], 60, None, REACH)
    found = [claim.text for claim in snapshot.claims(rows.tolist())]
    assert found == [WALL] + [OTHER] * equal
