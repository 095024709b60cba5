"""Timing: what the benchmarks share."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from index.st_encoder import SentenceTransformerEncoder

AT_LEAST_ONE = click.IntRange(1)


def seconds(do: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def spread(values: Sequence[float], digits: int) -> str:
    """The median, and lowest to highest, for people."""
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{middle:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


def on_torch(cache: Path) -> SentenceTransformerEncoder:
    """The embedded model as sentence-transformers runs it."""
    from index.models.cache import embedded_model
    from index.st_encoder import SentenceTransformerEncoder

    return SentenceTransformerEncoder(str(embedded_model(cache)))
