"""Layout: the rows of a chunk put into the order of its documents, as a part."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.changes import Change
from index.checked import CheckedSentence
from index.recheck_columns import sentence_table
from index.recheck_run import change_line
from scripts.rechecking.answers import Answered, Asked
from scripts.rechecking.chunks import Chunk
from scripts.rechecking.generation import Where
from scripts.rechecking.groups import count
from scripts.rechecking.kept import Kept, widened
from scripts.rechecking.part import Documents, Filled, Near, PartSummary, read_column, row_schema

if TYPE_CHECKING:
    import pyarrow


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layout:
    """`kept` and `fresh` have rows document by document; `now` replaces those of `anew`."""

    chunk: Chunk
    places: Sequence[Where | None]
    snapshot: str
    kept: Kept
    anew: dict[int, Answered]
    now: list[CheckedSentence]
    fresh: list[list[CheckedSentence]]
    answers: dict[Asked, Answered]

    def fill(self, changes: list[Change]) -> Filled:
        """The part."""
        fresh, vectors, near = self._vectors()
        order, lengths = self._order()
        replaced = list(self.anew)
        flat = [row for rows in self.fresh for row in rows]
        slots = np.concatenate([self.kept.slots, self.kept.slots[replaced], fresh])
        rows = self._rows(flat).take(order)
        return Filled(
            rows=_with_columns(
                rows, slots[order], self._least(flat)[order], self._read(flat).take(order)
            ),
            documents=self._documents(lengths),
            vectors=vectors,
            near=near,
            changes="".join(map(change_line, changes)),
            rejects="".join(_line(asdict(one)) for one in self.chunk.unread),
        )

    def _rows(self, flat: list[CheckedSentence]) -> pyarrow.Table:
        import pyarrow as pa

        kept = self.kept.rows
        place = kept.schema.get_field_index("snapshot")
        named = pa.repeat(pa.scalar(self.snapshot), kept.num_rows)
        kept = kept.set_column(place, kept.schema.field(place), named)
        return pa.concat_tables([kept, sentence_table([*self.now, *flat])])

    def _vectors(self) -> tuple[NDArray[np.int64], NDArray[np.float32], Near]:
        """The slots of the fresh rows, and all vectors with their nearest claims."""
        every = (*self.anew.values(), *self.answers.values())
        longest = max((len(one.near.rows) for one in every if one.near is not None), default=0)
        near = widened(self.kept.near, longest).copy()
        width = near.shape[1]
        for kept, one in self.anew.items():
            near[self.kept.slots[kept]] = _padded(one, width)
        before = len(self.kept.vectors)
        places: dict[Asked, int] = {}
        slots = []
        for sentences in self.fresh:
            for row in sentences:
                asked = Asked.of(row)
                open_text = self.answers[asked].vector is not None
                slots.append(before + places.setdefault(asked, len(places)) if open_text else -1)
        found = [self.answers[asked] for asked in places]
        vectors = [one.vector for one in found if one.vector is not None]
        if not vectors:
            return np.array(slots, np.int64), self.kept.vectors, near
        stacked = np.stack(vectors)
        if before:
            stacked = np.concatenate([self.kept.vectors, stacked])
        nearest = np.concatenate([near, np.stack([_padded(one, width) for one in found])])
        return np.array(slots, np.int64), stacked, nearest

    def _least(self, flat: list[CheckedSentence]) -> NDArray[np.float32]:
        anew = [one.least for one in self.anew.values()]
        fresh = [self.answers[Asked.of(row)].least for row in flat]
        return np.concatenate([self.kept.least, np.array(anew + fresh, np.float32)])

    def _read(self, flat: list[CheckedSentence]) -> pyarrow.ChunkedArray:
        import pyarrow as pa

        anew = [one.read for one in self.anew.values()]
        fresh = [self.answers[Asked.of(row)].read for row in flat]
        return pa.chunked_array([*self.kept.read.chunks, read_column([*anew, *fresh])])

    def _order(self) -> tuple[NDArray[np.int64], list[int]]:
        """Where each row of the part stands among kept, replaced and fresh; rows by document."""
        where = np.arange(self.kept.rows.num_rows)
        where[list(self.anew)] = len(where) + np.arange(len(self.anew))
        kept_end, fresh_end = 0, len(where) + len(self.anew)
        kept_counts, fresh_rows = iter(self.kept.counts.tolist()), iter(self.fresh)
        order, lengths = [np.empty(0, np.int64)], []
        for place in self.places:
            if place is None:
                lengths.append(len(next(fresh_rows)))
                order.append(np.arange(fresh_end, fresh_end + lengths[-1]))
                fresh_end += lengths[-1]
            else:
                lengths.append(next(kept_counts))
                order.append(where[kept_end : kept_end + lengths[-1]])
                kept_end += lengths[-1]
        return np.concatenate(order), lengths

    def _documents(self, lengths: list[int]) -> Documents:
        counts = np.array(lengths, np.int32)
        return Documents(
            ids=np.frombuffer(b"".join(self.chunk.ids), np.dtype("V16")),
            digests=np.frombuffer(b"".join(self.chunk.digests), np.dtype("V16")),
            starts=(np.cumsum(counts) - counts).astype(np.int32),
            counts=counts,
        )

    def summary(self, encoded: int) -> PartSummary:
        """What was done."""
        return PartSummary(
            documents=len(self.chunk.documents),
            rejected=len(self.chunk.unread),
            sentences=count(self.kept.rows) + sum(map(_sentences, self.fresh)),
            encoded=encoded,
            matched_anew=len(self.anew),
        )


def _sentences(rows: list[CheckedSentence]) -> int:
    return len({row.ordinal for row in rows})


def _padded(answered: Answered, width: int) -> NDArray[np.int32]:
    found = np.full(width, -1, np.int32)
    if answered.near is not None:
        found[: len(answered.near.rows)] = answered.near.rows
    return found


def _with_columns(
    rows: pyarrow.Table,
    slots: NDArray[np.int64],
    least: NDArray[np.float32],
    read: pyarrow.ChunkedArray,
) -> pyarrow.Table:
    import pyarrow as pa

    columns = [pa.array(slots.astype(np.int32)), pa.array(least), read]
    return pa.Table.from_arrays([*rows.columns, *columns], schema=row_schema())


def _line(entry: dict[str, object]) -> str:
    return json.dumps(entry, ensure_ascii=False) + "\n"
