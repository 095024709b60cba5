"""Plan: what every process of a run has to know; open_work() and process() work by it.

A plan pickles, and so do chunks and summaries: a cluster maps `process` over chunks.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.language import detect
from index.basis import Basis
from index.changes import Head
from index.encoder import Encoder
from index.encoders import open_encoder
from index.manifest import peek_manifest, read_manifest
from index.models.runtime import processors
from index.nearest import Nearest
from index.snapshot import Rows, Snapshot
from scripts.rechecking.answers import Answerer
from scripts.rechecking.chunks import Chunk
from scripts.rechecking.errors import RecheckError
from scripts.rechecking.generation import Generation, claim_changes, part_folder, read_claims
from scripts.rechecking.part import Part, PartSummary, write_part
from scripts.rechecking.present import digest
from scripts.rechecking.remote import RemoteAnswerer
from scripts.rechecking.request import Request
from scripts.rechecking.reuse import Reuse
from scripts.rechecking.state import begun
from scripts.rechecking.work import Work
from service.config import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`folder` takes the parts and holds the basis and the claims' marks; `previous` is the
    finished run before: `keeps` tells whether its rows may stay, `same_basis` its answers. `key` is
    of all that the run's answers rest on."""

    request: Request
    settings: Settings
    snapshot: str
    folder: Path
    previous: Path | None
    keeps: bool
    same_basis: bool
    key: str

    def mark(self, chunk: Chunk) -> str:
        """What tells the part of a chunk from that of any other chunk or run."""
        return digest(self.key, chunk.digest)[:32]


def process(plan: Plan, chunk: Chunk) -> PartSummary:
    """Make the part of a chunk, unless it is there already. Raises RecheckError where the run was
    begun anew meanwhile, as when whoever asked was killed and another has come."""
    folder, mark = part_folder(plan.folder, chunk.number), plan.mark(chunk)
    if Part(folder).whole(mark):
        return Part(folder).summary
    with ThreadPoolExecutor(1) as threads:
        work = open_work(plan)
        filled, summary = work.complete(work.begin(chunk, threads))
    if begun(plan.folder).get("key") != plan.key:
        raise RecheckError(f"another run was begun in {plan.folder.parent} meanwhile")
    return write_part(folder, mark, filled, summary).summary


@lru_cache(1)
def open_work(plan: Plan) -> Work:
    """The work of a plan, opened once in a process."""
    previous = Generation(plan.previous) if plan.previous else None
    if plan.request.service:
        remote = RemoteAnswerer(
            plan.request.service, snapshot=plan.snapshot, limit=plan.request.limit
        )
        reuse = None
        if previous:
            reuse = Reuse(previous, answerer=None, changes=None, keeps=plan.keeps)
        return Work(remote, plan.snapshot, reuse, remote.head, plan.request.sieve)
    index = open_index(plan.settings, plan.snapshot)
    basis = Basis.open(plan.folder)
    answerer = Answerer(
        index.snapshot, index.encoder, basis, nearest=index.nearest, limit=plan.request.limit
    )
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
    head = _head_of(claims[0], index.snapshot.heads)
    return Work(answerer, plan.snapshot, reuse, head, plan.request.sieve)


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """The encoder, set up for many texts, a snapshot, and the search of it once it is there."""

    encoder: Encoder
    snapshot: Snapshot
    nearest: Future[Nearest]


@lru_cache(1)
def open_index(settings: Settings, snapshot: str) -> Index:
    """Open all side by side; raises MatchingError."""
    folder = settings.snapshots / snapshot
    beside = ThreadPoolExecutor(3, thread_name_prefix="open")
    beside.submit(detect, _ANY)
    opened = beside.submit(Snapshot.open, folder, peek_manifest(folder).fingerprint)
    nearest = beside.submit(lambda: Nearest(opened.result()))
    named = (settings.encoder, settings.cache, settings.query_prefix, settings.claim_prefix)
    encoder = _encoder(*named)
    beside.submit(encoder.encode_queries, [_ANY])
    beside.shutdown(wait=False)
    found = opened.result()
    if found.manifest.fingerprint != encoder.spec.fingerprint:
        read_manifest(folder, encoder.spec.fingerprint)  # says so
    return Index(encoder, found, nearest)


@lru_cache(1)
def _encoder(name: str, cache: Path, query_prefix: str | None, claim_prefix: str | None) -> Encoder:
    """One for all snapshots."""
    return open_encoder(
        name,
        cache=cache,
        query_prefix=query_prefix,
        claim_prefix=claim_prefix,
        streams=processors(),
    )


_ANY = "The first sentence that a detector or an encoder meets takes the longest."


def _head_of(ids: NDArray[np.uint64], heads: Rows) -> Head:
    """By the claims' ids as numbers and the rows that they are shown under, by row."""
    order = np.argsort(ids, kind="stable")
    known = ids[order]

    def head(claim_id: str) -> str | None:
        wanted = np.uint64(int(claim_id[1:], 16))
        at = int(np.searchsorted(known, wanted))
        if at == len(known) or known[at] != wanted:
            return None
        return f"c{int(ids[heads[order[at]]]):016x}"

    return head
