"""Snapshots: built, checked, swapped; a foreign or damaged one is never searched."""

from __future__ import annotations

import gc
import json
import os
import shutil
import sqlite3
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from claims.store import ClaimStore
from index import library as library_module
from index.build import build_snapshot
from index.encoder import Encoder
from index.encoders import open_encoder
from index.errors import NoSnapshot, SnapshotDamaged, SnapshotError, SnapshotForeign
from index.library import Library
from index.lookup import Filters
from index.publish import current_id
from index.shelf import Shelf
from index.snapshot import Snapshot
from tests.factories import make_record
from tests.index.conftest import SENTENCES

FILES = (
    "vectors.npy",
    "index.faiss",
    "claims.sqlite",
    "facets.npz",
    "facets.json",
    "links.npz",
    "lexical-grams-terms.npy",
    "manifest.json",
)


def _folder(root: Path) -> Path:
    return root / current_id(root)


def test_counts_and_stats(root: Path, hashing: Encoder) -> None:
    snapshot = Snapshot.open(_folder(root), hashing.spec.fingerprint)
    stats = snapshot.stats()
    assert (stats.claims, stats.reviews) == (30, 30)
    assert stats.languages == (("en", 21), ("de", 6), ("fr", 3))
    assert dict(stats.verdicts) == {"false": 10, "true": 10}


def test_every_claim_can_be_read_by_its_id(root: Path, store: ClaimStore, hashing: Encoder) -> None:
    snapshot = Snapshot.open(_folder(root), hashing.spec.fingerprint)
    for claim in store.claims():
        assert snapshot.claim(claim.id) == claim
    assert snapshot.claim("c0000000000000000") is None


def test_marks_are_kept_beside_the_claims(root: Path, hashing: Encoder) -> None:
    folder = _folder(root)
    snapshot = Snapshot.open(folder, hashing.spec.fingerprint)
    kept = snapshot.marks()
    assert len(set(kept[0].tolist())) == snapshot.manifest.claims == len(kept[1])
    (folder / "marks.npz").unlink()  # as an older program left it
    for one, other in zip(kept, snapshot.marks(), strict=True):
        assert one.tolist() == other.tolist()
    (folder / "marks.npz").write_bytes(b"cut")
    with pytest.raises(SnapshotDamaged, match="marks"):
        snapshot.marks()


def test_claims_that_nobody_reads_any_more_are_closed(root: Path) -> None:
    shelf = Shelf(_folder(root) / "claims.sqlite")
    connection = shelf._connection
    assert connection.execute("SELECT count(*) FROM claim").fetchone() == (30,)
    del shelf
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT count(*) FROM claim")


def test_a_new_thread_reads_a_snapshot_whose_folder_is_gone(root: Path, hashing: Encoder) -> None:
    matcher = Library(root, hashing).current()
    shutil.rmtree(_folder(root))  # as the builds after the next do
    with ThreadPoolExecutor(1) as threads:
        [lookup] = threads.submit(matcher.match, [SENTENCES[0][0]]).result()
    assert lookup.matches[0].claim.text == SENTENCES[0][0]


def test_many_threads_read_each_the_claims_they_ask_for(root: Path, hashing: Encoder) -> None:
    snapshot = Snapshot.open(_folder(root), hashing.spec.fingerprint)
    known = list(snapshot.each_claim())
    rows = [(step * 7) % len(known) for step in range(2_000)]
    with ThreadPoolExecutor(8) as threads:
        found = threads.map(snapshot.claims, ([row] for row in rows))
    assert [claim.id for (claim,) in found] == [known[row].id for row in rows]


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_damage(root: Path, hashing: Encoder, name: str) -> None:
    (_folder(root) / name).unlink()
    with pytest.raises((SnapshotDamaged, NoSnapshot), match="build"):
        Snapshot.open(_folder(root), hashing.spec.fingerprint)


@pytest.mark.parametrize("name", ["manifest.json", "vectors.npy"])
def test_why_a_file_cannot_be_read_is_told(root: Path, hashing: Encoder, name: str) -> None:
    path = _folder(root) / name
    path.unlink()
    path.mkdir()
    with pytest.raises(SnapshotDamaged, match=rf"{name} cannot be read \(Is a directory\): build"):
        Snapshot.open(_folder(root), hashing.spec.fingerprint)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("name", ["manifest.json", "vectors.npy"])
def test_a_file_of_another_user_is_not_to_be_built_again(
    root: Path, hashing: Encoder, name: str
) -> None:
    (_folder(root) / name).chmod(0)
    with pytest.raises(SnapshotDamaged, match=r"Permission denied\): let this user read it"):
        Snapshot.open(_folder(root), hashing.spec.fingerprint)


@pytest.mark.parametrize("name", FILES)
def test_an_altered_byte_is_damage(root: Path, hashing: Encoder, name: str) -> None:
    path = _folder(root) / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(bytes(content))
    with pytest.raises(SnapshotDamaged):
        Snapshot.open(_folder(root), hashing.spec.fingerprint)


def test_another_encoders_snapshot_is_foreign(root: Path) -> None:
    other = open_encoder("hashing", cache=Path("unused"), query_prefix="other: ")
    with pytest.raises(SnapshotForeign, match="PRIORCHECK_ENCODER"):
        Library(root, other).current()


