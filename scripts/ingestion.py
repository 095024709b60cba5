"""What ingesting files and ingesting fetched pages share."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict

import click
from tqdm import tqdm

from claims.errors import SourceError
from claims.ingest import IngestReport, Intake, ingest
from claims.sources.files import SourceFile
from claims.store import ClaimStore
from service.config import Settings


def run(settings: Settings, intakes: Iterable[Intake], *, publish: bool) -> None:
    """Ingest files one after the other, publish when asked, and print the reports last.

    A file that cannot be read to its end keeps none of the others from being read; it is told, and
    fails the run. Where the store fails, the reports of the files before are printed all the same.
    """
    reports: list[IngestReport] = []
    failures: list[str] = []
    also: dict[str, object] = {}
    try:
        with ClaimStore.open(settings.store_url) as store:
            for intake in intakes:
                try:
                    report = _ingest(store, settings, intake)
                except SourceError as error:
                    failures.append(f"{intake.address}: {error}" if intake.address else str(error))
                    continue
                reports.append(report)
                if report.read == report.rejected:
                    failures.append(_nothing(intake, report))
        if publish and any(report.read > report.rejected for report in reports):
            also = {"snapshot": _publish(settings)}
    finally:
        for report in reports:
            click.echo(json.dumps(asdict(report) | also, ensure_ascii=False))
        for failure in failures:
            click.echo(f"ingest: {failure}", err=True)
    if failures:
        sys.exit(1)


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


def _nothing(intake: Intake, report: IngestReport) -> str:
    """A file that gave nothing is a failure; some rejects are not."""
    why = (
        f"all {report.read} records were rejected: see {report.rejects_file}"
        if report.read
        else "it holds no records"
    )
    return f"nothing was stored from {intake.address or report.source}: {why}"
