"""What a run takes over from the one before is what a whole run writes, to the last digit."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from claims.model import Verdict
from claims.store import ClaimStore
from index.basis import Basis
from index.changes import ChangeKind
from index.models.embedded import EmbeddedEncoder
from tests.scripts.rechecking.conftest import Run, World


def _both(world: World, step: int) -> Run:
    """The run that keeps what holds, checked against one that keeps nothing."""
    before = world.folder / f"before-{step}"
    state = world.folder / "state"
    if state.exists():
        shutil.copytree(state, before)
    kept = world.run(world.request("state"))
    whole = world.run(world.request(before.name, "whole.jsonl", whole=True))
    assert kept.output == whole.output
    assert kept.counts == whole.counts
    assert kept.changes == whole.changes
    return kept


@pytest.mark.parametrize("seed", range(6))
def test_changes_of_claims_and_documents_at_random(tmp_path: Path, world: World, seed: int) -> None:
    chance = world.chance = random.Random(seed)  # noqa: S311
    world.publish()
    _both(world, 0)
    spared = 0
    for step in range(1, 5):
        for change in (world.add_claims, world.change_claims, world.drop_claims):
            change(chance.choice((0, 0, 1, 4)))
        for alter in (world.add_documents, world.change_documents, world.drop_documents):
            alter(chance.choice((0, 0, 1, 3)))
        world.publish()
        run = _both(world, step)
        spared += run.info.sentences - run.info.encoded - run.info.matched_anew
    assert spared > 0


def test_many_claims_in_the_place_of_others_give_a_new_basis(world: World) -> None:
    world.publish()
    world.run(world.request("state"))
    for anew in (False, True, False):
        world.drop_claims(9)
        world.add_claims(9)
        published = world.publish()
        world.run(world.request("state"))
        (state,) = (world.folder / "state").glob("gen-*")
        assert (Basis.open(state).snapshot == published) is anew


def test_few_claims_so_that_all_are_near(world: World) -> None:
    world.claims.clear()
    world.publish()
    assert _both(world, 0).counts[ChangeKind.UNCHANGED] == 0
    for step, number in enumerate((1, 3, 58, 2), 1):
        world.add_claims(number)
        world.publish()
        _both(world, step)
    world.claims.clear()
    world.publish()
    lost = _both(world, 9)
    assert lost.counts[ChangeKind.CLAIM_WITHDRAWN] > 0
    assert '"empty_index"' in lost.output


def test_a_new_claim_reaches_old_sentences_and_a_withdrawn_one_leaves_them(world: World) -> None:
    world.documents["one"] = "Bananas cure baldness within a week."
    world.publish()
    _both(world, 0)
    before = dict(world.claims)
    world.claims["new"] = ("Bananas cure baldness within a week.", list(before.values())[0][1])
    world.publish()
    found = _both(world, 1)
    assert [(c.kind, c.sentence.document) for c in found.changes if c.match.score > 0.99] == [
        (ChangeKind.NEW_MATCH, "one")
    ]
    assert found.info.encoded == 0
    world.claims = before
    world.publish()
    (change,) = [c for c in _both(world, 2).changes if c.match.score > 0.99]
    assert change.kind is ChangeKind.CLAIM_WITHDRAWN


def test_what_is_merged_in_between_is_not_told_as_lost(world: World) -> None:
    text = "Bananas cure baldness within a week."
    world.documents = {"one": text}
    world.claims["one"], world.claims["two"] = (text, Verdict.FALSE), (text, Verdict.FALSE)
    world.publish()
    assert _both(world, 0).counts[ChangeKind.NEW_MATCH] == 2
    with ClaimStore.open(world.folder / "store.sqlite") as store:
        one, two = (claim.id for claim in store.claims() if claim.text == text)
        store.merges.merge(one, two)
        world.build(store)
    merged = _both(world, 1)
    assert {kind: n for kind, n in merged.counts.items() if n} == {ChangeKind.UNCHANGED: 1}
    assert f'"claim_id": "{two}"' in merged.output


def test_what_looks_like_an_opinion_is_a_claim_once_somebody_reviews_it(world: World) -> None:
    world.documents = {"one": "Milk is good for you."}
    world.publish()
    assert '"not_a_claim"' in _both(world, 0).output
    before = dict(world.claims)
    world.claims["new"] = ("Milk is good for you.", Verdict.FALSE)
    world.publish()
    found = _both(world, 1)
    assert found.counts[ChangeKind.NEW_MATCH] == 1
    world.claims["other"] = ("Milk is good for you all.", Verdict.FALSE)
    world.publish()
    assert '"not_a_claim"' not in _both(world, 2).output
    world.claims = before
    world.publish()
    assert '"not_a_claim"' in _both(world, 3).output


def test_many_new_claims_give_a_new_basis_and_nothing_is_encoded(world: World) -> None:
    first = world.publish()
    world.run(world.request("state"))
    world.add_claims(60)
    assert world.publish() != first
    run = world.run(world.request("state"))
    assert run.info.encoded == 0
    assert run.info.matched_anew > 0
    fresh = world.run(world.request("other", "fresh.jsonl"))
    assert run.output == fresh.output


@pytest.mark.model
def test_the_embedded_encoder_as_well(tmp_path: Path, model_cache: Path, world: World) -> None:
    world.name, world.cache = "embedded", model_cache
    world.encoder = EmbeddedEncoder(model_cache)
    world.publish()
    _both(world, 0)
    for step in (1, 2):
        world.add_claims(2)
        world.change_claims(2)
        world.drop_claims(1)
        world.add_documents(2)
        world.change_documents(1)
        world.publish()
        _both(world, step)
