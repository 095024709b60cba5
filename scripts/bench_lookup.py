"""bench.py lookup: what a whole lookup costs beside the bare encoding and search it contains."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from pathlib import Path

import click

from index.encoder import Encoder
from index.errors import MatchingError
from index.matcher import Matcher
from index.publish import current_id
from index.snapshot import Snapshot
from scripts.timing import AT_LEAST_ONE, seconds, spread
from service.config import Settings, SettingsError

NEAREST = 120  # vectors that a lookup asks the engine for


@click.command("lookup")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--queries", type=AT_LEAST_ONE, default=100, show_default=True, help="Looked up in each round."
)
@click.option(
    "--rounds",
    type=AT_LEAST_ONE,
    default=5,
    show_default=True,
    help="Both ways take turns in each.",
)
def lookup(file: Path, queries: int, rounds: int) -> None:
    """Time lookups on the published snapshot, one text at a time.

    FILE has a text a line; of tab-separated lines the last column counts.
    """
    try:
        settings = Settings.load()
        started = time.perf_counter()
        encoder, snapshot = _open(settings)
        matcher = Matcher(snapshot, encoder)
        texts = read_texts(file)[:queries]
        matcher.match(texts[:3])
        ready = time.perf_counter() - started
    except (MatchingError, SettingsError, OSError, ValueError) as error:
        click.echo(f"bench: {error}", err=True)
        sys.exit(1)
    ratios, bare, whole = [], [], []
    for _ in range(rounds):
        pairs = [_pair(matcher, encoder, snapshot, text) for text in texts]
        bare.append(statistics.median(a for a, _ in pairs))
        whole.append(statistics.median(b for _, b in pairs))
        ratios.append(statistics.median(b / a for a, b in pairs))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    click.echo(
        f"{matcher.info.claims} claims, {len(snapshot.vectors)} vectors, open in {ready:.1f} s"
    )
    click.echo(f"bare encode + search {spread(bare, 1)} ms")
    click.echo(f"whole lookup         {spread(whole, 1)} ms")
    click.echo(f"ratio                {spread(ratios, 2)}, median and spread of {rounds} rounds")
    click.echo(f"peak memory          {memory:.0f} MB")


def _open(settings: Settings) -> tuple[Encoder, Snapshot]:
    from service.engine import open_encoder_of

    encoder = open_encoder_of(settings)
    folder = settings.snapshots / current_id(settings.snapshots)
    return encoder, Snapshot.open(folder, encoder.spec.fingerprint)


def read_texts(file: Path) -> list[str]:
    """The texts of a file, of tab-separated lines the last column; raises ValueError for none."""
    lines = file.read_text(encoding="utf-8").splitlines()
    found = [line.split("\t")[-1] for line in lines if line.strip()]
    if not found:
        raise ValueError(f"{file} holds no texts")
    return found


def _pair(matcher: Matcher, encoder: Encoder, snapshot: Snapshot, text: str) -> tuple[float, float]:
    """Milliseconds of the bare and of the whole lookup, one right after the other."""

    def bare() -> None:
        snapshot.search(encoder.encode_queries([text]), NEAREST)

    return 1000 * seconds(bare), 1000 * seconds(lambda: matcher.match([text]))
