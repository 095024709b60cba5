"""write_manifest() and is_whole(): is a folder of model files still what was written?"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

NAME = "manifest.json"
SMALL = 1 << 20  # files up to this size are compared byte for byte at each opening


def write_manifest(folder: Path) -> None:
    """Record size and SHA-256 of every file below the folder."""
    files = {
        path.relative_to(folder).as_posix(): [path.stat().st_size, _sha256(path)]
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    (folder / NAME).write_text(json.dumps({"files": files}, indent=1) + "\n", encoding="utf-8")


def is_whole(folder: Path, *, every_byte: bool = False) -> bool:
    """Whether every recorded file has its size, and its content if small or `every_byte`."""
    try:
        files = json.loads((folder / NAME).read_text(encoding="utf-8"))["files"]
        return all(
            _unchanged(folder / name, size, sha256, every_byte)
            for name, (size, sha256) in files.items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def open_to_all(folder: Path) -> None:
    """Let every user read: some writers leave their files to their owner alone."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def sync_tree(folder: Path, *, below: bool = True) -> None:
    """Flush a folder, and all files and folders below it, to the disk."""
    for path in (*(folder.rglob("*") if below else ()), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unchanged(path: Path, size: int, sha256: str, every_byte: bool) -> bool:
    if path.stat().st_size != size:
        return False
    return not (every_byte or size <= SMALL) or _sha256(path) == sha256


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
