"""Merges are a layer: made, found again, undone, and never over an operator's word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.errors import MergeError
from claims.merges import EQUAL, NEAR, ProposedMerge
from claims.store import ClaimStore, MergeCounts
from tests.claims.factories import make_record

RECORDS = [make_record(f"Claim number {n}", record_id=str(n)) for n in range(5)]
IDS = [record.claim_id for record in RECORDS]


@pytest.fixture
def filled(store: ClaimStore) -> ClaimStore:
    store.upsert(RECORDS)
    return store


def proposed(one: int, into: int, rule: str = NEAR) -> ProposedMerge:
    near = rule == NEAR
    return ProposedMerge(
        claim_id=IDS[one],
        into=IDS[into],
        rule=rule,
        encoder="abc" if near else None,
        score=0.93 if near else 1.0,
        probability=0.98 if near else None,
    )


def record(store: ClaimStore, *merges: ProposedMerge, near: bool = True) -> MergeCounts:
    return store.merges.record(merges, IDS, near=near)


def test_merges_are_kept_with_their_reason_and_records_stay(filled: ClaimStore) -> None:
    before = list(filled.records())
    assert record(filled, proposed(1, 0), proposed(2, 0)) == MergeCounts(new=2, kept=0, ended=0)
    assert record(filled, proposed(1, 0), proposed(2, 0)) == MergeCounts(new=0, kept=2, ended=0)
    first, second = filled.merges.live()
    assert (first.claim_id, first.into, first.rule) == (IDS[1], IDS[0], NEAR)
    assert (first.encoder, first.score, first.probability) == ("abc", 0.93, 0.98)
    assert first.merged_by == "rule" and first.merged_at and second.number > first.number
    assert list(filled.records()) == before and filled.last_seq() == len(RECORDS)
    assert filled.merges.all(IDS[0]) == (first, second) and filled.merges.all(IDS[2]) == (second,)
    assert filled.merges.all(after=first.number, limit=1) == (second,)


def test_what_a_rule_no_longer_finds_ends(filled: ClaimStore) -> None:
    record(filled, proposed(1, 0), proposed(2, 0, EQUAL))
    assert record(filled, near=False) == MergeCounts(new=0, kept=0, ended=1)
    assert [m.claim_id for m in filled.merges.live()] == [IDS[1]]
    assert filled.merges.record([], IDS[2:], near=True).ended == 0
    assert record(filled).ended == 1
    ended = filled.merges.all()[0]
    assert (ended.ended_by, ended.ended_reason) == ("rule", "the rule no longer finds it")


def test_another_head_replaces_a_merge(filled: ClaimStore) -> None:
    record(filled, proposed(1, 0), proposed(2, 0))
    assert record(filled, proposed(0, 2), proposed(1, 2)).new == 2
    assert {(m.claim_id, m.into) for m in filled.merges.live()} == {
        (IDS[0], IDS[2]),
        (IDS[1], IDS[2]),
    }


def test_a_claim_taken_out_stays_out(filled: ClaimStore) -> None:
    merges = [proposed(1, 0), proposed(2, 0)]
    record(filled, *merges)
    assert filled.merges.unmerge(IDS[1], "another village") == 1
    assert record(filled, *merges) == MergeCounts(new=0, kept=1, ended=0)
    assert [m.claim_id for m in filled.merges.live()] == [IDS[2]]
    assert set(filled.merges.apart()) == {(IDS[1], IDS[0]), (IDS[1], IDS[2])}
    gone = filled.merges.all(IDS[1])[0]
    assert (gone.ended_by, gone.ended_reason) == ("operator", "another village")
    # neither does it come back beside another claim that it was parted from
    assert record(filled, proposed(1, 3), proposed(2, 3)).new <= 1
    assert not any(m.claim_id == IDS[1] and m.into == IDS[0] for m in filled.merges.live())


def test_a_text_that_changes_ends_what_a_rule_made_of_it(filled: ClaimStore) -> None:
    record(filled, proposed(1, 0), proposed(2, 0))
    filled.merges.merge(IDS[4], IDS[3])
    key = RECORDS[1].claim_key
    filled.upsert([replace(RECORDS[2], claimant="Somebody")])
    assert len(filled.merges.live()) == 3
    filled.upsert([replace(RECORDS[1], text="No claim number 1"), make_record("Other")])
    assert RECORDS[1].claim_key == key
    assert {m.claim_id for m in filled.merges.live()} == {IDS[2], IDS[4]}
    assert filled.merges.all(IDS[1])[0].ended_reason == "a text changed"
    filled.upsert([replace(one, text=f"Not: {one.text}") for one in (RECORDS[0], RECORDS[3])])
    assert [m.claim_id for m in filled.merges.live()] == [IDS[4]]


def test_without_its_head_a_cluster_falls_apart(filled: ClaimStore) -> None:
    record(filled, proposed(1, 0), proposed(2, 0))
    assert filled.merges.unmerge(IDS[0]) == 2
    assert filled.merges.live() == ()


def test_an_operators_merge_stands(filled: ClaimStore) -> None:
    record(filled, proposed(1, 0))
    made = filled.merges.merge(IDS[1], IDS[3], "the same sentence")
    assert (made.claim_id, made.into, made.reason) == (IDS[0], IDS[3], "the same sentence")
    assert {(m.claim_id, m.into) for m in filled.merges.live()} == {
        (IDS[0], IDS[3]),
        (IDS[1], IDS[3]),
    }
    assert record(filled, proposed(1, 4)) == MergeCounts(new=0, kept=0, ended=0)
    with pytest.raises(MergeError, match="one claim already"):
        filled.merges.merge(IDS[0], IDS[1])


def test_an_operator_may_change_their_mind(filled: ClaimStore) -> None:
    filled.merges.merge(IDS[1], IDS[0])
    filled.merges.unmerge(IDS[1])
    filled.merges.merge(IDS[1], IDS[0])
    assert filled.merges.apart() == ()
    assert len(filled.merges.live()) == 1 and len(filled.merges.all()) == 2


def test_what_cannot_be_merged_is_refused_and_nothing_changes(filled: ClaimStore) -> None:
    filled.withdraw(IDS[4])
    with pytest.raises(MergeError, match="no live claim"):
        filled.merges.merge(IDS[0], IDS[4])
    with pytest.raises(MergeError, match="no live claim c0"):
        filled.merges.merge("c0", IDS[0])
    with pytest.raises(MergeError, match="one claim already"):
        filled.merges.merge(IDS[0], IDS[0])
    with pytest.raises(MergeError, match="part of no other claim"):
        filled.merges.unmerge(IDS[0])
    assert filled.merges.all() == ()


def test_the_language_that_nobody_stated_is_guessed_once(store: ClaimStore) -> None:
    text = "Der Bürgermeister hat die alte Brücke an einen Zirkus verkauft."
    silent, stated = make_record(text, language=None), make_record("Short", language="en")
    short = make_record("42", language=None, url="https://example.org/42")
    store.upsert([silent, stated, short])
    guess = store.get(silent.claim_id)
    assert guess and guess.language is None and guess.guess
    assert (guess.guess.language, guess.guess.detector) == ("de", "cld2+langid")
    assert 0.5 <= guess.guess.confidence <= 1
    unknown = store.get(short.claim_id)
    assert unknown and unknown.guess and unknown.guess.language is None
    known = store.get(stated.claim_id)
    assert known and known.guess is None
    assert store.upsert([silent, stated, short]).unchanged == 3
    (version,) = store.history(silent.claim_id)
    assert version.record and version.record.guess == guess.guess
    store.upsert([make_record(text, language="de")])
    corrected = store.get(silent.claim_id)
    assert corrected and corrected.guess is None
