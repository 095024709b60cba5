"""What ingesting files and ingesting fetched pages share."""

from __future__ import annotations

import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sized
from contextlib import contextmanager
from dataclasses import asdict

import click
from tqdm import tqdm

from claims.errors import ClaimsError
from claims.ingest import IngestReport, Intake, ingest
from claims.sources.files import SourceFile
from claims.store import ClaimStore
from service.config import Settings


def run(settings: Settings, intakes: Iterable[Intake], *, publish: bool) -> None:
    """Ingest files one after the other, publish when asked, and print the reports last.

    Reports of the files before a failing one are printed all the same.
    """
    reports: list[IngestReport] = []
    also: dict[str, object] = {}
    try:
        with ClaimStore.open(settings.store_url) as store:
            waiting = deque(intakes)
            while waiting:
                with _telling_of(waiting):
                    reports.append(_ingest(store, settings, waiting.popleft()))
        if publish and any(report.read > report.rejected for report in reports):
            also = {"snapshot": _publish(settings)}
    finally:
        for report in reports:
            click.echo(json.dumps(asdict(report) | also, ensure_ascii=False))
    _complain(reports)


@contextmanager
def _telling_of(waiting: Sized) -> Iterator[None]:
    """Add to a failure how many files were not read because of it."""
    try:
        yield
    except ClaimsError as error:
        if not waiting:
            raise
        raise ClaimsError(f"{error}; files after it that were not read: {len(waiting)}") from error


def _ingest(store: ClaimStore, settings: Settings, intake: Intake) -> IngestReport:
    with tqdm(desc=str(intake.path), unit="B", unit_scale=True, delay=1.0) as bar:

        def advance(file: SourceFile, read: int) -> None:
            bar.total = file.size
            bar.set_postfix_str(f"{read:,} records", refresh=False)
            bar.update((file.position() or 0) - bar.n)

        return ingest(store, intake, settings.data / "rejects", advance)


def _publish(settings: Settings) -> dict[str, object]:
    # heavy: the encoder comes with it
    from scripts.build_index import build_and_publish

    return asdict(build_and_publish(settings))


def _complain(reports: list[IngestReport]) -> None:
    """A file that gave nothing is a failure; some rejects are not."""
    failed = [report for report in reports if report.read == report.rejected]
    for report in failed:
        why = (
            f"all {report.read} records were rejected: see {report.rejects_file}"
            if report.read
            else "it holds no records"
        )
        click.echo(f"ingest: nothing was stored from {report.source}: {why}", err=True)
    if failed:
        sys.exit(1)
