"""Make ready to serve: unpack the model, load the demo claims into a new store, publish once."""

from __future__ import annotations

import json
import shlex
import sys

import click

from claims.errors import ClaimsError
from claims.store import ClaimStore
from index.encoder import Encoder
from index.errors import MatchingError, NoSnapshot, SnapshotError
from index.models.embedded import EmbeddedEncoder
from index.publish import current_id
from service.config import Settings, SettingsError
from service.engine import open_encoder_of
from service.server import StartError, check_port

SENTENCE = "Die Chinesische Mauer kann man mit bloßem Auge vom Mond aus sehen."


def load_demo_once(settings: Settings) -> bool:
    """Load the demo claims into a store that nothing was ever written to, where none are published:
    beside a snapshot it is a mistaken store, or that of a copy which only serves."""
    from claims.demo_set import load_demo

    settings.data.mkdir(parents=True, exist_ok=True)
    with ClaimStore.open(settings.store_url) as store:
        if store.last_seq() or _is_published(settings):
            return False
        click.echo("Loading the demo claims into the empty store ...", err=True)
        load_demo(store)
    return True


def _is_published(settings: Settings) -> bool:
    try:
        current_id(settings.snapshots)
    except SnapshotError as error:
        return not isinstance(error, NoSnapshot)
    return True


def publish_once(settings: Settings, encoder: Encoder) -> bool:
    """Build and publish where no snapshot can serve; ingested claims wait for build_index.

    An update may bring another encoder or format: the store has all that a new snapshot needs.
    """
    from index.snapshot import Snapshot
    from scripts.build_index import build_and_publish

    try:
        folder = settings.snapshots / current_id(settings.snapshots)
        Snapshot.open(folder, encoder.spec.fingerprint)
    except SnapshotError as error:
        if not isinstance(error, NoSnapshot):
            click.echo(f"{error}\nBuilding it again from the store ...", err=True)
        report = build_and_publish(settings)
        click.echo(f"Published a snapshot of {report.claims} claims.", err=True)
        return True
    return False


def example(settings: Settings) -> str:
    """A lookup to try, as one line of shell."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    sent = shlex.quote(json.dumps({"text": SENTENCE}, ensure_ascii=False))
    url = f"http://{host}:{settings.port}/v1/match"
    return f"curl -s {url} -H 'Content-Type: application/json' -d {sent}"


@click.command(help=__doc__)
def main() -> None:
    """The command line."""
    try:
        settings = Settings.load()
        check_port(settings)
        encoder = open_encoder_of(settings)  # unpacks the embedded model, once
        if isinstance(encoder, EmbeddedEncoder):
            encoder.unpack()
        load_demo_once(settings)
        publish_once(settings, encoder)
    except (ClaimsError, MatchingError, SettingsError, StartError, OSError) as error:
        click.echo(f"serve: {error}", err=True)
        sys.exit(1)
    click.echo(f"Try it:\n  {example(settings)}")


if __name__ == "__main__":
    main()
