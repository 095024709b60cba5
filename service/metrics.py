"""Metrics: how many lookups ended how, and how long calls took. Never a text."""

from __future__ import annotations

import logging
import os
from collections import Counter as TallyOf
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0)
disable_created_metrics()  # type: ignore[no-untyped-call]
CONTENT_TYPE = CONTENT_TYPE_LATEST
_LOG = logging.getLogger("priorcheck")


class Metrics:
    """The counters of one application; of all its processes where PROMETHEUS_MULTIPROC_DIR is."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._lookups = Counter(
            "priorcheck_lookups",
            "Lookups by outcome: matched, or the code of no_match.",
            ["outcome"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "priorcheck_request_seconds",
            "Seconds until an answer began, by call and status.",
            ["call", "status"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._failed = False

    def count(self, outcomes: Iterable[str]) -> None:
        """Count how lookups ended."""
        with self._at_best():
            for outcome, times in TallyOf(outcomes).items():
                self._lookups.labels(outcome).inc(times)

    def observe(self, call: str, status: int, seconds: float) -> None:
        """Count an answer; `call` is the route, never the path."""
        with self._at_best():
            self._seconds.labels(call, str(status)).observe(seconds)

    @contextmanager
    def _at_best(self) -> Iterator[None]:
        """What cannot be counted is answered all the same; the log says so once."""
        try:
            yield
        except OSError as error:
            if not self._failed:
                _LOG.warning("calls are not counted any more: %s; start again to count", error)
            self._failed = True

    def render(self) -> bytes:
        """Everything in Prometheus' text format."""
        if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
            return generate_latest(self._registry)
        gathered = CollectorRegistry()
        MultiProcessCollector(gathered)  # type: ignore[no-untyped-call]
        return generate_latest(gathered)
