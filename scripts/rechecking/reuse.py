"""Reuse: what the run before knows and what of it holds; the rest is answered anew.

Under one basis an answer depends on its text, its language and its nearest claims only. So a row
is answered anew where one of these claims is gone or changed, or a new one may be among them; every
other row is what a whole run would write. Where the basis is another, all rows are answered anew,
from the vectors that are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.sources.texts import Document
from index.checked import CheckedSentence
from index.nearest import Near
from index.recheck import one_each
from index.recheck_columns import sentences_of
from index.segments import Segments
from scripts.rechecking.answers import Answered, Answerer, Asked
from scripts.rechecking.chunks import Chunk, id_digest
from scripts.rechecking.generation import ClaimChanges, Generation, Where
from scripts.rechecking.kept import FreshClaims, Kept, Touched, take_kept, touched
from scripts.rechecking.part import reads_of


@dataclass(frozen=True, slots=True, eq=False)
class Again:
    """A row as it was, and its answer now."""

    before: CheckedSentence
    now: Answered


Anew = dict[int, Again]


class Reuse:
    """`keeps` is False where nothing of the run before may stay, which then is only compared with.

    `changes` and `answerer` are None where a service answers: all rows hold, or none does.
    """

    def __init__(
        self,
        generation: Generation,
        *,
        answerer: Answerer | None,
        changes: ClaimChanges | None,
        keeps: bool = True,
        same_basis: bool = True,
    ) -> None:
        self._generation = generation
        self._keeps = keeps
        self._answerer = answerer
        self._changes = changes
        self._same_basis = same_basis
        self._fresh = (
            FreshClaims(answerer.snapshot, changes.fresh) if answerer and changes else None
        )

    def unchanged(self, chunk: Chunk) -> list[Where | None]:
        """Where the very same document stood, for each of a chunk."""
        if not self._keeps:
            return [None] * len(chunk.documents)
        found = zip(chunk.digests, self._generation.find(chunk.ids), strict=True)
        return [self._same(digest, places) for digest, places in found]

    def _same(self, digest: bytes, places: list[Where]) -> Where | None:
        parts = self._generation.parts
        same = (w for w in places if parts[w.part].documents.digests[w.place].tobytes() == digest)
        return next(same, None)

    def before(self, document: Document) -> list[CheckedSentence]:
        """The rows of the document of this id, whatever it said."""
        (found,) = self._generation.find([id_digest(document.id)])
        return rows_of(self._generation, found[:1])

    def keep(self, places: Sequence[Where]) -> tuple[Kept, Anew]:
        """The rows of unchanged documents, and by row the new answer of those that need one."""
        kept = take_kept(self._generation.parts, self._changes, places)
        if self._answerer is None or self._changes is None or self._fresh is None:
            return kept, {}
        if not self._same_basis:
            every = np.flatnonzero(kept.slots >= 0)
            return kept, self._answer(kept, Touched(every, {}), self._answerer)
        return kept, self._answer(kept, touched(kept, self._changes, self._fresh), self._answerer)

    def _answer(self, kept: Kept, rows: Touched, answerer: Answerer) -> Anew:
        lost, gained = rows.lost.tolist(), list(rows.gained)
        near: list[Near] = []
        if lost:
            near += answerer.search(kept.vectors[kept.slots[lost]])
        if gained:
            slots = kept.slots[gained]
            claims, owned = _either(kept.near[slots], list(rows.gained.values()))
            near += answerer.among(kept.vectors[slots], claims, owned)
        wanted = [*lost, *gained]
        if not wanted:
            return {}
        before = sentences_of(kept.rows.take(wanted))
        answerer.recall(before, reads_of(kept.read.take(wanted)))
        asked = [Asked.of(row) for row in before]
        found = answerer.match(asked, kept.vectors[kept.slots[wanted]], near)
        triples = zip(wanted, before, found, strict=True)
        return {row: Again(was, now) for row, was, now in triples}


def _either(
    old: NDArray[np.int32], new: Sequence[NDArray[np.int64]]
) -> tuple[NDArray[np.int64], Segments]:
    """The claims that were near each vector (-1 for none) and those that came, by row, once."""
    owners, places = np.nonzero(old >= 0)
    came = np.repeat(np.arange(len(new)), [len(claims) for claims in new])
    keys = np.concatenate(
        [
            owners.astype(np.int64) << 32 | old[owners, places],
            came << 32 | np.concatenate(new),
        ]
    )
    keys = np.unique(keys)
    return keys & 0xFFFFFFFF, Segments(np.bincount(keys >> 32, minlength=len(new)))


def rows_of(generation: Generation, places: Sequence[Where]) -> list[CheckedSentence]:
    """The rows that were told of some documents of a generation."""
    return one_each(sentences_of(take_kept(generation.parts, None, places).rows))
