"""cluster_claims(): merge the claims of a store that say the same, by the published snapshot."""

from __future__ import annotations

from claims.store import ClaimStore, MergeCounts
from index.clusters.record import record_merges
from index.publish import current_id
from index.shelf import Shelf
from index.snapshot import Snapshot
from scripts.progress import Bars
from service.config import Settings
from service.engine import open_encoder_of


def cluster_claims(store: ClaimStore, settings: Settings) -> MergeCounts:
    """Record the merges in the store; raises SnapshotError where nothing fitting is published."""
    folder = settings.snapshots / current_id(settings.snapshots)
    encoder = open_encoder_of(settings)
    fingerprint = encoder.spec.fingerprint
    snapshot = Snapshot.open(folder, fingerprint)
    return record_merges(
        store,
        Shelf(folder / "claims.sqlite"),
        snapshot.links,
        snapshot.vectors,
        encoder.encode_claims,
        fingerprint=fingerprint,
        seq=snapshot.manifest.store_seq,
        fitted=settings.calibrations,
        show=Bars(),
    )
