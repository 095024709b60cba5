"""Ingest files of claims into the store; prints a report a file, as JSON, last."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta, timezone

import click

from claims.dates import iso_date
from claims.errors import ClaimsError, SourceError
from claims.ingest import Intake
from claims.sources.files import STANDARD_INPUT
from claims.sources.mapping import FIELDS, Mapping
from claims.sources.reading import Format
from index.errors import MatchingError
from scripts.choices import choice
from scripts.fetch import fetch
from scripts.ingestion import run
from scripts.settings import load_settings
from service.config import SettingsError

_MAP_HELP = (
    "Which column gives a field; COLUMN may list alternatives, a|b. "
    f"FIELD is one of {', '.join(FIELDS)}. Without it, columns of these names are used."
)

_FIRST_ZONE = timezone(timedelta(hours=14))  # where a day begins first


def _mapping(_: click.Context, option: click.Parameter, pairs: tuple[str, ...]) -> Mapping:
    try:
        return Mapping.parse(pairs) if pairs else Mapping.by_name()
    except SourceError as error:
        raise click.BadParameter(str(error), param=option) from error


def _once(_: click.Context, argument: click.Parameter, files: tuple[str, ...]) -> tuple[str, ...]:
    if files.count(STANDARD_INPUT) > 1:
        why = "- is standard input, which can be read only once"
        raise click.BadParameter(why, param=argument)
    return files


def _past(_: click.Context, option: click.Parameter, text: str | None) -> str | None:
    if text is None:
        return None
    said = iso_date(text.strip())
    if said is None:
        why = f"{text!r} is no ISO 8601 time: write 2026-11-26 or 2026-11-26T14:30:00Z"
        raise click.BadParameter(why, param=option)
    begun = datetime.fromisoformat(said + "-01-01"[len(said) - 4 :] if len(said) < 10 else said)
    if begun.tzinfo is None:
        begun = begun.replace(tzinfo=_FIRST_ZONE)
    if begun > datetime.now(tz=_FIRST_ZONE):
        raise click.BadParameter(f"{text!r} lies in the future", param=option)
    return said


@click.command(help=__doc__, epilog="`ingest.py fetch URL...` fetches first: see fetch --help.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, callback=_once)
@click.option(
    "--format",
    "form",
    type=choice(["auto", *Format]),
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
    callback=_past,
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
        run(load_settings(), intakes, publish=publish)
    except (ClaimsError, MatchingError, SettingsError) as error:
        click.echo(f"ingest: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["fetch"]:
        fetch(sys.argv[2:], prog_name="ingest.py fetch")
    main()
