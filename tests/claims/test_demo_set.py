"""The demo claims are ingested whole, as ours."""

from __future__ import annotations

from claims.demo_set import load_demo
from claims.store import ClaimStore


def test_the_demo_set_loads_whole_and_once(store: ClaimStore) -> None:
    report = load_demo(store)
    assert report.new == report.read >= 300
    assert report.warnings == {}
    assert load_demo(store).unchanged == report.read
    for claim in store.claims():
        (review,) = claim.reviews
        assert review.publisher.name == review.provenance.source == "PriorCheck demo set"
        assert review.publisher.site is None
        assert review.provenance.licence == "CC0-1.0"
        assert review.verdict_rule == "source" and claim.language and review.url
