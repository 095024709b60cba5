"""The nearest claims of many sentences: those that a scan of everything finds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from claims.store import ClaimStore
from index.build import build_snapshot
from index.encoder import Encoder
from index.nearest import Near, Nearest, claims_by_score, entry
from index.publish import current_id
from index.rivals import REACH, RIVALS
from index.segments import Segments
from index.snapshot import Snapshot
from index.vectors import dots, spans
from tests.factories import make_record, make_review


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory, hashing: Encoder) -> Snapshot:
    """Five thousand claims: more than one slab, with equal texts among them."""
    folder = tmp_path_factory.mktemp("nearest")
    names = [
        f"{a} {b} {c}"
        for a in "Ann Bob Cid Dee".split()
        for b in "met saw".split()
        for c in range(640)
    ]
    records = [
        make_record(
            f"{name[:-1]}.",
            claim_key=str(place),
            review=make_review(title=f"Is it so that {name}?", url=f"https://a.example/{place}"),
        )
        for place, name in enumerate(names)
    ]
    store = ClaimStore.open(folder / "store.sqlite")
    store.upsert(records)
    build_snapshot(store, hashing, folder / "snapshots", fitted=folder / "none")
    root = folder / "snapshots"
    return Snapshot.open(root / current_id(root), hashing.spec.fingerprint)


@pytest.mark.parametrize("reach", [None, REACH, 0.4])
@pytest.mark.parametrize("count", [1, 7, 60, 10_000])
def test_it_finds_what_a_scan_finds(
    snapshot: Snapshot, hashing: Encoder, count: int, reach: float | None
) -> None:
    texts = ["Ann met 17.", "Is it so that Bob saw 4?", "Nothing of the kind.", "?"]
    queries = hashing.encode_queries(texts)
    everything = np.arange(snapshot.manifest.claims)
    owned = Segments(np.full(len(queries), len(everything)))
    tiled = np.tile(everything, len(queries))
    whole = claims_by_score(snapshot, queries, tiled, owned, count, None)
    scans = claims_by_score(snapshot, queries, tiled, owned, count, reach)
    found = list(Nearest(snapshot).claims(queries, count, reach))
    for every, scan, near in zip(whole, scans, found, strict=True):
        assert near.rows.tolist() == scan.rows.tolist()
        assert near.scores.tolist() == scan.scores.tolist()
        assert len(every.rows) == min(count, len(everything))
        kept = every.scores >= np.float64(every.scores[0]) - (reach or 2)
        kept[:RIVALS] = True
        assert near.rows.tolist() == every.rows[kept].tolist()


def test_many_titles_of_one_claim_hide_no_other(tmp_path: Path, hashing: Encoder) -> None:
    told = "Is it so that the old bridge over the river was sold to a scrap dealer"
    titled = [
        make_record(
            "The bridge was sold.",
            claim_key="one",
            review=make_review(title=f"{told} {place}?", url=f"https://a.example/{place}"),
        )
        for place in range(1_000)
    ]
    others = [make_record(f"Somebody saw {place}.", claim_key=f"{place}") for place in range(4_000)]
    with ClaimStore.open(tmp_path / "store.sqlite") as store:
        store.upsert(titled + others)
        build_snapshot(store, hashing, tmp_path / "snapshots", fitted=tmp_path)
    root = tmp_path / "snapshots"
    snapshot = Snapshot.open(root / current_id(root), hashing.spec.fingerprint)
    queries = hashing.encode_queries([f"{told}?"])
    everything = np.arange(snapshot.manifest.claims)
    owned = Segments(np.array([len(everything)]))
    for count, reach in ((1, None), (7, None), (7, REACH)):
        [scan] = claims_by_score(snapshot, queries, everything, owned, count, reach)
        [near] = Nearest(snapshot).claims(queries, count, reach)
        assert near.rows.tolist() == scan.rows.tolist()


def test_each_query_has_claims_of_its_own(snapshot: Snapshot, hashing: Encoder) -> None:
    queries = hashing.encode_queries(["Ann met 17.", "Nothing of the kind.", "Bob saw 4."])
    claims = [np.arange(3), np.array([5]), np.arange(2, 90, 3)]
    owned = Segments(np.array([len(one) for one in claims]))
    together = claims_by_score(snapshot, queries, np.concatenate(claims), owned, 7, None)
    for query, own, near in zip(queries, claims, together, strict=True):
        alone_owned = Segments(np.array([len(own)]))
        (alone,) = claims_by_score(snapshot, query[None], own, alone_owned, 7, None)
        assert near.rows.tolist() == alone.rows.tolist()
        assert near.scores.tolist() == alone.scores.tolist()
        assert set(near.rows) <= set(own) and len(near.rows) == min(7, len(own))


def test_it_is_known_from_which_cosine_on_another_claim_would_count(snapshot: Snapshot) -> None:
    def near(*scores: float) -> Near:
        return Near(np.arange(len(scores)), np.array(scores, np.float32))

    few, apart = [0.9] * (RIVALS - 1), [0.9] * (RIVALS - 1) + [0.4]
    assert entry(snapshot, near(*few), 60, REACH) is None
    assert entry(snapshot, near(*apart), 60, REACH) == pytest.approx(0.4)
    assert entry(snapshot, near(*few, 0.88, 0.87), 60, REACH) == pytest.approx(0.9 - REACH)
    assert entry(snapshot, near(*few, 0.88, 0.87), RIVALS + 1, REACH) == pytest.approx(0.87)
    assert entry(snapshot, near(*apart), 60, None) is None
    assert entry(snapshot, near(*apart), RIVALS, None) == pytest.approx(0.4)


def test_a_product_does_not_depend_on_its_neighbours(snapshot: Snapshot) -> None:
    vectors, query = snapshot.vectors[:500], snapshot.vectors[3]
    together = dots(vectors, query)
    assert together[3] == pytest.approx(1, abs=1e-6)
    for start in (1, 7, 250):
        assert np.array_equal(dots(vectors[start:], query), together[start:])
        assert np.array_equal(dots(vectors[[start]], query), together[[start]])


def test_spans_are_the_numbers_of_each() -> None:
    found = spans(np.array([5, 0, 9]), np.array([2, 0, 3]))
    assert found.tolist() == [5, 6, 9, 10, 11]
