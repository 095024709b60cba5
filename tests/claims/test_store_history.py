"""Who said what, and when: every version of every record is kept."""

from __future__ import annotations

import re
from dataclasses import replace

from claims.store import BATCH, ClaimStore
from tests.claims.factories import make_record


def test_every_version_of_a_record_is_kept(store: ClaimStore) -> None:
    first = make_record(record_id="7", title="No", appearances=("https://example.org/p",))
    corrected = make_record(record_id="7", rating_text="Mostly false", content_sha256="1" * 64)
    store.upsert([first], file="monday.jsonl")
    store.upsert([first], file="tuesday.jsonl")
    store.upsert([corrected], file="wednesday.jsonl")
    one, two = store.history(first.claim_id)
    assert (one.record, two.record) == (first, corrected)
    assert (one.kind, two.kind) == ("new", "changed")
    assert (one.file, two.file) == ("monday.jsonl", "wednesday.jsonl")
    assert [v.seq for v in (one, two)] == [c.seq for c in store.changes_since(0)]
    assert one.seen_at and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", one.seen_at)


def test_withdrawals_say_when_and_why_and_a_correction_ends_them(store: ClaimStore) -> None:
    record = make_record()
    store.upsert([record])
    assert store.withdraw(record.claim_id, "the publisher took it back")
    assert not store.withdraw(record.claim_id, "twice")
    store.upsert([make_record(rating_text="True")])
    history = store.history(record.claim_id)
    assert [v.kind for v in history] == ["new", "withdrawn", "changed"]
    gone = history[1]
    assert (gone.reason, gone.record) == ("the publisher took it back", None)
    assert gone.seen_at and store.get(record.claim_id)


def test_a_reinstated_claim_is_live_with_all_that_went_with_it(store: ClaimStore) -> None:
    mine, other = make_record(), make_record(url="https://b.example/1", site="b.example")
    third = make_record(url="https://c.example/1", site="c.example")
    store.upsert([mine, other])
    assert not store.reinstate(mine.claim_id, "too soon")
    store.withdraw(mine.claim_id, "by mistake")
    store.upsert([third])
    assert list(store.records()) == [third]
    assert store.reinstate(mine.claim_id, "the mistake was ours")
    assert not store.reinstate(mine.claim_id, "twice") and not store.reinstate("c0", "unknown")
    assert list(store.records()) == [mine, other, third]
    back = store.history(mine.claim_id)[-1]
    assert (back.kind, back.reason) == ("reinstated", "the mistake was ours")
    assert [change.kind for change in store.changes_since(0)][-1] == "upserted"
    store.withdraw(mine.claim_id, "now really")
    assert store.get(mine.claim_id) is None and store.upsert([mine, third]).unchanged == 2
    assert store.reinstate(mine.claim_id) and store.count() == 1


def test_two_sources_of_one_review_do_not_take_turns(store: ClaimStore) -> None:
    mine, other = (make_record(rating_text=name, source=name) for name in ("a", "b"))
    store.upsert([mine])
    assert store.upsert([other]).changed == 1
    for _ in range(2):
        assert store.upsert([mine]).unchanged == store.upsert([other]).unchanged == 1
    assert list(store.records()) == [other] and len(store.history(mine.claim_id)) == 2
    corrected = make_record(rating_text="c", source="a")
    assert store.upsert([corrected]).changed == 1 and list(store.records()) == [corrected]
    assert store.upsert([mine]).changed == 1  # taken back


def test_versions_of_several_reviews_stand_in_one_history(store: ClaimStore) -> None:
    one = make_record()
    other = make_record(url="https://other.example/1", site="other.example")
    store.upsert([one, other, make_record("Another claim")])
    assert [v.record for v in store.history(one.claim_id)] == [one, other]
    assert store.history("c0") == ()


def test_a_changed_snapshot_date_alone_is_no_version(store: ClaimStore) -> None:
    record = make_record()
    later = replace(record.review.provenance, retrieved_at="2030-01-01")
    store.upsert([record])
    store.upsert([replace(record, review=replace(record.review, provenance=later))])
    assert len(store.history(record.claim_id)) == 1


def test_a_batch_of_new_and_changed_records_keeps_each_under_its_own_claim(
    store: ClaimStore,
) -> None:
    records = [make_record(f"Claim {n}") for n in range(BATCH + 10)]
    store.upsert(records[::2])
    store.upsert(make_record(record.text, rating_text="True") for record in records)
    seqs = {change.seq: change.claim_id for change in store.changes_since(0)}
    for record in (records[0], records[1], records[-1]):
        kinds = ["new", "changed"] if record in records[::2] else ["new"]
        history = store.history(record.claim_id)
        assert [v.kind for v in history] == kinds
        assert all(v.seq and seqs[v.seq] == record.claim_id for v in history)
