"""bench.py cluster: a re-check by one Dask worker on one processor beside two on two, by turns."""

from __future__ import annotations

import json
import sys
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from claims.errors import ClaimsError
from claims.sources.texts import Columns, Document, read_texts
from index.errors import MatchingError
from scripts.rechecking.chunks import segment
from scripts.rechecking.errors import RecheckError
from scripts.rechecking.local_cluster import local_cluster
from scripts.rechecking.request import Request
from scripts.rechecking.run import rechecked
from scripts.timing import AT_LEAST_ONE, seconds, spread
from service.config import Settings, SettingsError
from service.engine import open_encoder_of

_CHUNK = 20_000  # characters: enough chunks for two workers to share evenly
_BATCH = 1024


@click.command("cluster")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--text-column", default="text", show_default=True)
@click.option("--id-column")
@click.option(
    "--documents", type=AT_LEAST_ONE, default=1_000, show_default=True, help="The first of FILE."
)
@click.option(
    "--rounds",
    type=AT_LEAST_ONE,
    default=3,
    show_default=True,
    help="In each, both take their turn.",
)
def cluster(
    file: Path, text_column: str, id_column: str | None, documents: int, rounds: int
) -> None:
    """Time a re-check of FILE by one worker on one processor, and by two on two.

    Encoders are open before the clock starts. Then seconds of one processor a stage and sentence.
    """
    try:
        read = read_texts([str(file)], Columns(text=text_column, id=id_column))
        found = list(islice((one for one in read if isinstance(one, Document)), documents))
        with TemporaryDirectory(prefix="priorcheck-bench-") as folder:
            _compare(Settings.load(), Path(folder), found, rounds)
    except (ClaimsError, MatchingError, SettingsError, RecheckError, OSError) as error:
        click.echo(f"bench: {error}", err=True)
        sys.exit(1)


def _compare(settings: Settings, folder: Path, documents: list[Document], rounds: int) -> None:
    archive = folder / "archive.jsonl"
    lines = (json.dumps({"id": one.id, "text": one.text}) + "\n" for one in documents)
    archive.write_text("".join(lines), encoding="utf-8")
    took: dict[int, list[float]] = {1: [], 2: []}
    written = set()
    sentences = 0
    for number in range(rounds):
        for workers in took:
            place = folder / f"round{number}-{workers}"
            place.mkdir()
            with local_cluster(place, workers, processors=workers) as running:
                for name in ("warm", "timed"):
                    request = Request(
                        inputs=(str(archive),),
                        output=place / f"{name}.jsonl",
                        columns=Columns(text="text", id="id"),
                        chunk_characters=_CHUNK,
                    )
                    run = partial(_run, request, settings, running.address)
                    spent = seconds(run)
                took[workers].append(spent)
                written.add(request.output.read_bytes())
                sentences = request.output.read_bytes().count(b"\n")
    ratios = [one / two for one, two in zip(took[1], took[2], strict=True)]
    click.echo(f"{len(documents)} documents, {sentences} sentences, {rounds} rounds")
    for workers, times in took.items():
        click.echo(f"{workers} worker(s): {spread([sentences / t for t in times], 0)} sentences/s")
    click.echo(f"two beside one: x{spread(ratios, 2)}; outputs differ: {len(written) > 1}")
    _stages(settings, documents, max(1, sentences), sum(took[1]) / len(took[1]))


def _run(request: Request, settings: Settings, address: str) -> None:
    with rechecked(request, settings, cluster=address):
        pass


def _stages(settings: Settings, documents: list[Document], sentences: int, whole: float) -> None:
    """Milliseconds a sentence: cut, encoded, and all else that one worker does."""
    cut: list[str] = []
    cutting = seconds(lambda: cut.extend(s.words for d in documents for s in segment(d)))
    encoder = open_encoder_of(settings)
    encoder.encode_queries(cut[:_BATCH])
    encoding = seconds(lambda: encoder.encode_queries(cut))
    each = [1000 * spent / sentences for spent in (cutting, encoding, whole)]
    click.echo(
        f"ms a sentence: cutting {each[0]:.3f}, encoding (every processor) {each[1]:.3f}, "
        f"all of it on one worker {each[2]:.3f}"
    )


if __name__ == "__main__":
    cluster()
