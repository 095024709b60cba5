"""Snapshot: an immutable folder of vectors, claims and columns, opened read-only and checked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.model import Claim
from index.basis import Basis, basis_of
from index.calibration import Calibration, read_calibration
from index.encoder import Vectors
from index.errors import SnapshotDamaged
from index.facets import Facets
from index.faiss_index import EXACT_LIMIT, FaissIndex, Hits, Mask
from index.hashes import Hashes
from index.lexical import Lexicon
from index.links import Links
from index.lookup import Filters, SnapshotInfo
from index.manifest import Manifest, read_manifest
from index.marks import NAME as MARKS
from index.marks import Marks, read_marks
from index.passing import Passing
from index.shelf import Shelf
from index.stats import Hub, SnapshotStats

Rows = NDArray[np.int64]
_HUBS_SHOWN = 20


class Snapshot:
    """One published state of the index. Never changes; safe for many threads."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.manifest = manifest
        self._folder = folder
        self.calibration: Calibration | None = read_calibration(folder, manifest.fingerprint)
        try:
            # A plain array over the same memory: slicing a memmap costs ten times as much.
            self.vectors: Vectors = np.asarray(np.load(folder / "vectors.npy", mmap_mode="r"))
            self.hubs: NDArray[np.float32] = np.load(folder / "hubs.npy", allow_pickle=False)
            self.facets = Facets.open(folder)
            self.lexicon = Lexicon.open(folder)
            self.links = Links.open(folder)
        except (OSError, ValueError, KeyError) as error:
            raise SnapshotDamaged(f"snapshot {manifest.id} is damaged: {error}") from error
        self._own = self.lexicon, self.calibration
        self._index = FaissIndex.open(folder / "index.faiss", manifest.dimension)
        self._shelf = Shelf(folder / "claims.sqlite")
        # the row that each row's claim is shown under; only in clusters another one than its own
        self.heads: Rows = self._shelf.heads()
        self._in_cluster = np.bincount(self.heads, minlength=len(self.heads))[self.heads] > 1
        self._merged = int((self.heads != np.arange(len(self.heads))).sum())
        self.languages = self.facets.languages()  # by row, in the facets' numbers
        self._hashes = Hashes.open(folder)
        self._hashing = threading.Lock()
        self._check_counts()
        self._passing = Passing(self.facets, self.links, self.heads if self._merged else None)

    @classmethod
    def open(cls, folder: Path, fingerprint: str) -> Snapshot:
        """Open and check; raises NoSnapshot, SnapshotForeign or SnapshotDamaged."""
        return cls(folder, read_manifest(folder, fingerprint))

    def basis(self) -> Basis:
        """The figures that its own claims give together."""
        lexicon, calibration = self._own
        return basis_of(
            self.manifest.id,
            words=lexicon.words,
            grams=lexicon.grams,
            vectors=self.vectors,
            calibration=calibration,
        )

    def rest_on(self, basis: Basis) -> None:
        """Weigh words and damp hubs as the basis has it; before anything is matched."""
        self.lexicon, _ = self._own
        if basis.snapshot != self.manifest.id:
            self.lexicon = self.lexicon.weighed(basis.words, basis.grams)
        self.hubs = basis.offsets(self.vectors)
        self.calibration = basis.calibration

    @property
    def own_calibration(self) -> Calibration | None:
        """The calibration it was published with."""
        return self._own[1]

    def _check_counts(self) -> None:
        vectors = {len(self._index), len(self.vectors), len(self.hubs)}
        found = (len(self._shelf), vectors, self.facets.claims)
        said = self.manifest
        if found != (said.claims, {said.vectors}, said.claims):
            raise SnapshotDamaged(f"snapshot {said.id} holds other counts than it says")

    @property
    def info(self) -> SnapshotInfo:
        """What every answer says of the snapshot it came from."""
        return SnapshotInfo(
            id=self.manifest.id,
            built_at=self.manifest.built_at,
            claims=self.manifest.claims - self._merged,
            encoder=self.manifest.fingerprint,
            calibrated=self.calibration is not None,
        )

    def stats(self) -> SnapshotStats:
        """Counts over the whole snapshot, made when they are first asked for."""
        return self._stats

    @cached_property
    def _stats(self) -> SnapshotStats:
        return SnapshotStats(
            claims=self.manifest.claims - self._merged,
            merged=self._merged,
            reviews=self.manifest.reviews,
            vectors=self.manifest.vectors,
            languages=self.facets.claim_languages(),
            publishers=self.facets.publishers(),
            verdicts=self.facets.counts("verdict"),
            months=self.facets.counts("month"),
            hubs=self._worst_hubs(),
        )

    def _worst_hubs(self) -> tuple[Hub, ...]:
        worst = np.argsort(-self.hubs, kind="stable")[:_HUBS_SHOWN]
        worst = worst[self.hubs[worst] > 0]
        rows = self.links.claims_of(worst)
        excess = {int(row): self.hubs[self.links.vectors_of(int(row))].max() for row in rows}
        claims = zip(self.claims(rows.tolist()), excess.values(), strict=True)
        return tuple(Hub(id=c.id, text=c.text, excess=round(float(x), 4)) for c, x in claims)

    def claim(self, claim_id: str) -> Claim | None:
        """The claim of this public id, or the cluster that holds it."""
        row = self._shelf.row(claim_id)
        return None if row is None else self._shelf.shown(int(self.heads[row]))

    def claims(self, rows: list[int]) -> list[Claim]:
        """What is shown for these rows, in this order: the claims, or the clusters they are in."""
        return [shown for _, shown in self.found(rows)]

    def found(self, rows: list[int]) -> list[tuple[Claim, Claim]]:
        """The claims of these rows as they stand, each with what is shown for it."""
        claims = self._shelf.by_rows(rows)
        return [
            (claim, self._shelf.shown(int(self.heads[row])) if self._in_cluster[row] else claim)
            for row, claim in zip(rows, claims, strict=True)
        ]

    def marks(self) -> Marks:
        """By row: the claim's id as a number, and 128 bits of a hash over all that is known of it.

        Shapes (n,) and (n, 2). Claims of two snapshots that share both are the same. Raises
        SnapshotDamaged.
        """
        path = self._folder / MARKS
        if not path.exists():  # as an older program left it
            return self._shelf.marks()
        try:
            return read_marks(path)
        except (OSError, ValueError, KeyError) as error:
            raise SnapshotDamaged(f"{path.name} is not readable: {error}") from error

    def each_claim(self) -> Iterator[Claim]:
        """All claims in row order, each by itself also where a cluster holds it."""
        return iter(self._shelf)

    @property
    def merged(self) -> bool:
        """True where clusters hold more than one claim."""
        return self._merged > 0

    @property
    def exact(self) -> bool:
        """True where every search sees every vector."""
        return self._index.exact

    @property
    def hashes(self) -> Hashes | None:
        """The claims by hash; None in a snapshot of an older program until `hash_claims`."""
        return self._hashes

    def hash_claims(self) -> None:
        """Work the hashes out where the snapshot holds none: some seconds for 100,000 claims."""
        with self._hashing:
            if self._hashes is None:
                self._hashes = Hashes.build(self.each_claim())

    def passing(self, filters: Filters) -> tuple[Mask, Mask] | None:
        """The claims and the vectors that pass; None when all do."""
        return self._passing.masks(filters)

    def newest(self, filters: Filters, count: int) -> list[Claim]:
        """The newest `count` claims that pass; a cluster is as new as the newest of its claims."""
        passing = self.passing(filters)
        mask = passing[0] if passing else np.ones(self.manifest.claims, dtype=np.bool_)
        rows = self.facets.newest(mask, int(mask.sum()) if self._merged else count)
        _, first = np.unique(self.heads[rows], return_index=True)
        return self.claims(rows[np.sort(first)][:count].tolist())

    def search(self, queries: Vectors, count: int, allowed: Mask | None = None) -> list[Hits]:
        """The nearest `count` vectors of each query, best first: all there are under a mask.

        A strict mask is searched exactly over what it leaves; the inverted file would miss some.
        """
        if allowed is None:
            return self._index.search(queries, count)
        left = int(allowed.sum())
        if not self._index.exact and left <= EXACT_LIMIT:
            return self._search_exactly(queries, count, np.flatnonzero(allowed))
        hits = self._index.search(queries, count, allowed)
        if all(len(found.ids) >= min(count, left) for found in hits):
            return hits
        return self._search_exactly(queries, count, np.flatnonzero(allowed))

    def _search_exactly(self, queries: Vectors, count: int, rows: Rows) -> list[Hits]:
        """Brute force over the rows given."""
        scores = queries @ np.asarray(self.vectors[rows]).T
        count = min(count, len(rows))
        best = np.argsort(-scores, axis=1, kind="stable")[:, :count]
        return [Hits(rows[order], line[order]) for order, line in zip(best, scores, strict=True)]
