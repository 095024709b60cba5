"""distinct(): documents of which no two have one id, so that each is told from run to run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import click
import numpy as np

from claims.sources.texts import Document, Unread
from scripts.rechecking.chunks import id_digest

_FRESH = 1 << 16


def distinct(found: Iterable[Document | Unread]) -> Iterator[Document | Unread]:
    """The same; the second document of an id `7` is called `7#2`, and so on, as they come.

    Says so on standard error, at the end.
    """
    seen = _Seen()
    named, first = 0, ""
    for one in found:
        if isinstance(one, Document):
            again = _distinct(one, seen)
            if again is not one:
                named, first = named + 1, first or one.id
            yield again
        else:
            yield one
    if named:
        click.echo(
            f"recheck: {named} documents have the id of another, the first of them {first!r}: "
            f"they are called {first + '#2'!r} and so on",
            err=True,
        )


def _distinct(document: Document, seen: _Seen) -> Document:
    key = _key(document.id)
    if seen.add(key):
        return document
    while not seen.add(_key(named := f"{document.id}#{seen.again(key)}")):
        pass
    return replace(document, id=named)


class _Seen:
    """Keys met, in 8 bytes each, since an archive may have many millions."""

    def __init__(self) -> None:
        self._fresh: set[int] = set()
        self._sorted = np.empty(0, np.uint64)
        self._counts: dict[int, int] = {}

    def add(self, key: int) -> bool:
        """Whether it is met for the first time."""
        at = int(np.searchsorted(self._sorted, np.uint64(key)))
        if key in self._fresh or (at < len(self._sorted) and int(self._sorted[at]) == key):
            return False
        self._fresh.add(key)
        if len(self._fresh) >= max(_FRESH, len(self._sorted) // 8):
            fresh = np.fromiter(self._fresh, np.uint64, len(self._fresh))
            self._sorted = np.sort(np.concatenate([self._sorted, fresh]))
            self._fresh.clear()
        return True

    def again(self, key: int) -> int:
        """2, and one more each time."""
        count = self._counts[key] = self._counts.get(key, 1) + 1
        return count


def _key(document_id: str) -> int:
    return int.from_bytes(id_digest(document_id)[:8])
