"""Timing: what the benchmarks share."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence


def seconds(do: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def spread(values: Sequence[float], digits: int) -> str:
    """The median, and lowest to highest, for people."""
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{middle:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"
