"""bench.py hashes: how many candidates a truncated hash brings, which is how much it hides."""

from __future__ import annotations

import sys
import time

import click
import numpy as np

from index.errors import MatchingError
from index.hashes import Hashes
from index.publish import current_id
from index.shelf import Shelf
from service.config import Settings, SettingsError
from service.sent import HASH_DIGITS


@click.command("hashes")
def hashes() -> None:
    """Hash the claims of the published snapshot and print the sizes of the buckets."""
    try:
        settings = Settings.load()
        folder = settings.snapshots / current_id(settings.snapshots)
        started = time.process_time()
        shelf = Shelf(folder / "claims.sqlite")
        found, claims = Hashes.build(shelf), len(shelf)
        seconds = time.process_time() - started
    except (MatchingError, SettingsError) as error:
        click.echo(f"bench: {error}", err=True)
        sys.exit(1)
    click.echo(f"{claims} claims, {len(found)} hashes, worked out in {seconds:.1f} s of work")
    for digits in HASH_DIGITS:
        sizes = found.bucket_sizes(digits)
        low, middle, high = np.percentile(sizes, (5, 50, 95))
        click.echo(
            f"{digits} digits: candidates a prefix mean {sizes.mean():.2f}, median {middle:.0f}, "
            f"5% to 95% {low:.0f} to {high:.0f}, most {sizes.max()}; "
            f"without any {100 * (sizes == 0).mean():.1f}%, "
            f"with one {100 * (sizes == 1).mean():.1f}%"
        )
