"""Fetch pages or feeds of reviews and ingest them.

Only allowed hosts with public addresses are fetched, redirects included; robots.txt holds, and
what has not changed on the server is not sent again.
"""

from __future__ import annotations

import sys
from urllib.parse import urlsplit

import click
from tqdm import tqdm

from claims.errors import ClaimsError, SourceError
from claims.fetching.fetcher import Copy, Fetcher, Limits
from claims.fetching.guard import Guard, allow, public_addresses
from claims.ingest import Intake
from claims.sources.files import open_source
from claims.sources.page_list import read_page_list
from index.errors import MatchingError
from scripts.ingestion import run
from scripts.settings import load_settings
from service.config import SettingsError


@click.command(help=__doc__)
@click.argument("urls", metavar="URL...", nargs=-1)
@click.option(
    "--list",
    "lists",
    multiple=True,
    metavar="FILE",
    help="A local RSS, Atom or sitemap file: fetch the pages it lists.",
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    required=True,
    metavar="HOST",
    help="A host that may be fetched, with its subdomains.",
)
@click.option(
    "--max-mb", default=128, show_default=True, type=click.IntRange(1), help="Largest answer."
)
@click.option(
    "--seconds", default=60.0, show_default=True, type=click.FloatRange(1), help="Longest fetch."
)
@click.option("--source", metavar="NAME", help="What provenance calls the source. Default: host.")
@click.option("--licence", metavar="TEXT", help="The licence, where the records name none.")
@click.option("--publish", is_flag=True, help="Then build a snapshot and publish it.")
def fetch(
    urls: tuple[str, ...],
    lists: tuple[str, ...],
    hosts: tuple[str, ...],
    max_mb: int,
    seconds: float,
    source: str | None,
    licence: str | None,
    publish: bool,
) -> None:
    """The command line."""
    if not urls and not lists:
        raise click.UsageError("name a URL or a --list")
    try:
        settings = load_settings()
        guard = Guard(hosts=allow(hosts), resolve=public_addresses)
        limits = Limits(max_bytes=max_mb << 20, seconds=seconds)
        fetcher = Fetcher(guard, settings.data / "fetched", limits)
        listed, failures = _listed(lists)
        copies, missed = _fetch_all(fetcher, [*urls, *listed])
        failures += missed
        for failure in failures:
            click.echo(f"fetch: {failure}", err=True)
        if copies:
            run(settings, [_intake(copy, source, licence) for copy in copies], publish=publish)
    except (ClaimsError, MatchingError, SettingsError) as error:
        click.echo(f"fetch: {error}", err=True)
        sys.exit(1)
    sys.exit(1 if failures else 0)


def _listed(lists: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The addresses of all lists, and a sentence for every list that gave none."""
    found: list[str] = []
    failures: list[str] = []
    for path in lists:
        try:
            with open_source(path) as file:
                found += read_page_list(file)
        except SourceError as error:
            failures.append(str(error))
    return found, failures


def _fetch_all(fetcher: Fetcher, urls: list[str]) -> tuple[list[Copy], list[str]]:
    """Copies, and a sentence for every address that gave none."""
    copies: list[Copy] = []
    failures: list[str] = []
    for url in tqdm(list(dict.fromkeys(urls)), desc="fetch", unit="page", delay=1.0):
        try:
            copies.append(fetcher.fetch(url))
        except SourceError as error:
            failures.append(str(error))
    return copies, failures


def _intake(copy: Copy, source: str | None, licence: str | None) -> Intake:
    return Intake(
        path=copy.file,
        source=source or urlsplit(copy.url).hostname,
        licence=licence,
        retrieved_at=copy.retrieved_at,
        address=copy.url,
        content_type=copy.content_type,
    )
