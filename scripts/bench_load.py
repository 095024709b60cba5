"""bench.py load: how many lookups a second a running service answers, and how long each waits."""

from __future__ import annotations

import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path

import click
import urllib3

from scripts.bench_lookup import read_texts
from scripts.timing import AT_LEAST_ONE, spread


@click.command("load")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--url", default="http://127.0.0.1:8000", show_default=True, help="The service.")
@click.option(
    "--callers", type=AT_LEAST_ONE, default=8, show_default=True, help="Ask at the same time."
)
@click.option(
    "--lookups", type=click.IntRange(2), default=400, show_default=True, help="In each round."
)
@click.option("--rounds", type=AT_LEAST_ONE, default=3, show_default=True)
def load(file: Path, url: str, callers: int, lookups: int, rounds: int) -> None:
    """Ask a running service from several callers at once.

    FILE has a text a line; of tab-separated lines the last column counts. A text that comes again
    may be answered from the service's cache: give more texts than lookups, or look at both.
    """
    try:
        texts = list(islice(cycle(read_texts(file)), lookups * rounds))
    except (OSError, ValueError) as error:
        click.echo(f"bench: {error}", err=True)
        sys.exit(1)
    with urllib3.PoolManager(maxsize=callers, block=True, retries=False) as pool:

        def ask(text: str) -> tuple[int, float]:
            start = time.perf_counter()
            answer = pool.request("POST", f"{url.rstrip('/')}/v1/match", json={"text": text})
            return answer.status, 1000 * (time.perf_counter() - start)

        try:
            ask(texts[0])
        except urllib3.exceptions.HTTPError as error:
            click.echo(
                f"bench: nothing answers at {url}: start ./scripts/serve ({error})", err=True
            )
            sys.exit(1)
        rates: list[float] = []
        waits: list[float] = []
        statuses: set[int] = set()
        with ThreadPoolExecutor(callers) as crowd:
            for part in range(rounds):
                started = time.perf_counter()
                answers = list(crowd.map(ask, texts[part * lookups : (part + 1) * lookups]))
                rates.append(len(answers) / (time.perf_counter() - started))
                waits.extend(wait for _, wait in answers)
                statuses |= {status for status, _ in answers}
    click.echo(f"{callers} callers, {lookups} lookups a round, {rounds} rounds")
    click.echo(f"lookups a second  {spread(rates, 0)}")
    tail = statistics.quantiles(waits, n=20)[-1]
    click.echo(f"wait              median {statistics.median(waits):.1f} ms, p95 {tail:.1f} ms")
    click.echo(f"statuses          {', '.join(map(str, sorted(statuses)))}")
