"""rechecked(): one run from its inputs to its output, begun or gone on with.

The folder holds `run/`, the parts of the run under way, and `gen-*/`, the last finished run, from
which the next one goes on. A part is written whole or not at all, so a run that was killed goes on
behind its last whole part. Two runs over the same documents, claims and basis write the same rows,
however often either was interrupted and whatever either could keep.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.changes import ChangeKind
from index.publish import flush
from index.recheck_run import Recheck, RunInfo
from scripts.rechecking.beside import Beside, worth
from scripts.rechecking.errors import RecheckError
from scripts.rechecking.finish import write_changes, write_rejects
from scripts.rechecking.footing import Footing, now
from scripts.rechecking.generation import (
    FORMAT,
    About,
    Generation,
    generation_folder,
    newest,
    program,
    write_about,
)
from scripts.rechecking.guards import check_filled, check_known
from scripts.rechecking.making import Progress, make_parts
from scripts.rechecking.outputs import write_output
from scripts.rechecking.part import Part
from scripts.rechecking.present import digest, present_of
from scripts.rechecking.request import Request
from scripts.rechecking.state import LOCK, check_own, finished, remove_own
from service.config import Settings


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
    except BrokenPipeError as error:
        raise RecheckError(
            f"whoever reads {error.filename or 'what is printed'} stopped before its end: run the "
            "same command again; it goes on where it stopped"
        ) from error
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
        check_filled(self._request, self._previous)
        present = present_of(self._request, self._settings)
        stamp = self._request.stamp()
        stamp = stamp and digest(stamp, present.key)
        if self._previous and stamp and self._previous.about.stamp == stamp:
            return self._again(self._previous)
        footing = Footing(
            request=self._request,
            settings=self._settings,
            present=present,
            folder=self._folder,
            previous=self._previous,
            stamp=stamp,
        )
        others = 0 if self._cluster else worth(self._previous, footing.keeps)
        with Beside(others) as beside:
            started_at = footing.begin()
            parts = make_parts(footing.plan(), self._progress, self._cluster, beside)
        return self._conclude(footing, started_at, stamp, parts)

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
        output = request.output
        if not output.is_file() or _stat(output) != tuple(about.output):
            write_output(previous.parts, output, request.sieve)
            write_about(previous.folder, about.written(_stat(output)))
        documents, rejected, sentences, matches = about.counts
        if rejected or request.rejects.exists():  # it may be that of a run that was refused
            write_rejects(previous.parts, request.rejects)
        info = RunInfo(
            snapshot=about.snapshot,
            built_at=about.built_at,
            encoder=about.fingerprint,
            previous=about.snapshot,
            previous_at=about.started_at,
            started_at=now(),
            documents=documents,
            rejected=rejected,
            sentences=sentences,
            encoded=0,
            matched_anew=0,
        )
        counts = {**dict.fromkeys(ChangeKind, 0), ChangeKind.UNCHANGED: matches}
        nothing = previous.folder / "nothing.jsonl"
        nothing.write_text("")
        return Recheck(info=info, counts=counts, output=output, changes_file=nothing)

    def _conclude(
        self, footing: Footing, started_at: str, stamp: str | None, parts: Sequence[Part]
    ) -> Recheck:
        request, previous, present = self._request, self._previous, footing.present
        changes = self._folder / "changes.jsonl"
        write_rejects(parts, request.rejects)
        check_known(request, previous, parts)
        kinds, changed = write_changes(parts, previous, request.sieve, changes)
        matches = write_output(parts, request.output, request.sieve)
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
            turned=footing.turned(),
        )
        counts = {**kinds, ChangeKind.UNCHANGED: matches - changed}
        return Recheck(info=info, counts=counts, output=request.output, changes_file=changes)


def _stat(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return (-1, -1)
    return found.st_size, found.st_mtime_ns
