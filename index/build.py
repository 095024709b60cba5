"""build_snapshot(): store -> a published snapshot. Only texts that no earlier snapshot of the same
encoder holds are encoded."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from claims.store import ClaimStore
from index.calibration import NAME as CALIBRATION
from index.calibration import find_calibration
from index.clusters.record import record_merges
from index.encoder import Encoder
from index.errors import NoSnapshot, SnapshotError
from index.facets import FacetsBuilder
from index.faiss_index import FaissIndex
from index.forms import forms_of
from index.hashes import Hashes
from index.hubs import hub_offsets
from index.lexical import Lexicon
from index.links import Links
from index.manifest import FORMAT, Manifest, mark_files, peek_manifest
from index.manifest import NAME as MANIFEST
from index.marks import NAME as MARKS
from index.marks import write_marks
from index.publish import POINTER, building, current_id, only_build, publish
from index.shelf import Shelf, write_merges, write_shelf
from index.snapshot import Snapshot
from index.stages import Quiet, Show, counted
from index.text_vectors import encode_texts


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; `encoded` of `vectors` were not in the snapshot before.

    `merged` of the `claims` are shown as part of another.
    """

    id: str
    claims: int
    reviews: int
    vectors: int
    encoded: int
    seconds: float
    merged: int = 0


def build_snapshot(
    store: ClaimStore,
    encoder: Encoder,
    root: Path,
    *,
    fitted: Path,
    cluster: bool = False,
    progress: Show | None = None,
) -> BuildReport:
    """Build, verify and publish. `fitted` is the folder of the operator's own calibrations.

    With `cluster`, claims that say the same are found first, and their merges stored.

    Raises BuildRunning, SnapshotError (disk full, damaged result), EncoderError, StoreError;
    whatever was published before keeps serving.
    """
    with only_build(root):
        _refuse_blank(store, root)
        return _build_snapshot(store, encoder, root, fitted, cluster, progress or Quiet())


def _refuse_blank(store: ClaimStore, root: Path) -> None:
    """A store that nothing was ever written to, where claims are published, is a mistaken one."""
    if store.last_seq():
        return
    try:
        published = peek_manifest(root / current_id(root))
    except NoSnapshot:
        return
    except SnapshotError:  # another version's, perhaps
        held = "a snapshot is published that cannot be read"
    else:
        held = f"snapshot {published.id} holds {published.claims} claims"
        if not published.claims:
            return
    raise SnapshotError(
        f"the store is new and holds nothing, but {held}: set PRIORCHECK_STORE and "
        f"PRIORCHECK_DATA to where the claims are, or remove {root / POINTER} to begin anew"
    )


def _build_snapshot(
    store: ClaimStore, encoder: Encoder, root: Path, fitted: Path, cluster: bool, show: Show
) -> BuildReport:
    started = datetime.now(UTC)
    snapshot_id = _new_id(started)
    fingerprint = encoder.spec.fingerprint
    calibration = find_calibration(fingerprint, fitted)  # first: one that is broken ends the build
    with building(root, snapshot_id) as folder:
        store_seq = store.last_seq()
        with show.stage("claims", store.count()) as advance:
            claims = write_shelf(folder / "claims.sqlite", counted(store.claims(), advance))
        shelf = Shelf(folder / "claims.sqlite")
        texts, reviews = _write_columns(folder, shelf, show, claims)
        found = encode_texts(encoder, texts, root, show)
        found.write(folder)
        vectors, encoded = found.vectors, found.encoded
        np.save(folder / "hubs.npy", hub_offsets(vectors))
        with show.stage("hashes", claims) as advance:
            Hashes.build(counted(iter(shelf), advance)).write(folder)
        with show.stage("index", len(vectors)) as advance:
            ids = np.arange(len(vectors), dtype=np.int64)
            index = FaissIndex.build(vectors, ids, progress=advance)
            index.write(folder / "index.faiss")
        if cluster:
            record_merges(
                store,
                shelf,
                Links.open(folder),
                vectors,
                encoder.encode_claims,
                fingerprint=fingerprint,
                seq=store_seq,
                fitted=fitted,
                show=show,
            )
        # last of what is written there: readers of the shelf take it for unchanging
        merged = write_merges(folder / "claims.sqlite", store.merges.live())
        write_marks(folder / MARKS, Shelf(folder / "claims.sqlite").marks())
        if calibration is not None:
            (folder / CALIBRATION).write_text(calibration, encoding="utf-8")
        manifest = Manifest(
            format=FORMAT,
            id=snapshot_id,
            built_at=started.isoformat(timespec="seconds"),
            fingerprint=fingerprint,
            encoder=encoder.spec.name,
            dimension=encoder.spec.dimension,
            claims=claims,
            reviews=reviews,
            vectors=len(vectors),
            store_seq=store_seq,
            files=mark_files(folder),
        )
        (folder / MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
        _verify(folder, fingerprint)
    publish(root, snapshot_id)
    seconds = (datetime.now(UTC) - started).total_seconds()
    return BuildReport(
        snapshot_id, claims, manifest.reviews, manifest.vectors, encoded, round(seconds, 1), merged
    )


def _new_id(now: datetime) -> str:
    """Sorts by time; the digits after the dash keep two builds of one second apart."""
    noise = hashlib.sha256(str(now.timestamp()).encode()).hexdigest()[:6]
    return f"{now:%Y%m%dT%H%M%S}-{noise}"


def _write_columns(folder: Path, shelf: Shelf, show: Show, claims: int) -> tuple[list[str], int]:
    """Write facets, words and links of all claims; the distinct texts to encode, and reviews."""
    reviews = 0
    facets = FacetsBuilder()
    places: dict[str, int] = {}
    owned: list[list[int]] = []
    spoken: list[list[str]] = []
    with show.stage("words", claims) as advance:
        for claim in counted(iter(shelf), advance):
            facets.add(claim)
            reviews += len(claim.reviews)
            texts = forms_of(claim)
            owned.append([places.setdefault(text, len(places)) for text in texts])
            spoken.append(texts)
        Lexicon.build(spoken).write(folder)
    facets.finish().write(folder)
    Links.build(owned, len(places)).write(folder)
    return list(places), reviews


def _verify(folder: Path, fingerprint: str) -> None:
    """Open what was built and find some of its vectors again."""
    snapshot = Snapshot.open(folder, fingerprint)
    sample = np.linspace(0, len(snapshot.vectors) - 1, num=min(20, len(snapshot.vectors)))
    rows = np.unique(sample.astype(np.int64))
    if not len(rows):
        return
    hits = snapshot.search(np.asarray(snapshot.vectors[rows]), 1)
    if any(not len(found.scores) or found.scores[0] < 0.98 for found in hits):
        raise SnapshotError("the index built does not find its own vectors; nothing was published")
