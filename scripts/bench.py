"""Measure this machine: the figures in the README come from here."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import click

from index.encoder import Encoder
from index.errors import MatchingError
from index.models.embedded import EmbeddedEncoder
from scripts.bench_check import check
from scripts.bench_cluster import cluster
from scripts.bench_hashes import hashes
from scripts.bench_index import index
from scripts.bench_ingest import ingest
from scripts.bench_load import load
from scripts.bench_lookup import lookup
from scripts.bench_recheck import recheck
from scripts.timing import AT_LEAST_ONE, on_torch, seconds, spread
from service.config import Settings, SettingsError

DEMO_CLAIMS = Path(__file__).parent.parent / "claims" / "demo" / "claims.jsonl"
SINGLES = 40  # lookups of one sentence in each round


@dataclass(slots=True)
class Timing:
    """One engine's figures, a value a round."""

    rates: list[float] = field(default_factory=list)  # sentences a second, in batches
    waits: list[float] = field(default_factory=list)  # milliseconds for one sentence


@click.group(help=__doc__)
def main() -> None:
    """The command line."""


for command in (cluster, lookup, index, ingest, load, hashes, check, recheck):
    main.add_command(command)


@main.command("encode")
@click.argument("file", type=click.Path(exists=True, path_type=Path), default=DEMO_CLAIMS)
@click.option(
    "--sentences", type=AT_LEAST_ONE, default=512, show_default=True, help="Encoded in each round."
)
@click.option(
    "--rounds", type=AT_LEAST_ONE, default=5, show_default=True, help="Engines take turns in each."
)
def encode(file: Path, sentences: int, rounds: int) -> None:
    """Time the embedded model on torch and on its own runtime.

    FILE has a sentence a line, or a JSON object a line with a "text"; default: demo claims.
    """
    try:
        texts = list(islice(cycle(_sentences(file)), sentences))
        timings = _take_turns(_engines(Settings.load().cache), texts, rounds)
    except (MatchingError, SettingsError, OSError, ValueError) as error:
        click.echo(f"bench: {error}", err=True)
        sys.exit(1)
    click.echo(f"{len(texts)} sentences in batches, {SINGLES} singly, {rounds} rounds in turn")
    click.echo("median (lowest to highest); ratios are to torch in the same round")
    for name, timing in timings.items():
        click.echo(_encode_line(name, timing, timings["torch float32"]))


def _sentences(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    try:
        found = [json.loads(line)["text"] if line.startswith("{") else line for line in lines]
    except KeyError:
        raise ValueError(f"{file} has an object without a text") from None
    if not any(found):
        raise ValueError(f"{file} holds no sentences")
    return [text for text in found if text]


def _engines(cache: Path) -> dict[str, Encoder]:
    return {
        "torch float32": on_torch(cache),
        "own float32": EmbeddedEncoder(cache, precision="f32"),
        "own default": EmbeddedEncoder(cache),
    }


def _take_turns(
    engines: dict[str, Encoder], texts: Sequence[str], rounds: int
) -> dict[str, Timing]:
    """Time every engine once a round, so that a busy neighbour slows all of them alike."""
    timings = {name: Timing() for name in engines}
    for encoder in engines.values():
        encoder.encode_claims(texts[:64])  # not timed: loading and compiling
    for _ in range(rounds):
        for name, encoder in engines.items():
            batch = seconds(partial(encoder.encode_claims, texts))
            timings[name].rates.append(len(texts) / batch)
            asked = [partial(encoder.encode_queries, [text]) for text in texts[:SINGLES]]
            singles = [seconds(ask) for ask in asked]
            timings[name].waits.append(1000 * statistics.median(singles))
    return timings


def _encode_line(name: str, timing: Timing, base: Timing) -> str:
    faster = [own / other for own, other in zip(timing.rates, base.rates, strict=True)]
    sooner = [other / own for own, other in zip(timing.waits, base.waits, strict=True)]
    return (
        f"{name:14}{spread(timing.rates, 0)} sentences/s, x{spread(faster, 2)}; "
        f"single {spread(timing.waits, 1)} ms, x{spread(sooner, 2)}"
    )


if __name__ == "__main__":
    main()
