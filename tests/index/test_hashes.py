"""Claims by hash: stored with a snapshot, worked out for one that has none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims.canonical import canonical, form_hash
from index.errors import SnapshotDamaged
from index.hashes import NAME, Hashes
from index.library import Library
from index.lookup import HashOf
from index.manifest import NAME as MANIFEST
from index.manifest import mark_files
from index.publish import current_id
from index.snapshot import Snapshot
from tests.factories import make_claim, make_review

WALL = "The Great Wall of China is visible from the Moon."
FULL = form_hash(canonical(WALL)).hex()


@pytest.mark.parametrize("digits", [1, 3, 5, 16])
def test_a_prefix_finds_all_that_begin_with_it(digits: int) -> None:
    claims = [make_claim(f"This is claim number {number}.") for number in range(200)]
    hashes = Hashes.build([*claims, make_claim(WALL)])
    every = sorted(form_hash(canonical(claim.text)).hex() for claim in [*claims, make_claim(WALL)])
    found = hashes.starting_with(FULL[:digits])
    assert [each.hash for each in found] == [h for h in every if h.startswith(FULL[:digits])]
    assert [each.row for each in found if each.hash == FULL] == [200]
    assert hashes.bucket_sizes(2).sum() == len(hashes) == 201


def test_titles_are_told_from_texts() -> None:
    review = make_review(title="No, the wall is not visible from there")
    hashes = Hashes.build([make_claim(WALL, reviews=(review, review))])
    kinds = {each.of for each in hashes.starting_with("")}
    assert (kinds, len(hashes)) == ({HashOf.TEXT, HashOf.TITLE}, 2)


def test_no_claims_no_hashes() -> None:
    assert Hashes.build([]).starting_with("000") == []


def test_a_snapshot_brings_its_hashes(library: Library) -> None:
    found = library.current().hashed(FULL[:4])
    assert found is not None
    assert [(hashed.hash, claim.text) for hashed, claim in found][:1] == [(FULL, WALL)]


def test_an_older_snapshot_has_them_worked_out(root: Path, library: Library) -> None:
    folder = root / current_id(root)
    stored = Hashes.open(folder)
    (folder / NAME).unlink()
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["files"] = {n: mark.model_dump() for n, mark in mark_files(folder).items()}
    (folder / MANIFEST).write_text(json.dumps(manifest))
    matcher = library.current()
    assert matcher.hashed(FULL[:4]) is None
    matcher.hash_claims()
    snapshot = Snapshot.open(folder, matcher.info.encoder)
    snapshot.hash_claims()
    assert stored is not None and snapshot.hashes is not None
    assert snapshot.hashes.digests.tolist() == stored.digests.tolist()
    assert matcher.hashed(FULL[:4])


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"PK nonsense")
    with pytest.raises(SnapshotDamaged):
        Hashes.open(tmp_path)
