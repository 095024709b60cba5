"""ingest(): a file's records into a store, every one of them accounted for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Counts
from dataclasses import dataclass, field
from pathlib import Path

from claims.ingest_run import Run
from claims.ledger import mark_of
from claims.rejects import RejectsFile
from claims.seen import Seen
from claims.sources.draft import Origin, Outcome
from claims.sources.exported import is_export
from claims.sources.files import BROKEN, STANDARD_INPUT, SourceFile, open_source, printable
from claims.sources.mapping import Mapping
from claims.sources.reading import Format, detect_format, read_outcomes
from claims.store import BATCH, ClaimStore, Finished, UpsertCounts

Progress = Callable[[SourceFile, int], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What became of a file: read = new + changed + unchanged + rejected, always."""

    source: str
    format: str
    read: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    warnings: Counts[str, int]
    rejects_file: str | None
    seconds: float
    rate: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A file and how to read it; what is None is found out from the file.

    `address` is where a page was fetched, and `content_type` what its server called it. What was
    fetched, and what is `foreign` otherwise, is never taken for an export of ours, whose records
    say themselves where they come from.
    """

    path: str | Path
    format: Format | None = None
    mapping: Mapping = field(default_factory=Mapping.by_name)
    source: str | None = None
    publisher: str | None = None
    licence: str | None = None
    retrieved_at: str | None = None
    address: str | None = None
    content_type: str | None = None
    foreign: bool = False


def ingest(
    store: ClaimStore, intake: Intake, rejects: Path, progress: Progress = lambda _file, _read: None
) -> IngestReport:
    """Store the records of a file; rejected ones go to a file in the folder `rejects`.

    `progress` is told the file and how many records were read from it after every batch.
    Raises SourceError when the file cannot be read (to its end) and StoreError; whole batches
    stored before that stay stored. A file that was read to its end before, the same way and by
    the same program, is not read again while the store still says what it says; an export always.
    """
    started = time.perf_counter()
    with open_source(intake.path) as file:
        form = intake.format or _format(intake, file)
        origin = _origin(intake, file)
        name = printable(Path(intake.path).name)
        mark = _mark(intake, form, origin)
        known = store.find_finished(mark) if mark else None
        if known and _rejects_are_kept(known):
            counts = UpsertCounts(unchanged=known.read - known.rejected)
            return _report(known, form, counts, started)
        with RejectsFile(rejects, origin.source) as rejects_file, Seen() as seen:
            # an export holds each review once, and claims of one id as their sources told them
            known_once = None if form is Format.EXPORT else seen
            run = Run(store, rejects_file, known_once, name, intake.address)
            for batch in _batches(read_outcomes(file, form, origin, intake.mapping)):
                run.take(batch)
                file.gave = True
                progress(file, run.read)
            run.end()
    finished = Finished(
        mark=mark or "",
        source=origin.source,
        file=name,
        read=run.read,
        rejected=run.rejected,
        warnings=dict(run.warnings.most_common()),
        rejects_file=str(rejects_file.path) if rejects_file.path else None,
    )
    store.note_finished(finished)
    return _report(finished, form, run.counts, started)


def _format(intake: Intake, file: SourceFile) -> Format:
    mapped = intake.mapping.declared
    foreign = intake.foreign or intake.address is not None
    if not foreign and not mapped and is_export(file):
        return Format.EXPORT
    return detect_format(file.head(), file.name, mapped=mapped)


def _mark(intake: Intake, form: Format, origin: Origin) -> str | None:
    if form is Format.EXPORT:
        return None  # its records have sources of their own: no change of theirs would be seen
    return mark_of(intake.path, form, origin, intake.mapping)


def _rejects_are_kept(known: Finished) -> bool:
    return not known.rejected or bool(known.rejects_file and Path(known.rejects_file).exists())


def _report(finished: Finished, form: Format, counts: UpsertCounts, started: float) -> IngestReport:
    seconds = time.perf_counter() - started
    return IngestReport(
        source=finished.source,
        format=form.value,
        read=finished.read,
        new=counts.new,
        changed=counts.changed,
        unchanged=counts.unchanged,
        rejected=finished.rejected,
        warnings=finished.warnings,
        rejects_file=finished.rejects_file,
        seconds=round(seconds, 3),
        rate=round(finished.read / seconds, 1),
    )


def _batches(outcomes: Iterator[Outcome]) -> Iterator[list[Outcome]]:
    """Batches; when the source breaks, what it gave before comes first."""
    batch: list[Outcome] = []
    try:
        for outcome in outcomes:
            batch.append(outcome)
            if len(batch) == BATCH:
                full, batch = batch, []
                yield full
    except BROKEN:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _origin(intake: Intake, file: SourceFile) -> Origin:
    return Origin(
        source=printable(intake.source or _default_source(intake.path)),
        publisher=intake.publisher and printable(intake.publisher),
        licence=intake.licence and printable(intake.licence),
        retrieved_at=intake.retrieved_at or file.modified,
        address=intake.address,
        content_type=intake.content_type,
    )


def _default_source(path: str | Path) -> str:
    """Folder and name: two files of one name in different folders are two sources. What a shell
    names a pipe is another name each time."""
    if str(path) == STANDARD_INPUT or Path(path).is_fifo():
        return "stdin"
    path = Path(path).resolve()
    name = path.name.split(".")[0] or path.name
    return f"{path.parent.name}/{name}" if path.parent.name else name
