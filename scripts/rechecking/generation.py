"""Generation: everything that a finished run keeps for the next one; and what changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from claims.aside import aside
from index.basis import Basis
from index.marks import Marks, read_marks, write_marks
from index.snapshot import Snapshot
from scripts.rechecking import chunks
from scripts.rechecking.errors import RecheckError, reading_state
from scripts.rechecking.part import Near, Part
from scripts.rechecking.state import finished

_ABOUT = "generation.json"
_CLAIMS = "claims.npz"
GONE = -2
FORMAT = 3
_READ = (2, FORMAT)  # what 2 lacks, a column, is read as nothing
_DRIFT = 0.1
_NOWHERE = np.empty(0, np.int32)
_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What rows of this generation rest on. `program` hashes the code that reads and matches.

    `stamp` is that of the request, `output` the size and time of the file that was written;
    `counts` are documents, rejected, sentences and matches, `filled` the folders that had files,
    `turned` how many claims came or went since its basis was taken.
    """

    format: int
    snapshot: str
    built_at: str
    fingerprint: str
    program: str
    limit: int
    started_at: str
    service: str | None
    parts: int
    stamp: str | None
    output: tuple[int, int]
    counts: tuple[int, int, int, int]
    filled: tuple[str, ...] = ()
    turned: int = 0

    @property
    def sentences(self) -> int:
        """How many it has rows of."""
        return self.counts[2]

    def written(self, output: tuple[int, int]) -> About:
        """The same of an output written again."""
        return replace(self, output=output)


@dataclass(frozen=True, slots=True)
class Where:
    """A document of a generation: its part and its place in it."""

    part: int
    place: int


class _Index(NamedTuple):
    """Both halves of every document's id, sorted by the first, and where it stands."""

    heads: NDArray[np.uint64]
    tails: NDArray[np.uint64]
    parts: NDArray[np.int32]
    places: NDArray[np.int32]


class Generation:
    """A finished run's folder, opened; its parts are read as they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with reading_state(folder / _ABOUT):
            said = json.loads((folder / _ABOUT).read_text())
            if said.get("format") not in _READ:
                raise RecheckError(
                    f"{folder.parent} was written by another version of this program: give --state "
                    "another folder, or remove this one to begin anew"
                )
            self.about = About(**said)
        self.parts = [Part(part_folder(folder, number)) for number in range(self.about.parts)]

    @cached_property
    def basis(self) -> Basis | None:
        """The basis of its lookups; None where a service answered."""
        if self.about.service is not None:
            return None
        with reading_state(self.folder):
            return Basis.open(self.folder)

    @cached_property
    def claims(self) -> Marks:
        """The marks of the claims it was matched with."""
        return read_claims(self.folder)

    @cached_property
    def _index(self) -> _Index:
        ids = [part.documents.ids for part in self.parts]
        numbers = np.repeat(np.arange(len(ids), dtype=np.int32), [len(one) for one in ids])
        places = np.concatenate([_NOWHERE, *(np.arange(len(one), dtype=np.int32) for one in ids)])
        halves = np.concatenate([np.empty(0, "V16"), *ids]).view(np.uint64).reshape(-1, 2)
        order = np.argsort(halves[:, 0], kind="stable")
        heads, tails = halves[order].T.copy()
        return _Index(heads, tails, numbers[order], places[order])

    def find(self, ids: Sequence[bytes]) -> list[list[Where]]:
        """For each digest of an id, the documents that have it, in order; usually one or none."""
        index = self._index
        wanted = np.frombuffer(b"".join(ids), np.uint64).reshape(-1, 2)
        firsts, lasts = (index.heads.searchsorted(wanted[:, 0], side).tolist() for side in _SIDES)
        return [
            [
                Where(int(index.parts[at]), int(index.places[at]))
                for at in range(first, last)
                if index.tails[at] == tail
            ]
            for tail, first, last in zip(wanted[:, 1], firsts, lasts, strict=True)
        ]


def generation_folder(folder: Path, number: int) -> Path:
    """Where the run of a number lies once it is finished."""
    return folder / f"gen-{number:06}"


def newest(folder: Path) -> Path | None:
    """The last finished run in a state's folder."""
    found = sorted(path for path in finished(folder) if (path / _ABOUT).exists())
    return found[-1] if found else None


def part_folder(folder: Path, number: int) -> Path:
    """Where the part of a chunk lies."""
    return folder / f"part-{number:06}"


def write_about(folder: Path, about: About) -> None:
    """Write what a generation rests on, whole or not at all; it is one only then."""
    with aside(folder / _ABOUT) as beside:
        beside.write_text(json.dumps(asdict(about), indent=1))


def write_claims(folder: Path, snapshot: Snapshot) -> None:
    """Write the marks of the snapshot's claims."""
    write_marks(folder / _CLAIMS, snapshot.marks())


def read_claims(folder: Path) -> Marks:
    """What `write_claims` wrote."""
    with reading_state(folder / _CLAIMS):
        return read_marks(folder / _CLAIMS)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ClaimChanges:
    """How a snapshot's claims differ from those of a generation.

    `rows` maps a row then to the row now, GONE where the claim is withdrawn or says something else;
    `fresh` are the rows now of claims that are new or say something else.
    """

    rows: NDArray[np.int32]
    fresh: NDArray[np.int64]

    def moved(self, near: Near) -> Near:
        """Nearest claims by the rows of now."""
        rows = np.append(self.rows, np.int32(-1))  # what -1 points to
        moved: Near = rows[near]
        return moved


def claim_changes(
    before: Marks,
    now: Marks,
) -> ClaimChanges:
    """Compare by id and content."""
    (old_ids, old_digests), (ids, digests) = before, now
    rows = np.full(len(old_ids), GONE, dtype=np.int32)
    kept = np.zeros(len(ids), dtype=np.bool_)
    if len(ids) and len(old_ids):
        order = np.argsort(ids, kind="stable")
        at = order[np.minimum(np.searchsorted(ids[order], old_ids), len(ids) - 1)]
        same = (ids[at] == old_ids) & (digests[at] == old_digests).all(axis=1)
        rows[same] = at[same]
        kept[at[same]] = True
    return ClaimChanges(rows=rows, fresh=np.flatnonzero(~kept))


def turned(before: Marks, now: Marks) -> int:
    """How many claims came or went."""
    return len(np.setxor1d(before[0], now[0]))


def drifted(basis: Basis, snapshot: Snapshot, turned: int) -> bool:
    """True where a basis no longer speaks for the snapshot: other beliefs, or other claims, so
    many of which came or went since."""
    others = max(turned, abs(snapshot.manifest.claims - basis.claims))
    return basis.calibration != snapshot.own_calibration or others > _DRIFT * basis.claims


@cache
def program() -> str:
    """16 hex digits over everything that decides how a text is read and matched."""
    found = hashlib.sha256()
    root = Path(__file__).parents[2]
    deciding = [path for package in ("claims", "index") for path in (root / package).rglob("*")]
    for path in sorted([*deciding, Path(chunks.__file__)]):
        if path.suffix in {".py", ".json", ".toml"} and "demo" not in path.parts:
            found.update(path.relative_to(root).as_posix().encode() + b"\0")
            found.update(path.read_bytes())
    return found.hexdigest()[:16]
