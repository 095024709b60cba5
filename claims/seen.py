"""Seen: which identities a file has already used, kept on disk so that memory stays bounded."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from types import TracebackType
from typing import Literal, Self

from claims.errors import StoreError
from claims.sources.draft import Accepted

Standing = Literal["fresh", "repeated", "conflicting"]


class Seen:
    """Tells records that repeat or contradict an earlier one of the same file."""

    def __init__(self) -> None:
        # an unnamed database lives in a temporary file that goes with its connection
        self._table = sqlite3.connect("", isolation_level=None)
        self._table.execute("CREATE TABLE seen (identity INTEGER PRIMARY KEY, content INTEGER)")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._table.close()

    def admit(self, batch: list[Accepted]) -> list[Standing]:
        """Where each record of a batch stands; the first of its identity is fresh."""
        keys = [_identities(accepted) for accepted in batch]
        try:
            known = self._known({identity for pairs in keys for identity, _ in pairs})
            before = set(known)
            standings = [_standing(pairs, known) for pairs in keys]
            fresh = [(i, content) for i, content in known.items() if i not in before]
            self._table.execute("BEGIN")
            self._table.executemany("INSERT INTO seen VALUES (?, ?)", fresh)
            self._table.execute("COMMIT")
        except sqlite3.Error as error:
            raise StoreError(
                f"the temporary folder failed ({error}): free some space and run again"
            ) from error
        return standings

    def _known(self, identities: Iterable[int]) -> dict[int, int]:
        wanted = list(identities)
        found: dict[int, int] = {}
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            marks = ",".join("?" * len(some))
            query = f"SELECT identity, content FROM seen WHERE identity IN ({marks})"  # noqa: S608
            found.update(self._table.execute(query, some).fetchall())
        return found


def _standing(pairs: list[tuple[int, int]], known: dict[int, int]) -> Standing:
    if any(known.get(identity, content) != content for identity, content in pairs):
        return "conflicting"
    if pairs[0][0] in known:
        return "repeated"
    known.update(pairs)
    return "fresh"


def _identities(accepted: Accepted) -> list[tuple[int, int]]:
    """The review with its content, and the claim with its text where the source keys claims.

    Hashes are those of this process, as the table is.
    """
    record = accepted.record
    review = (
        hash((record.claim_key, record.review_name)),
        hash(record.review.provenance.content_sha256),
    )
    if record.claim_key.startswith("id"):
        return [review, (hash(record.claim_key), hash(record.text))]
    return [review]
