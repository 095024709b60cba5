"""Plan: what every process of a run has to know; open_work() and process() work by it.

A plan pickles, and so do chunks and summaries: a cluster maps `process` over chunks.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from index.basis import Basis
from index.encoder import Encoder
from index.encoders import open_encoder
from index.models.runtime import processors
from index.snapshot import Snapshot
from scripts.rechecking.answers import Answerer
from scripts.rechecking.chunks import Chunk
from scripts.rechecking.generation import Generation, claim_changes, part_folder, read_claims
from scripts.rechecking.part import Part, PartSummary, write_part
from scripts.rechecking.remote import RemoteAnswerer
from scripts.rechecking.request import Request
from scripts.rechecking.reuse import Reuse
from scripts.rechecking.work import Work
from service.config import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`folder` takes the parts and holds the basis and the claims' marks; `previous` is the
    finished run before: `keeps` tells whether its rows may stay, `same_basis` its answers."""

    request: Request
    settings: Settings
    snapshot: str
    folder: Path
    previous: Path | None
    keeps: bool
    same_basis: bool


def process(plan: Plan, chunk: Chunk) -> PartSummary:
    """Make the part of a chunk, unless it is there already."""
    folder = part_folder(plan.folder, chunk.number)
    if Part(folder).whole(chunk.digest):
        return Part(folder).summary
    with ThreadPoolExecutor(1) as threads:
        work = open_work(plan)
        filled, summary = work.complete(work.begin(chunk, threads))
    return write_part(folder, chunk.digest, filled, summary).summary


@lru_cache(1)
def open_work(plan: Plan) -> Work:
    """The work of a plan, opened once in a process."""
    previous = Generation(plan.previous) if plan.previous else None
    if plan.request.service:
        remote = RemoteAnswerer(plan.request.service, limit=plan.request.limit)
        reuse = None
        if previous:
            reuse = Reuse(previous, answerer=None, changes=None, keeps=plan.keeps)
        return Work(remote, plan.snapshot, reuse, lambda _: False)
    encoder, snapshot = open_index(plan.settings, plan.snapshot)
    basis = Basis.open(plan.folder)
    answerer = Answerer(snapshot, encoder, basis, limit=plan.request.limit)
    claims = read_claims(plan.folder)
    reuse = None
    if previous:
        reuse = Reuse(
            previous,
            answerer=answerer,
            changes=claim_changes(previous.claims, claims) if plan.keeps else None,
            keeps=plan.keeps,
            same_basis=plan.same_basis,
        )
    return Work(answerer, plan.snapshot, reuse, _withdrawn(claims[0]))


@lru_cache(1)
def open_index(settings: Settings, snapshot: str) -> tuple[Encoder, Snapshot]:
    """The encoder, set up for many texts, and a snapshot; raises MatchingError."""
    encoder = open_encoder(
        settings.encoder,
        cache=settings.cache,
        query_prefix=settings.query_prefix,
        claim_prefix=settings.claim_prefix,
        streams=processors(),
    )
    return encoder, Snapshot.open(settings.snapshots / snapshot, encoder.spec.fingerprint)


def _withdrawn(ids: np.ndarray[tuple[int], np.dtype[np.uint64]]) -> Callable[[str], bool]:
    known = np.sort(ids)

    def withdrawn(claim_id: str) -> bool:
        wanted = np.uint64(int(claim_id[1:], 16))
        at = int(np.searchsorted(known, wanted))
        return at == len(known) or known[at] != wanted

    return withdrawn
