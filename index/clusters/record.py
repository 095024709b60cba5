"""record_merges(): find what is one claim and tell the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from claims.merges import OPERATOR
from claims.model import Claim
from claims.store import ClaimStore, MergeCounts
from claims.store_merges import clusters_of
from index.clusters.find import Standing, find_merges
from index.clusters.rule import find_rule
from index.clusters.titles import Encode, Titles
from index.encoder import Vectors
from index.links import Links
from index.shelf import Shelf
from index.stages import Show


def record_merges(
    store: ClaimStore,
    shelf: Shelf,
    links: Links,
    vectors: Vectors,
    encode: Encode,
    *,
    fingerprint: str,
    seq: int,
    fitted: Path,
    show: Show,
) -> MergeCounts:
    """Cluster the claims of a shelf by their vectors and those of titles, which `encode` makes as
    claims are encoded, and keep the merges in the store.

    The shelf holds the store's claims as they were at its change `seq`; those that changed since
    are left as they are.
    """
    rule = find_rule(fingerprint, fitted)
    considered: set[str] = set()
    proposed = find_merges(
        _noted(shelf, considered),
        links,
        vectors,
        Titles(encode),
        fingerprint=fingerprint,
        rule=rule,
        standing=_standing(store),
        show=show,
        total=len(shelf),
    )
    changed = {change.claim_id for change in store.changes_since(seq)}
    return store.merges.record(
        (one for one in proposed if not {one.claim_id, one.into} & changed),
        considered - changed,
        near=rule is not None,
    )


def _standing(store: ClaimStore) -> Standing:
    live = store.merges.live()
    chosen = clusters_of(merge for merge in live if merge.merged_by == OPERATOR)
    return Standing(
        together=[[head, *(m.claim_id for m in merges)] for head, merges in chosen.items()],
        apart=store.merges.apart(),
        heads={merge.into for merge in live},
    )


def _noted(shelf: Shelf, considered: set[str]) -> Iterator[Claim]:
    for claim in shelf:
        considered.add(claim.id)
        yield claim
