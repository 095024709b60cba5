"""Ingest files of claims into the store; prints a report a file, as JSON, last."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict

import click
from tqdm import tqdm

from claims.errors import ClaimsError, SourceError
from claims.ingest import IngestReport, Intake, ingest
from claims.sources.files import SourceFile
from claims.sources.mapping import FIELDS, Mapping
from claims.sources.reading import Format
from claims.store import ClaimStore
from index.errors import MatchingError
from service.config import Settings, SettingsError

_MAP_HELP = (
    "Which column gives a field; COLUMN may list alternatives, a|b. "
    f"FIELD is one of {', '.join(FIELDS)}. Without it, columns of these names are used."
)


def _mapping(_: click.Context, option: click.Parameter, pairs: tuple[str, ...]) -> Mapping:
    try:
        return Mapping.parse(pairs) if pairs else Mapping.by_name()
    except SourceError as error:
        raise click.BadParameter(str(error), param=option) from error


def ingest_all(settings: Settings, intakes: Iterable[Intake]) -> list[IngestReport]:
    """Ingest files one after the other, each with a progress bar."""
    with ClaimStore.open(settings.store_url) as store:
        return [_ingest(store, settings, intake) for intake in intakes]


def _ingest(store: ClaimStore, settings: Settings, intake: Intake) -> IngestReport:
    with tqdm(desc=str(intake.path), unit="B", unit_scale=True, delay=1.0) as bar:

        def advance(file: SourceFile, read: int) -> None:
            bar.total = file.size
            bar.set_postfix_str(f"{read:,} records", refresh=False)
            bar.update((file.position() or 0) - bar.n)

        return ingest(store, intake, settings.data / "rejects", advance)


@click.command(help=__doc__)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["auto", *Format]),
    default="auto",
    show_default=True,
    help="The format of the files; auto tells it by content, then by name.",
)
@click.option(
    "--map", "mapping", multiple=True, metavar="FIELD=COLUMN", callback=_mapping, help=_MAP_HELP
)
@click.option(
    "--source",
    metavar="NAME",
    help="What provenance calls the source. Ids are the source's own: the same id under another "
    "source is another claim. Default: the file's folder and name.",
)
@click.option("--publisher", metavar="NAME", help="Whose reviews these are, where they do not say.")
@click.option("--licence", metavar="TEXT", help="The licence, where the records name none.")
@click.option(
    "--retrieved-at",
    metavar="TIME",
    help="When the files were retrieved, ISO 8601. Default: their time of modification.",
)
@click.option("--publish", is_flag=True, help="Then build a snapshot and publish it.")
def main(
    files: tuple[str, ...],
    form: str,
    mapping: Mapping,
    source: str | None,
    publisher: str | None,
    licence: str | None,
    retrieved_at: str | None,
    publish: bool,
) -> None:
    """The command line. `-` is standard input; .gz is unpacked."""
    intakes = [
        Intake(
            path=file,
            format=None if form == "auto" else Format(form),
            mapping=mapping,
            source=source,
            publisher=publisher,
            licence=licence,
            retrieved_at=retrieved_at,
        )
        for file in files
    ]
    try:
        settings = Settings.load()
        reports = ingest_all(settings, intakes)
        published = _publish(settings) if publish and _stored(reports) else None
    except (ClaimsError, MatchingError, SettingsError) as error:
        click.echo(f"ingest: {error}", err=True)
        sys.exit(1)
    also = {} if published is None else {"snapshot": published}
    for report in reports:
        click.echo(json.dumps(asdict(report) | also, ensure_ascii=False))
    _complain(reports)


def _stored(reports: list[IngestReport]) -> bool:
    return any(report.read > report.rejected for report in reports)


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


if __name__ == "__main__":
    main()
