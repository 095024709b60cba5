"""bench.py check: a page sentence by sentence beside the bare encoder, and the same page again."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.errors import MatchingError
from scripts.timing import AT_LEAST_ONE, on_torch, seconds, spread
from service.config import CHECKOUT, Settings, SettingsError

if TYPE_CHECKING:
    from flask.testing import FlaskClient

MATERIAL = CHECKOUT / "tests" / "material" / "crosslingual.jsonl"
_LANGUAGES = ("en", "de", "fr")
_LINES = {"Accept": "application/x-ndjson"}


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds of one round."""

    bare: float
    first: float
    whole: float
    again: float
    torch: float | None


@click.command("check")
@click.argument("file", type=click.Path(exists=True, path_type=Path), required=False)
@click.option(
    "--sentences", type=AT_LEAST_ONE, default=300, show_default=True, help="Sentences of the page."
)
@click.option(
    "--rounds", type=AT_LEAST_ONE, default=5, show_default=True, help="All ways take turns in each."
)
@click.option("--torch", is_flag=True, help="Also beside sentence-transformers on torch.")
def check(file: Path | None, sentences: int, rounds: int, torch: bool) -> None:
    """Time /v1/check on the published snapshot: first line, whole page, the page again.

    FILE has a sentence a line; default: claims of the test material in three languages.
    """
    try:
        texts = _sentences(file)[:sentences]
        timed, claims = _measure(texts, rounds, torch=torch)
    except (MatchingError, SettingsError, OSError, ValueError) as error:
        click.echo(f"bench: {error}", err=True)
        sys.exit(1)
    ratios = [each.bare / each.whole for each in timed]
    faster = [each.whole / each.again for each in timed]
    click.echo(f"{claims} claims, {len(texts)} sentences; median and spread of {rounds} rounds")
    click.echo(f"bare batched encoder {spread([1000 * each.bare for each in timed], 0)} ms")
    click.echo(f"first line after     {spread([1000 * each.first for each in timed], 0)} ms")
    click.echo(f"whole page           {spread([1000 * each.whole for each in timed], 0)} ms")
    click.echo(f"  throughput to bare {spread(ratios, 2)}")
    click.echo(f"the page again       {spread([1000 * each.again for each in timed], 1)} ms")
    click.echo(f"  times faster       {spread(faster, 0)}")
    if pairs := [(each.torch, each.whole) for each in timed if each.torch is not None]:
        click.echo(f"the model on torch   {spread([1000 * bare for bare, _ in pairs], 0)} ms")
        ratios = [bare / whole for bare, whole in pairs]
        click.echo(f"  whole page to that {spread(ratios, 2)}")


def _sentences(file: Path | None) -> list[str]:
    if file is not None:
        found = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    else:
        texts = [json.loads(line)["texts"] for line in MATERIAL.read_text("utf-8").splitlines()]
        found = [each[language] for language in _LANGUAGES for each in texts]
    if not any(found):
        raise ValueError(f"{file} holds no sentences")
    return [text for text in found if text]


def _measure(texts: Sequence[str], rounds: int, *, torch: bool) -> tuple[list[Round], int]:
    from index.library import Library
    from service.app import create_app, engine_of
    from service.engine import open_encoder_of

    settings = Settings.load()
    encoder = open_encoder_of(settings)
    slow = on_torch(settings.cache) if torch else None
    app = create_app(settings, Library(settings.snapshots, encoder))
    shared = engine_of(app)
    claims = shared.matcher().info.claims
    client, page = app.test_client(), {"text": "\n".join(texts)}
    _ask(client, page)  # not timed: loading and compiling
    if slow:
        slow.encode_queries(texts[:64])
    timed = []
    for _ in range(rounds):
        bare = seconds(partial(encoder.encode_queries, texts))
        shared.forget()
        first, whole = _ask(client, page)
        again = statistics.median(_ask(client, page)[1] for _ in range(5))
        torched = seconds(partial(slow.encode_queries, texts)) if slow else None
        timed.append(Round(bare, first, whole, again, torched))
    return timed, claims


def _ask(client: FlaskClient, page: dict[str, str]) -> tuple[float, float]:
    """Seconds until the first line and until the last."""
    started = time.perf_counter()
    answer = client.post("/v1/check", json=page, headers=_LINES)
    lines: Iterator[object] = iter(answer.response)
    next(lines)
    first = time.perf_counter() - started
    for _ in lines:
        pass
    whole = time.perf_counter() - started
    answer.close()
    if answer.status_code != 200:
        raise ValueError(f"/v1/check answered {answer.status_code}")
    return first, whole
