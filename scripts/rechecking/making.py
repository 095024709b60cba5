"""make_parts(): the parts of a run, made by this process and others beside it, or by a cluster."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from claims.sources.texts import read_texts
from scripts.rechecking.beside import Beside
from scripts.rechecking.chunks import MOST_DOCUMENTS, Chunk, chunks
from scripts.rechecking.desk import Plan, open_work, process
from scripts.rechecking.generation import part_folder
from scripts.rechecking.ids import distinct
from scripts.rechecking.part import Part, PartSummary, write_part
from scripts.rechecking.work import Begun

# Where most rows are kept, a chunk is of so many, so that what is new of it is encoded and read in
# batches; of more where few processes share them, so that none waits long for another's last.
_OF_KEPT = 4
_SHARED = 20


class Progress:
    """Told how far a run is; shows nothing."""

    def start(self, size: int | None) -> None:
        """The bytes to be read, None where unknown."""

    def advance(self, size: int) -> None:
        """So many more bytes were read."""

    def done(self, summary: PartSummary) -> None:
        """A part is finished."""


def make_parts(plan: Plan, progress: Progress, cluster: str | None, beside: Beside) -> list[Part]:
    """Make every part that is not there. `cluster` is the address of a Dask scheduler whose workers
    make them; None: this machine, with the processes `beside`."""
    request = plan.request
    progress.start(request.size())
    told = progress.advance
    found = read_texts(request.inputs, request.columns, request.form, told, but=request.own)
    times = of_kept(beside.processes) if plan.keeps else 1
    cut = chunks(distinct(found), request.chunk_characters * times, MOST_DOCUMENTS * times)
    if cluster:
        parts = _on_cluster(plan, cut, progress, cluster)
    else:
        beside.begin(plan, progress.done)
        parts = _here(plan, cut, progress, beside)
    for stale in set(plan.folder.glob("part-*")) - {part.folder for part in parts}:
        shutil.rmtree(stale)
    return parts


def of_kept(others: int) -> int:
    """How many chunks are one, where rows are kept and so many processes stand by."""
    return max(_OF_KEPT, _SHARED // (others + 1)) if others else _OF_KEPT


def _on_cluster(plan: Plan, cut: Iterator[Chunk], progress: Progress, address: str) -> list[Part]:
    from scripts.rechecking.cluster import on_cluster

    return on_cluster(address, plan, cut, progress.done)


def _here(plan: Plan, cut: Iterator[Chunk], progress: Progress, beside: Beside) -> list[Part]:
    """One chunk is encoded while another is matched."""
    parts: list[Part] = []
    held: Begun | None = None
    with ThreadPoolExecutor(1) as threads:
        for chunk in cut:
            parts.append(Part(part_folder(plan.folder, chunk.number)))
            if parts[-1].whole(plan.mark(chunk)):
                progress.done(parts[-1].summary)
                continue
            if beside.takes(chunk):
                continue
            before, held = held, open_work(plan).begin(chunk, threads)
            if before:
                progress.done(_completed(plan, before))
        if held:
            progress.done(_completed(plan, held))
        for chunk in beside.left():
            progress.done(process(plan, chunk))
    return parts


def _completed(plan: Plan, held: Begun) -> PartSummary:
    filled, summary = open_work(plan).complete(held)
    folder = part_folder(plan.folder, held.chunk.number)
    return write_part(folder, plan.mark(held.chunk), filled, summary).summary
