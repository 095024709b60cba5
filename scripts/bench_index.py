"""bench.py index: what the published index finds of an exact search, and at what cost."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import numpy as np

from index.encoder import Vectors
from index.errors import MatchingError
from index.faiss_index import FaissIndex
from index.publish import current_id
from index.snapshot import Snapshot
from scripts.bench_lookup import read_texts
from scripts.timing import AT_LEAST_ONE, seconds, spread
from service.config import Settings, SettingsError

_DEPTHS = (1, 10, 120)


@click.command("index")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--queries", type=AT_LEAST_ONE, default=200, show_default=True, help="Searched in each round."
)
@click.option(
    "--rounds",
    type=AT_LEAST_ONE,
    default=5,
    show_default=True,
    help="Both engines take turns in each.",
)
def index(file: Path, queries: int, rounds: int) -> None:
    """Compare the published index with an exact search of the same vectors, one query at a time.

    FILE has a text a line; of tab-separated lines the last column counts.
    """
    from service.engine import open_encoder_of

    try:
        settings = Settings.load()
        encoder = open_encoder_of(settings)
        folder = settings.snapshots / current_id(settings.snapshots)
        snapshot = Snapshot.open(folder, encoder.spec.fingerprint)
        published = FaissIndex.open(folder / "index.faiss", snapshot.manifest.dimension)
        asked = encoder.encode_queries(read_texts(file)[:queries])
    except (MatchingError, SettingsError, OSError, ValueError) as error:
        click.echo(f"bench: {error}", err=True)
        sys.exit(1)
    exact = Exact(snapshot.vectors)
    own, bare = [], []
    for _ in range(rounds):
        own.append(1000 * seconds(lambda: [published.search(q[None], 120) for q in asked]))
        bare.append(1000 * seconds(lambda: [exact.nearest(q, 120) for q in asked]))
    kind = "exact" if published.exact else "inverted file"
    click.echo(f"{len(published)} vectors, {kind}, {len(asked)} queries, {rounds} rounds in turn")
    for depth in _DEPTHS:
        found = np.mean([_recall(published, exact, query, depth) for query in asked])
        click.echo(f"recall at {depth:<3}  {found:.4f}")
    click.echo(f"a search      {spread([ms / len(asked) for ms in own], 2)} ms")
    click.echo(f"exact         {spread([ms / len(asked) for ms in bare], 2)} ms")
    ratios = [a / b for a, b in zip(own, bare, strict=True)]
    click.echo(f"ratio         {spread(ratios, 2)}, median and spread of {rounds} rounds")


class Exact:
    """An exact search by FAISS over the same rows."""

    def __init__(self, vectors: Vectors) -> None:
        import faiss

        self._engine = faiss.IndexFlatIP(vectors.shape[1])
        self._engine.add(np.ascontiguousarray(vectors, dtype=np.float32))

    def nearest(self, query: Vectors, count: int) -> set[int]:
        """The rows of the `count` nearest vectors."""
        _, rows = self._engine.search(query[None], min(count, self._engine.ntotal))
        return set(rows[0].tolist())


def _recall(published: FaissIndex, exact: Exact, query: Vectors, depth: int) -> float:
    (hits,) = published.search(query[None], depth)
    wanted = exact.nearest(query, depth)
    return len(wanted & set(hits.ids.tolist())) / len(wanted)
