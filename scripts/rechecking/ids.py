"""distinct(): documents of which no two have one id, so that each is told from run to run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import click

from claims.sources.texts import Document, Unread
from scripts.rechecking.chunks import id_digest


def distinct(found: Iterable[Document | Unread]) -> Iterator[Document | Unread]:
    """The same; the second document of an id `7` is called `7#2`, and so on, as they come.

    Says so on standard error, at the end.
    """
    seen: dict[int, int] = {}
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


def _distinct(document: Document, seen: dict[int, int]) -> Document:
    key = _key(document.id)
    count = seen[key] = seen.get(key, 0) + 1
    if count == 1:
        return document
    while _key(f"{document.id}#{count}") in seen:
        count += 1
    seen[key] = count
    return _distinct(replace(document, id=f"{document.id}#{count}"), seen)


def _key(document_id: str) -> int:
    return int.from_bytes(id_digest(document_id)[:8])
