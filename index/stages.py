"""Stages: how far a long piece of work is, shown to somebody or to nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from claims.model import Claim

Advance = Callable[[int], object]


class Show(Protocol):
    """Shows progress in stages."""

    def stage(self, name: str, total: int | None) -> AbstractContextManager[Advance]:
        """A named stage of `total` steps; the yielded function advances it."""


class Quiet:
    """Reports progress to nobody."""

    @contextmanager
    def stage(self, name: str, total: int | None) -> Iterator[Advance]:
        """A named stage of `total` steps; the yielded function advances it."""
        yield lambda _: None


def counted(claims: Iterator[Claim], advance: Advance) -> Iterator[Claim]:
    """The claims, each of which is a step."""
    for claim in claims:
        yield claim
        advance(1)