def test_another_format_is_foreign(root: Path, hashing: Encoder) -> None:
    path = _folder(root) / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 99}))
    with pytest.raises(SnapshotForeign, match="format 99"):
        Snapshot.open(_folder(root), hashing.spec.fingerprint)


def test_a_pointer_to_nothing(root: Path, hashing: Encoder) -> None:
    shutil.rmtree(_folder(root))
    with pytest.raises(NoSnapshot):
        Library(root, hashing).current()


def test_a_second_build_encodes_only_what_is_new(
    root: Path, store: ClaimStore, hashing: Encoder
) -> None:
    store.upsert([make_record("Something entirely new happened.")])
    report = build_snapshot(store, hashing, root, fitted=root)
    assert report.claims == 31
    assert report.encoded == 1


def test_a_withdrawn_claim_is_gone_from_the_next_snapshot(
    root: Path, store: ClaimStore, hashing: Encoder
) -> None:
    first = next(store.claims())
    store.withdraw(first.id)
    assert build_snapshot(store, hashing, root, fitted=root).claims == 29
    assert Library(root, hashing).current().claim(first.id) is None


def test_a_store_that_was_never_written_to_replaces_no_claims(
    root: Path, store: ClaimStore, hashing: Encoder, tmp_path: Path
) -> None:
    published = current_id(root)
    with ClaimStore.open(tmp_path / "mistyped.sqlite") as mistyped:
        with pytest.raises(SnapshotError, match="holds nothing, but .* holds 30 claims"):
            build_snapshot(mistyped, hashing, root, fitted=root)
        assert current_id(root) == published
        (root / "current").unlink()
        assert build_snapshot(mistyped, hashing, root, fitted=root).claims == 0
    for claim in list(store.claims()):
        store.withdraw(claim.id)
    build_snapshot(store, hashing, root, fitted=root)
    assert build_snapshot(store, hashing, root, fitted=root).claims == 0


def test_nor_does_it_replace_what_another_version_published(
    root: Path, hashing: Encoder, tmp_path: Path
) -> None:
    published = current_id(root)
    (root / published / "manifest.json").write_text('{"format": 99, "something": "else"}')
    with ClaimStore.open(tmp_path / "mistyped.sqlite") as mistyped:
        with pytest.raises(SnapshotError, match="holds nothing, but a snapshot is published"):
            build_snapshot(mistyped, hashing, root, fitted=root)
    assert current_id(root) == published


def test_a_newer_snapshot_is_taken_up(
    root: Path, store: ClaimStore, hashing: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "_LOOK_EVERY_SECONDS", 0.0)
    library = Library(root, hashing)
    before = library.current()
    store.upsert([make_record("Something entirely new happened.")])
    build_snapshot(store, hashing, root, fitted=root)
    assert library.current().info.claims == 31
    assert before.match([SENTENCES[0][0]])[0].snapshot.claims == 30


def test_a_snapshot_that_was_replaced_is_let_go_at_once(
    root: Path, store: ClaimStore, hashing: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "_LOOK_EVERY_SECONDS", 0.0)
    library = Library(root, hashing)
    before = library.current()
    before.match([SENTENCES[0][0]], filters=Filters(languages=("en",)))
    before.stats()
    snapshot = weakref.ref(before._snapshot)
    gc.disable()  # which comes to what has lived for long when it will
    try:
        del before
        build_snapshot(store, hashing, root, fitted=root)
        library.current()
        assert snapshot() is None
    finally:
        gc.enable()


def test_a_damaged_newer_snapshot_leaves_the_old_one_serving(
    root: Path, store: ClaimStore, hashing: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "_LOOK_EVERY_SECONDS", 0.0)
    library = Library(root, hashing)
    opened = library.current().info.id
    store.upsert([make_record("Something entirely new happened.")])
    build_snapshot(store, hashing, root, fitted=root)
    (_folder(root) / "vectors.npy").write_bytes(b"cut")
    assert library.current().info.id == opened
    assert library.trouble is not None
    assert "vectors.npy" in library.trouble


def test_a_pointer_that_cannot_be_read_leaves_the_old_one_serving(
    root: Path,
    hashing: Encoder,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(library_module, "_LOOK_EVERY_SECONDS", 0.0)
    library = Library(root, hashing)
    opened = library.current().info.id
    (root / "current").rename(root / "away")
    assert [library.current().info.id for _ in range(2)] == [opened, opened]
    assert "no snapshot is published" in (library.trouble or "")
    assert caplog.text.count("no snapshot is published") == 1
    (root / "away").rename(root / "current")
    assert library.current().info.id == opened
    assert library.trouble is None


def test_a_snapshot_that_is_still_copied_is_taken_up_once_it_is_whole(
    root: Path, store: ClaimStore, hashing: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "_LOOK_EVERY_SECONDS", 0.0)
    library = Library(root, hashing)
    opened = library.current().info.id
    newer = build_snapshot(store, hashing, root, fitted=root).id
    vectors = _folder(root) / "vectors.npy"
    whole = vectors.read_bytes()
    vectors.write_bytes(whole[:100])
    assert library.current().info.id == opened
    vectors.write_bytes(whole)
    assert library.current().info.id == newer
    assert library.trouble is None
