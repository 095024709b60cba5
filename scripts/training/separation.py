"""Compare adapters by cosines alone: what is found first, and how far what is right stands from
what only shares a topic.

A claim's score is the highest cosine of its text and titles. Of CheckThat! and the articles, the
right claims are met with others drawn by a seed: figures of two adapters compare, but not with
those of the whole index.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from index.models.embedded import EmbeddedEncoder
from index.segments import Segments
from scripts.evaluation.paraphrases import read_paraphrases
from scripts.evaluation.trec import read_qrels, read_queries, read_sayings
from scripts.training.languages import read_parallel
from service.config import CHECKOUT, Settings

_MATERIAL = CHECKOUT / "tests" / "material"
_DEMO = CHECKOUT / "claims" / "demo" / "claims.jsonl"
_ROWS = 400
_SILENT = 0.95
_NEARER = 0.9  # of the sentences that only share a topic
_SETS = (
    ("checkthat22", "claims.jsonl.gz", ("vclaim_id", "vclaim", "title"), 4_000),
    ("articles", "articles.jsonl.gz", ("id", "title", "subtitle"), 8_000),
)

Claims = dict[str, list[str]]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Queries with the ids of their claims, among claims by id."""

    name: str
    queries: Sequence[tuple[str, frozenset[str]]]
    claims: Claims


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Of each query: how many claims are nearer than the right one; its score and the next."""

    above: NDArray[np.int64]
    right: Scores
    other: Scores

    def line(self, name: str) -> str:
        """Figures in one line."""
        silent = float(np.quantile(self.other, _SILENT))
        found = np.mean((self.right > silent) & (self.above == 0))
        return (
            f"{name:24} n {len(self.above):4}  S@1 {np.mean(self.above < 1):.3f}  "
            f"S@10 {np.mean(self.above < 10):.3f}  recall where {_SILENT:.0%} of the others are "
            f"silent {found:.3f}"
        )


def nearest_scores(encoder: Encoder, texts: Sequence[str], claims: Claims) -> Scores:
    """The score of every claim for every text, shape (texts, claims)."""
    forms = Segments(np.array([len(parts) for parts in claims.values()]))
    known = encoder.encode_claims([part for parts in claims.values() for part in parts])
    asked = encoder.encode_queries(texts)
    parts = (asked[start : start + _ROWS] @ known.T for start in range(0, len(asked), _ROWS))
    return np.concatenate([np.maximum.reduceat(part, forms.starts, axis=1) for part in parts])


def standing(encoder: Encoder, asked: Asked) -> Standing:
    """Where the right claims stand."""
    places = {name: place for place, name in enumerate(asked.claims)}
    scores = nearest_scores(encoder, [text for text, _ in asked.queries], asked.claims)
    above, right, other = [], [], []
    for row, (_, wanted) in zip(scores, asked.queries, strict=True):
        own = [places[name] for name in wanted]
        best = row[own].max()
        row[own] = -1
        above.append(int((row > best).sum()))
        right.append(best)
        other.append(row.max())
    return Standing(np.array(above), np.array(right), np.array(other))


def demo_claims() -> Claims:
    """The demo claims by record id."""
    claims = map(json.loads, _DEMO.read_text(encoding="utf-8").splitlines())
    return {claim["id"]: [claim["text"], claim["title"]] for claim in claims}


def demo_asked(path: Path) -> Asked:
    """The sentences of a file that repeat a demo claim."""
    found = [one for one in read_paraphrases(path) if one.claim_id]
    pairs = [(one.text, frozenset([one.claim_id])) for one in found]
    return Asked(path.name, pairs, demo_claims())


def unseen_asked() -> Asked:
    """Statements that no adapter has seen, each asked for in two other languages."""
    draw = random.Random(0)  # noqa: S311 - no secret
    queries, claims = [], {}
    for statement in read_parallel(unseen=True):
        spoken, *others = draw.sample(sorted(statement.texts), 3)
        claims[statement.name] = [statement.texts[spoken]]
        queries += [(statement.texts[name], frozenset([statement.name])) for name in others]
    return Asked("unseen statements", queries, claims)


def shared_asked(data: Path) -> Iterator[Asked]:
    """The dev tweets of both sets, among some of the claims."""
    for name, file, (key, *parts), drawn in _SETS:
        folder = data / name
        qrels = read_qrels(folder / "dev.qrels.tsv")
        with gzip.open(folder / file) as lines:
            every = {claim[key]: claim for claim in map(json.loads, lines)}
        others = random.Random(0).sample(sorted(every), drawn)  # noqa: S311 - no secret
        chosen = sorted(frozenset(others).union(*qrels.values()) & every.keys())
        told = {one: [every[one][part] for part in parts if every[one][part]] for one in chosen}
        claims = {one: texts for one, texts in told.items() if texts}
        queries = [
            (query.text, wanted)
            for query in read_queries(folder / "dev.queries.tsv")
            if (wanted := qrels.get(query.id, frozenset()) & claims.keys())
        ]
        yield Asked(f"{name} dev", queries, claims)


def apart_from_topics(encoder: Encoder, right: Scores) -> float:
    """The share of right claims that are nearer than most topics are to any claim."""
    queries, _ = read_sayings(_MATERIAL / "topics.tsv")
    topics = nearest_scores(encoder, [query.text for query in queries], demo_claims()).max(axis=1)
    return float(np.mean(right > np.quantile(topics, _NEARER)))


def compare(encoder: Encoder, data: Path) -> Iterator[str]:
    """Lines of figures."""
    for name in ("paraphrases.tsv", "reported.tsv"):
        asked = demo_asked(_MATERIAL / name)
        found = standing(encoder, asked)
        apart = apart_from_topics(encoder, found.right)
        yield f"{found.line(asked.name)}  nearer than {_NEARER:.0%} of topics {apart:.3f}"
    unseen = unseen_asked()
    yield standing(encoder, unseen).line(unseen.name)
    for asked in shared_asked(data) if data.exists() else ():
        yield standing(encoder, asked).line(asked.name)


@click.command(help=__doc__)
@click.argument("adapters", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--data", default=CHECKOUT.parent / "shared" / "data", type=click.Path(path_type=Path)
)
def main(adapters: tuple[Path, ...], data: Path) -> None:
    """The command line."""
    for adapter in adapters:
        click.echo(adapter)
        for line in compare(EmbeddedEncoder(Settings.load().cache, adapter=adapter), data):
            click.echo(f"  {line}")


if __name__ == "__main__":
    main()
