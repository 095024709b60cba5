"""Build a snapshot from the store and publish it; a running service takes it up by itself."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click

from claims.errors import ClaimsError
from claims.store import ClaimStore
from index.build import BuildReport, build_snapshot
from index.encoders import open_encoder
from index.errors import MatchingError
from scripts.progress import Bars
from scripts.settings import load_settings
from service.config import Settings, SettingsError


def build_and_publish(settings: Settings, *, cluster: bool = False) -> BuildReport:
    """Build over all live claims of the store in the settings' data folder, and publish.

    With `cluster`, claims that say the same are merged first.
    """
    encoder = open_encoder(
        settings.encoder,
        cache=settings.cache,
        query_prefix=settings.query_prefix,
        claim_prefix=settings.claim_prefix,
    )
    with ClaimStore.open(settings.store_url, make=False) as store:
        return build_snapshot(
            store,
            encoder,
            settings.snapshots,
            fitted=settings.calibrations,
            cluster=cluster,
            progress=Bars(),
        )


@click.command(help=__doc__)
@click.option(
    "--cluster",
    is_flag=True,
    help="First merge claims that say the same; minutes for 100,000 claims.",
)
def main(cluster: bool) -> None:
    """The command line."""
    try:
        report = build_and_publish(load_settings(), cluster=cluster)
    except (ClaimsError, MatchingError, SettingsError) as error:
        click.echo(f"build_index: {error}", err=True)
        sys.exit(1)
    click.echo(json.dumps(asdict(report)))


if __name__ == "__main__":
    main()
