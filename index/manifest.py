"""Manifest: what a snapshot says of itself, and the check that it is what it says."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from index.errors import NoSnapshot, SnapshotDamaged, SnapshotForeign
from index.models.runtime import processors

FORMAT = 2
NAME = "manifest.json"


class FileMark(BaseModel):
    """Length and SHA-256 of one file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bytes: int
    sha256: str


class Manifest(BaseModel):
    """Identity, counts and file checksums of a snapshot; `built_at` is ISO 8601 in UTC.

    `store_seq` is the store's change number that the snapshot holds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int
    id: str
    built_at: str
    fingerprint: str
    encoder: str
    dimension: int
    claims: int
    reviews: int
    vectors: int
    store_seq: int
    files: dict[str, FileMark]


def mark_files(folder: Path) -> dict[str, FileMark]:
    """The marks of every file in the folder but the manifest."""
    paths = sorted(p for p in folder.iterdir() if p.is_file() and p.name != NAME)
    return {path.name: mark(path) for path in paths}


def mark(path: Path) -> FileMark:
    """Length and checksum of a file as it is now."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return FileMark(bytes=path.stat().st_size, sha256=digest)


def peek_manifest(folder: Path) -> Manifest:
    """Read the manifest, unchecked; raises NoSnapshot or SnapshotDamaged."""
    path = folder / NAME
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise NoSnapshot(f"{folder} holds no snapshot: run scripts/build_index.py") from None
    except OSError as error:
        raise _unread(path, error) from error
    except ValidationError as error:
        raise SnapshotDamaged(f"{path} is not readable: build the index again") from error


def read_manifest(folder: Path, fingerprint: str) -> Manifest:
    """Read and check the manifest and every file it lists.

    Raises NoSnapshot where the folder is gone, SnapshotForeign for another encoder or format,
    SnapshotDamaged for a file that is missing, cut or altered.
    """
    manifest = peek_manifest(folder)
    if manifest.format != FORMAT:
        raise SnapshotForeign(
            f"snapshot {manifest.id} has format {manifest.format}, this program reads {FORMAT}: "
            "build the index again"
        )
    if manifest.fingerprint != fingerprint:
        raise SnapshotForeign(
            f"snapshot {manifest.id} was built by encoder {manifest.fingerprint} "
            f"({manifest.encoder}), the running one is {fingerprint}: build the index again, or "
            "set PRIORCHECK_ENCODER back"
        )
    with ThreadPoolExecutor(processors()) as threads:
        list(threads.map(lambda one: _check(folder / one[0], one[1]), manifest.files.items()))
    return manifest


def _check(path: Path, expected: FileMark) -> None:
    try:
        found = mark(path)
    except OSError as error:
        raise _unread(path, error) from error
    if found != expected:
        raise SnapshotDamaged(f"{path} is cut or altered: build the index again")


def _unread(path: Path, error: OSError) -> SnapshotDamaged:
    """A build as another user, with a strict umask, is nothing that another build would mend."""
    advice = (
        "let this user read it" if isinstance(error, PermissionError) else "build the index again"
    )
    return SnapshotDamaged(f"{path} cannot be read ({error.strerror or error}): {advice}")
