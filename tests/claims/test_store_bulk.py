"""Rows go in as they are, on either database, and a failing batch leaves nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text

from claims.errors import StoreError
from claims.store import ClaimStore, UpsertCounts
from claims.store_engine import store_url as url_of
from tests.claims.factories import make_record


@pytest.mark.parametrize(
    "odd", ["a\tb\nc\r\nd", r"\N", r"\. \\ \x41", "%s ? :name $1", "'\"; --", "𝔘\u202e\x1f", "{}"]
)
def test_signs_of_a_statement_are_only_text(store: ClaimStore, odd: str) -> None:
    record = make_record(odd, title=odd, claimant=odd, record_id=odd, appearances=(odd,))
    assert store.upsert([record], file=odd) == UpsertCounts(new=1)
    claim = store.get(record.claim_id)
    assert claim is not None
    assert (claim.text, claim.claimant, claim.appearances) == (odd, odd, (odd,))
    assert claim.reviews == (record.review,)
    (version,) = store.history(record.claim_id)
    assert (version.record, version.file) == (record, odd)
    assert list(store.records()) == [record]


def test_a_refused_batch_is_a_store_error_and_leaves_nothing(store_url: str) -> None:
    with ClaimStore.open(store_url) as store:
        store.upsert([make_record("One")])
        engine = create_engine(url_of(store_url))
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE record_versions RENAME COLUMN record TO other"))
        engine.dispose()
        with pytest.raises(StoreError, match="record"):
            store.upsert([make_record("Two"), make_record("Three")])
        assert (store.count(), store.last_seq()) == (1, 1)
