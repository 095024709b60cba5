"""Compare adapters by cosines alone: what is found first, and how far what is right stands from
what only shares a topic.

A claim's score is the highest cosine of its text and of its titles with it. Of CheckThat! and the
articles, the right claims are met with others drawn by a seed: figures of two adapters compare, but
not with those of the whole index.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import click
import numpy as np
import torch

from index.encoder import Encoder
from index.models.embedded import EmbeddedEncoder
from scripts.evaluation.paraphrases import read_paraphrases
from scripts.evaluation.trec import read_qrels, read_queries, read_sayings
from scripts.training.languages import read_parallel
from scripts.training.measure import SILENT, Ranked, rank
from scripts.training.records import read_records
from service.config import CHECKOUT, Settings

_MATERIAL = CHECKOUT / "tests" / "material"
_DEMO = CHECKOUT / "claims" / "demo" / "claims.jsonl"
_NEARER = 0.9  # of the sentences that only share a topic
_SETS = (
    ("checkthat22", "claims.jsonl.gz", ("vclaim_id", "vclaim", "title"), 4_000),
    ("articles", "articles.jsonl.gz", ("id", "title", "subtitle"), 8_000),
)

Claims = dict[str, list[str]]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Queries with the ids of their claims, among claims by id."""

    name: str
    queries: Sequence[tuple[str, frozenset[str]]]
    claims: Claims


def ranked(encoder: Encoder, asked: Asked) -> Ranked:
    """Where the right claims stand."""
    places = {name: place for place, name in enumerate(asked.claims)}
    most = max(1, *(len(wanted) for _, wanted in asked.queries))
    relevant = np.full((len(asked.queries), most), -1, np.int64)
    for row, (_, wanted) in zip(relevant, asked.queries, strict=True):
        row[: len(wanted)] = [places[name] for name in wanted]
    queries = encoder.encode_queries([text for text, _ in asked.queries])
    # a claim with fewer texts than others has its first one again, which changes no maximum
    sides = zip_longest(*asked.claims.values())
    firsts = [parts[0] for parts in asked.claims.values()]
    told = [[part or first for part, first in zip(side, firsts, strict=True)] for side in sides]
    vectors = [torch.from_numpy(encoder.encode_claims(side)) for side in told]
    return rank(torch.from_numpy(queries), vectors, relevant)


def figures(name: str, found: Ranked) -> str:
    """In one line."""
    return (
        f"{name:24} n {len(found.best):4}  S@1 {found.success(1).mean():.3f}  "
        f"S@10 {found.success(10).mean():.3f}  recall where {SILENT:.0%} of the others are "
        f"silent {found.recall_when_silent():.3f}"
    )


def forms(text: str, titles: Sequence[str], alone: bool) -> list[str]:
    """The text, and titles with the text or alone."""
    return [text, *(title if alone else f"{text} {title}" for title in titles)]


def demo_claims(alone: bool) -> Claims:
    """The demo claims by record id."""
    claims = map(json.loads, _DEMO.read_text(encoding="utf-8").splitlines())
    return {claim["id"]: forms(claim["text"], [claim["title"]], alone) for claim in claims}


def demo_asked(path: Path, alone: bool) -> Asked:
    """The sentences of a file that repeat a demo claim."""
    found = [one for one in read_paraphrases(path) if one.claim_id]
    pairs = [(one.text, frozenset([one.claim_id])) for one in found]
    return Asked(path.name, pairs, demo_claims(alone))


def unseen_asked() -> Asked:
    """Statements that no adapter has seen, each asked for in two other languages."""
    draw = random.Random(0)  # noqa: S311 - no secret
    queries, claims = [], {}
    for statement in read_parallel(unseen=True):
        spoken, *others = draw.sample(sorted(statement.texts), 3)
        claims[statement.name] = [statement.texts[spoken]]
        queries += [(statement.texts[name], frozenset([statement.name])) for name in others]
    return Asked("unseen statements", queries, claims)


def shared_asked(data: Path, alone: bool) -> Iterator[Asked]:
    """The dev tweets of both sets, among some of the claims."""
    for name, file, (key, *parts), drawn in _SETS:
        folder = data / name
        qrels = read_qrels(folder / "dev.qrels.tsv")
        every = {claim[key]: claim for claim in read_records(folder / file)}
        others = random.Random(0).sample(sorted(every), drawn)  # noqa: S311 - no secret
        chosen = sorted(frozenset(others).union(*qrels.values()) & every.keys())
        told = {one: [every[one][part] for part in parts if every[one][part]] for one in chosen}
        claims = {one: forms(texts[0], texts[1:], alone) for one, texts in told.items() if texts}
        queries = [
            (query.text, wanted)
            for query in read_queries(folder / "dev.queries.tsv")
            if (wanted := qrels.get(query.id, frozenset()) & claims.keys())
        ]
        yield Asked(f"{name} dev", queries, claims)


def nearest_topics(encoder: Encoder, alone: bool) -> float:
    """What most sentences that only share a topic stay below, whatever claim they are nearest."""
    queries, _ = read_sayings(_MATERIAL / "topics.tsv")
    topics = Asked("topics", [(query.text, frozenset()) for query in queries], demo_claims(alone))
    return float(np.quantile(ranked(encoder, topics).best, _NEARER))


def compare(encoder: Encoder, data: Path, alone: bool) -> Iterator[str]:
    """Lines of figures."""
    topics = nearest_topics(encoder, alone)
    for name in ("paraphrases.tsv", "reported.tsv"):
        found = ranked(encoder, demo_asked(_MATERIAL / name, alone))
        apart = f"nearer than {_NEARER:.0%} of topics {np.mean(found.right > topics):.3f}"
        yield f"{figures(name, found)}  {apart}"
    for asked in (unseen_asked(), *(shared_asked(data, alone) if data.exists() else ())):
        yield figures(asked.name, ranked(encoder, asked))


@click.command(help=__doc__)
@click.argument("adapters", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--data", default=CHECKOUT.parent / "shared" / "data", type=click.Path(path_type=Path)
)
@click.option("--titles-alone", is_flag=True, help="Not with the text that they stand over.")
def main(adapters: tuple[Path, ...], data: Path, titles_alone: bool) -> None:
    """The command line."""
    for adapter in adapters:
        click.echo(adapter)
        encoder = EmbeddedEncoder(Settings.load().cache, adapter=adapter)
        for line in compare(encoder, data, titles_alone):
            click.echo(f"  {line}")


if __name__ == "__main__":
    main()
