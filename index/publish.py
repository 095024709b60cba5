"""Publishing: a folder of snapshots and a pointer to the one that serves.

A snapshot is built in a hidden folder beside the others, flushed, renamed into place and only then
pointed to, so a crash at any moment leaves the last good one serving.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import BuildRunning, NoSnapshot, SnapshotError

POINTER = "current"
_BUILDING = ".building-"
_LOCK = ".lock"


def current_id(root: Path) -> str:
    """The id of the published snapshot; raises NoSnapshot."""
    try:
        return (root / POINTER).read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise NoSnapshot(
            f"no snapshot is published in {root}: run scripts/build_index.py"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SnapshotError(f"{root / POINTER} cannot be read: {error}") from error


@contextmanager
def only_build(root: Path) -> Iterator[None]:
    """Held by the one build under way, of whatever process; raises BuildRunning."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        lock = (root / _LOCK).open("w")
    except OSError as error:
        where = error.filename or root  # the lock may be of another user than the folder
        raise SnapshotError(f"{where} cannot be written: {error.strerror or error}") from error
    with lock:  # the system lets go of it also when the process is killed
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildRunning("another build is running: wait for it, then build again") from None
        yield


@contextmanager
def building(root: Path, snapshot_id: str) -> Iterator[Path]:
    """A folder to build in; on leaving it is flushed and renamed, on an exception removed."""
    folder = root / f"{_BUILDING}{snapshot_id}"
    try:
        root.mkdir(parents=True, exist_ok=True)
        folder.mkdir()
        yield folder
        for path in (*folder.iterdir(), folder):
            flush(path)
        folder.rename(root / snapshot_id)
        flush(root)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise SnapshotError(
            f"the snapshot could not be written ({error.strerror or error}); "
            "the last good one keeps serving: free some space or mend the folder, and build again"
        ) from error
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def publish(root: Path, snapshot_id: str) -> None:
    """Point to a finished snapshot, and remove all but it and the one that it replaces."""
    pointer = root / POINTER
    before = _pointed_to(root)
    beside = root / f".{POINTER}-{os.getpid()}"
    try:
        beside.write_text(snapshot_id + "\n", encoding="ascii")
        flush(beside)
        os.replace(beside, pointer)
        flush(root)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise SnapshotError(f"the snapshot could not be published: {error.strerror}") from error
    _sweep(root, {before, snapshot_id} if before else None)


def _pointed_to(root: Path) -> str | None:
    try:
        before = current_id(root)
    except SnapshotError:
        return None
    return before if before and (root / before).is_dir() else None


def _sweep(root: Path, kept: set[str] | None) -> None:
    """Remove what killed builds left behind and, where it is known which to keep, old snapshots.

    Names do not tell which are old: clocks are set back, and several are built in one second.
    """
    folders = [path for path in root.iterdir() if path.is_dir()]
    stale = [path for path in folders if path.name.startswith(_BUILDING) and not _in_use(path)]
    if kept:
        stale += [p for p in folders if not p.name.startswith(".") and p.name not in kept]
    for folder in stale:
        shutil.rmtree(folder, ignore_errors=True)


def _in_use(folder: Path) -> bool:
    """True for a build of the last day: another process may still be at it."""
    import time

    return time.time() - folder.stat().st_mtime < 86_400


def flush(path: Path) -> None:
    """See that a file, or the names in a folder, outlive a crash of the machine. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
