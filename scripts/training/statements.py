"""Our own parallel statements as claims in one language and queries in others, for `fit`.

Only of the files that the shipped adapter was not trained on: what it has seen it would be too
sure of.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

import click

from scripts.training.languages import read_parallel

QUERIES = 4  # of each statement, each in another language than its claim


@click.command(help=__doc__)
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
def main(out: Path) -> None:
    """Write claims.jsonl, queries.tsv and qrels.tsv into OUT."""
    draw = random.Random(0)  # noqa: S311 - no secret
    claims, queries, qrels = [], [], []
    for statement in read_parallel(unseen=True):
        name, texts = statement.name, statement.texts
        spoken, *others = draw.sample(sorted(texts), QUERIES + 1)
        claim = {"id": name, "text": texts[spoken], "language": spoken}
        claims.append(json.dumps(claim, ensure_ascii=False))
        for language in others:
            queries.append(f"{name}-{language}\t{texts[language]}")
            qrels.append(f"{name}-{language}\t0\t{name}\t1")
    out.mkdir(parents=True, exist_ok=True)
    for file, lines in (("claims.jsonl", claims), ("queries.tsv", queries), ("qrels.tsv", qrels)):
        (out / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
    click.echo(f"{len(claims)} claims, {len(queries)} queries in {out}")


if __name__ == "__main__":
    main()
