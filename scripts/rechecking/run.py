"""rechecked(): one run from its inputs to its output, begun or gone on with.

The folder holds `run/`, the parts of the run under way, and `gen-*/`, the last finished run, from
which the next one goes on. A part is written whole or not at all, so a run that was killed goes on
behind its last whole part. Two runs over the same documents, claims and basis write the same rows,
however often either was interrupted and whatever either could keep.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from claims.sources.texts import read_texts
from index.basis import Basis
from index.marks import Marks
from index.publish import flush
from index.recheck import ChangeKind
from index.recheck_run import Recheck, RunInfo
from scripts.rechecking.beside import Beside
from scripts.rechecking.chunks import Chunk, chunks
from scripts.rechecking.desk import Plan, open_index, open_work, process
from scripts.rechecking.errors import RecheckError
from scripts.rechecking.finish import write_changes, write_rejects
from scripts.rechecking.generation import (
    FORMAT,
    About,
    Generation,
    drifted,
    generation_folder,
    newest,
    part_folder,
    program,
    read_claims,
    turned,
    write_about,
    write_claims,
)
from scripts.rechecking.ids import distinct
from scripts.rechecking.outputs import write_output
from scripts.rechecking.part import Part, PartSummary, write_part
from scripts.rechecking.present import Present, digest, present_of
from scripts.rechecking.request import Request
from scripts.rechecking.state import BEGUN, LOCK, begun, check_own, finished, remove_own
from scripts.rechecking.work import Begun
from service.config import Settings


class Progress:
    """Told how far a run is; shows nothing."""

    def start(self, size: int | None) -> None:
        """The bytes to be read, None where unknown."""

    def advance(self, size: int) -> None:
        """So many more bytes were read."""

    def done(self, summary: PartSummary) -> None:
        """A part is finished."""


@contextmanager
def rechecked(
    request: Request,
    settings: Settings,
    progress: Progress | None = None,
    cluster: str | None = None,
) -> Iterator[Recheck]:
    """Run, and yield what was found; only leaving without an error finishes the run.

    `cluster` is the address of a Dask scheduler whose workers make the parts; None: this process.

    Raises RecheckError, ClaimsError, MatchingError; the same request then goes on where it stopped.
    """
    folder = request.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            check_own(folder)
            run = _Run(request, settings, progress or Progress(), cluster)
            yield run.find()
            run.finish()
            if request.state is None:
                remove_own(folder)
    except OSError as error:
        raise RecheckError(
            f"{error.filename or folder} cannot be written ({error.strerror or error}): free some "
            "space or mend the folder, and run the same command again; it goes on where it stopped"
        ) from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RecheckError(f"another run is at work in {folder}: wait for it") from None
        yield


class _Run:
    """One run in its folder."""

    def __init__(
        self, request: Request, settings: Settings, progress: Progress, cluster: str | None
    ) -> None:
        self._cluster = cluster
        self._request = request
        self._settings = settings
        self._progress = progress
        self._folder = request.folder / "run"
        found = newest(request.folder)
        self._previous = Generation(found) if found else None
        self._about: About | None = None

    def find(self) -> Recheck:
        """Do what is left to be done."""
        self._check_filled()
        present = present_of(self._request, self._settings)
        stamp = self._request.stamp()
        stamp = stamp and digest(stamp, present.key)
        if self._previous and stamp and self._previous.about.stamp == stamp:
            return self._again(self._previous)
        started_at = self._begin(present)
        parts = self._work(self._plan(present))
        return self._conclude(present, started_at, stamp, parts)

    def finish(self) -> None:
        """Make the run the one that the next goes on from."""
        if self._about is None:
            return
        write_about(self._folder, self._about)
        for path in (*self._folder.rglob("*"), self._folder):
            flush(path)  # a whole run is not trusted to a cache
        number = int(self._previous.folder.name[4:]) + 1 if self._previous else 1
        mine = generation_folder(self._request.folder, number)
        self._folder.rename(mine)
        for folder in finished(self._request.folder):
            if folder != mine:
                shutil.rmtree(folder)

    def _again(self, previous: Generation) -> Recheck:
        """Nothing has changed: at most the output is written again."""
        request, about = self._request, previous.about
        if _stat(request.output) != tuple(about.output):
            write_output(previous.parts, request.output, request.sieve)
            write_about(previous.folder, about.written(_stat(request.output)))
        documents, rejected, sentences, matches = about.counts
        if rejected and not request.rejects.exists():
            write_rejects(previous.parts, request.rejects)
        info = RunInfo(
            snapshot=about.snapshot,
            built_at=about.built_at,
            encoder=about.fingerprint,
            previous=about.snapshot,
            previous_at=about.started_at,
            started_at=_now(),
            documents=documents,
            rejected=rejected,
            sentences=sentences,
            encoded=0,
            matched_anew=0,
        )
        counts = {**dict.fromkeys(ChangeKind, 0), ChangeKind.UNCHANGED: matches}
        nothing = previous.folder / "nothing.jsonl"
        nothing.write_text("")
        return Recheck(info=info, counts=counts, output=request.output, changes_file=nothing)

    def _begin(self, present: Present) -> str:
        """Lay out the folder, or find it laid out; returns when the run was begun."""
        key, said = self._key(present), begun(self._folder)
        if said.get("key") == key:
            return str(said["started_at"])
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()
        if not self._request.service:
            snapshot = open_index(self._settings, present.snapshot).snapshot
            basis = self._previous.basis if self._previous and self._same(present) else None
            if basis is None or drifted(basis, snapshot, self._turned(snapshot.marks())):
                basis = snapshot.basis()
            basis.write(self._folder)
            write_claims(self._folder, snapshot)
        started_at = _now()
        noted = json.dumps({"key": key, "started_at": started_at})
        (self._folder / BEGUN).write_text(noted)
        return started_at

    def _turned(self, now: Marks) -> int:
        """How many claims came or went since the basis of the run before was taken."""
        previous = self._previous
        return previous.about.turned + turned(previous.claims, now) if previous else 0

    def _key(self, present: Present) -> str:
        """Of all that the rows of a document rest on."""
        before = self._previous.folder.name if self._previous else ""
        asked = (self._request.limit, self._request.service, self._request.whole)
        return digest(present.key, before, *map(str, asked))

    def _same(self, present: Present) -> bool:
        """Whether the run before read and matched as this one does."""
        if self._previous is None:
            return False
        about = self._previous.about
        read_alike = about.program == program() and about.fingerprint == present.encoder
        if self._request.service or about.service:
            return read_alike and about.service == self._request.service and self._still(present)
        return read_alike

    def _same_basis(self) -> bool:
        """Whether the rows of the run before rest on this one's basis."""
        known = self._previous.basis if self._previous else None
        return known is not None and Basis.open(self._folder).same(known)

    def _still(self, present: Present) -> bool:
        about = self._previous.about if self._previous else None
        limit = self._request.limit
        return bool(about and about.snapshot == present.snapshot and about.limit == limit)

    def _plan(self, present: Present) -> Plan:
        previous = self._previous
        keeps = self._same(present) and not self._request.whole
        same_basis = True
        if previous and previous.basis and not self._request.service:
            limit = previous.about.limit == self._request.limit
            same_basis = limit and self._same_basis()
        return Plan(
            request=self._request,
            settings=self._settings,
            snapshot=present.snapshot,
            folder=self._folder,
            previous=previous.folder if previous else None,
            keeps=keeps,
            same_basis=same_basis,
            key=self._key(present),
        )

    def _work(self, plan: Plan) -> list[Part]:
        """Make every part that is not there; one chunk is encoded while another is matched."""
        request = self._request
        self._progress.start(request.size())
        told = self._progress.advance
        found = read_texts(request.inputs, request.columns, request.form, told, but=request.own)
        cut = chunks(distinct(found), request.chunk_characters)
        parts = self._on_cluster(plan, cut) if self._cluster else self._here(plan, cut)
        for stale in set(self._folder.glob("part-*")) - {part.folder for part in parts}:
            shutil.rmtree(stale)
        return parts

    def _on_cluster(self, plan: Plan, cut: Iterator[Chunk]) -> list[Part]:
        from scripts.rechecking.cluster import on_cluster

        return on_cluster(str(self._cluster), plan, cut, self._progress.done)

    def _here(self, plan: Plan, cut: Iterator[Chunk]) -> list[Part]:
        parts: list[Part] = []
        held: Begun | None = None
        with ThreadPoolExecutor(1) as threads, Beside(plan, self._progress.done) as beside:
            for chunk in cut:
                parts.append(Part(part_folder(self._folder, chunk.number)))
                if parts[-1].whole(plan.mark(chunk)):
                    self._progress.done(parts[-1].summary)
                    continue
                if beside.takes(chunk):
                    continue
                before, held = held, open_work(plan).begin(chunk, threads)
                self._complete(plan, before)
            if held:
                self._complete(plan, held)
            for chunk in beside.left():
                self._progress.done(process(plan, chunk))
        return parts

    def _complete(self, plan: Plan, held: Begun | None) -> None:
        if held is None:
            return
        filled, summary = open_work(plan).complete(held)
        folder = part_folder(self._folder, held.chunk.number)
        write_part(folder, plan.mark(held.chunk), filled, summary)
        self._progress.done(summary)

    def _check_filled(self) -> None:
        """A folder that is empty all at once is hardly meant either."""
        before = set(self._previous.about.filled if self._previous else ())
        now = {os.path.abspath(name) for name in self._request.inputs}
        gone = sorted((before & now) - set(self._request.filled())) if before else []
        if gone:
            raise RecheckError(
                f"{gone[0]} has no file in it, and had some in the run before: is it mounted? "
                "If it is really empty, put an empty text into it, and all is told as lost"
            )

    def _check_some(self, parts: Sequence[Part]) -> None:
        """An archive that is gone as a whole is hardly meant: everything would be lost."""
        before = self._previous.about.counts[0] if self._previous else 0
        if before and not any(part.summary.documents for part in parts):
            raise RecheckError(
                f"no document was found where the run before had {before:,}: is the archive there? "
                f"If it is really empty, remove {self._request.folder} and begin anew"
            )

    def _conclude(
        self, present: Present, started_at: str, stamp: str | None, parts: Sequence[Part]
    ) -> Recheck:
        request, previous = self._request, self._previous
        changes = self._folder / "changes.jsonl"
        kinds, changed = write_changes(parts, previous, request.sieve, changes)
        write_rejects(parts, request.rejects)
        self._check_some(parts)
        matches = write_output(parts, request.output, request.sieve)
        kept_basis = not request.service and self._same_basis()
        sums = [part.summary for part in parts]
        info = RunInfo(
            snapshot=present.snapshot,
            built_at=present.built_at,
            encoder=present.encoder,
            previous=previous.about.snapshot if previous else None,
            previous_at=previous.about.started_at if previous else None,
            started_at=started_at,
            documents=sum(one.documents for one in sums),
            rejected=sum(one.rejected for one in sums),
            sentences=sum(one.sentences for one in sums),
            encoded=sum(one.encoded for one in sums),
            matched_anew=sum(one.matched_anew for one in sums),
        )
        self._about = About(
            format=FORMAT,
            snapshot=info.snapshot,
            built_at=info.built_at,
            fingerprint=info.encoder,
            program=program(),
            limit=request.limit,
            started_at=started_at,
            service=request.service,
            parts=len(parts),
            stamp=stamp,
            output=_stat(request.output),
            counts=(info.documents, info.rejected, info.sentences, matches),
            filled=request.filled(),
            turned=self._turned(read_claims(self._folder)) if kept_basis else 0,
        )
        counts = {**kinds, ChangeKind.UNCHANGED: matches - changed}
        return Recheck(info=info, counts=counts, output=request.output, changes_file=changes)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _stat(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return (-1, -1)
    return found.st_size, found.st_mtime_ns
