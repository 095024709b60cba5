"""The files of a folder, and what in it cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from claims.errors import SourceError
from claims.sources.folders import Shut, walk
from claims.sources.texts import Columns, Document, Unread, read_texts


def test_files_by_name_and_nothing_hidden(tmp_path: Path) -> None:
    for name in ("a/z.txt", "a.txt", "b/c/d.txt", ".git/x.txt", "b/.x/y.txt", "b/.e.txt", "B.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "c.txt").symlink_to("a.txt")
    (tmp_path / "empty").mkdir()
    found = [str(path.relative_to(tmp_path)) for path in walk(tmp_path) if isinstance(path, Path)]
    assert found == ["B.txt", "a/z.txt", "a.txt", "b/c/d.txt", "c.txt"]


def test_what_is_no_file_of_the_folder_says_why(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to(".")
    (tmp_path / "gone.txt").symlink_to("nothing")
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    found = [one for one in walk(tmp_path) if isinstance(one, Shut)]
    assert [(one.path.name, one.reason) for one in found] == [
        ("circle", "a link to a folder is not followed: name that folder beside this one"),
        ("gone.txt", "a link to nothing"),
        ("loop", "it cannot be read: Too many levels of symbolic links"),
        ("pipe", "neither a file nor a folder"),
    ]


def test_a_folder_that_cannot_be_listed_leaves_the_others(tmp_path: Path) -> None:
    deep = os.open(tmp_path, os.O_RDONLY)
    for _ in range(17):  # no path may have more than 4,096 bytes
        os.mkdir("d" * 250, dir_fd=deep)
        inner = os.open("d" * 250, os.O_RDONLY, dir_fd=deep)
        os.close(deep)
        deep = inner
    os.close(deep)
    (tmp_path / "e.txt").write_text("Read.")
    unread, read = read_texts([str(tmp_path)], Columns())
    assert isinstance(unread, Unread) and unread.reason == "it cannot be read: File name too long"
    assert read == Document(id="e.txt", text="Read.")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_leave(tmp_path: Path) -> None:
    tmp_path.joinpath("locked").mkdir(mode=0)
    (shut,) = walk(tmp_path)
    assert isinstance(shut, Shut) and shut.reason == "it cannot be read: Permission denied"
    with pytest.raises(SourceError, match="locked cannot be read: Permission denied"):
        list(walk(tmp_path / "locked"))
