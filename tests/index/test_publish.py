"""Publishing: built aside, renamed, pointed to; any failure leaves the last one in force."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.errors import NoSnapshot, SnapshotError
from index.publish import building, current_id, only_build, publish


def _build(root: Path, name: str) -> None:
    with building(root, name) as folder:
        (folder / "vectors.npy").write_bytes(b"x")
    publish(root, name)


def test_nothing_published_yet(tmp_path: Path) -> None:
    with pytest.raises(NoSnapshot, match="build_index"):
        current_id(tmp_path)


def test_the_newest_is_in_force_and_the_one_before_it_is_kept(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        _build(tmp_path, name)
    assert current_id(tmp_path) == "c"
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_dir()) == ["b", "c"]


def test_the_one_before_it_is_kept_whatever_the_names_say(tmp_path: Path) -> None:
    for name in ("b", "c", "a"):  # of one second, or by a clock that was set back
        _build(tmp_path, name)
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_dir()) == ["a", "c"]


def test_what_was_gone_back_to_is_kept_by_the_next_build(tmp_path: Path) -> None:
    for name in ("a", "b"):
        _build(tmp_path, name)
    (tmp_path / "current").write_text("a\n")
    _build(tmp_path, "c")
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_dir()) == ["a", "c"]


@pytest.mark.parametrize("pointer", [b"\xff\xfe", b"", b"mistyped\n"])
def test_nothing_is_removed_where_the_pointer_led_nowhere(tmp_path: Path, pointer: bytes) -> None:
    for name in ("a", "b"):
        _build(tmp_path, name)
    (tmp_path / "current").write_bytes(pointer)
    _build(tmp_path, "c")
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_dir()) == ["a", "b", "c"]


def test_an_exception_while_building_leaves_no_trace(tmp_path: Path) -> None:
    _build(tmp_path, "a")
    with pytest.raises(RuntimeError), building(tmp_path, "b"):
        raise RuntimeError("stop")
    assert current_id(tmp_path) == "a"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "current"]


def test_a_full_disk_is_told_and_leaves_the_last_one(tmp_path: Path) -> None:
    _build(tmp_path, "a")
    with pytest.raises(SnapshotError, match="last good one"), building(tmp_path, "b") as folder:
        with open("/dev/full", "wb") as full:
            full.write(b"x" * 100)
        assert folder.exists()
    assert current_id(tmp_path) == "a"


def test_a_lock_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A build as another user left it: the folder itself can be written."""
    (tmp_path / ".lock").mkdir()
    with pytest.raises(SnapshotError, match=r"\.lock cannot be written"), only_build(tmp_path):
        pass


def test_a_killed_build_is_left_aside_and_swept_later(tmp_path: Path) -> None:
    (tmp_path / ".building-old").mkdir(parents=True)
    os.utime(tmp_path / ".building-old", (0, 0))
    (tmp_path / ".building-young").mkdir()
    _build(tmp_path, "a")
    assert current_id(tmp_path) == "a"
    assert not (tmp_path / ".building-old").exists()
    assert (tmp_path / ".building-young").exists()
