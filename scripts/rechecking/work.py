"""The work on one chunk: keep what still holds, segment and encode the rest, match, compare.

`begin` and `complete` are apart so that one chunk is encoded while another is matched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Protocol

import numpy as np

from claims.sources.texts import Document
from index.changes import Change, ChangeKind, Head, compare
from index.checked import CheckedSentence
from index.recheck import one_each, stands
from index.recheck_columns import sentences_of
from scripts.rechecking.answers import UNANSWERED, Answered, Asked, Encoded
from scripts.rechecking.chunks import Chunk, segment
from scripts.rechecking.generation import Where
from scripts.rechecking.groups import groups
from scripts.rechecking.kept import Kept, take_kept
from scripts.rechecking.layout import Layout
from scripts.rechecking.part import Filled, PartSummary
from scripts.rechecking.reuse import Anew, Reuse
from scripts.rechecking.sieve import Sieve


class Answers(Protocol):
    """Whoever answers texts: the Matcher here, or a service elsewhere."""

    def known(self, asked: Asked) -> Answered | None:
        """An answer that needs no search: given lately, or the text is not worth one."""

    def encode(self, texts: Sequence[str]) -> Encoded:
        """Vectors by text, for `answer`; may run while another thread answers."""

    def answer(self, asked: Sequence[Asked], encoded: Encoded) -> list[Answered]:
        """The answers to texts that were encoded."""


@dataclass(slots=True, eq=False)
class Begun:
    """A chunk under way: where each document stood unchanged in the run before, or its rows."""

    chunk: Chunk
    places: list[Where | None]
    fresh: list[list[CheckedSentence]] = field(default_factory=list)
    answers: dict[Asked, Answered] = field(default_factory=dict)
    wanted: list[Asked] = field(default_factory=list)
    encoded: Future[Encoded] | None = None


class Work:
    """Turns chunks into parts. `head` is that of the snapshot's claims, `sieve` what is told."""

    def __init__(
        self,
        answers: Answers,
        snapshot: str,
        reuse: Reuse | None,
        head: Head,
        sieve: Sieve,
    ) -> None:
        self._answers = answers
        self._snapshot = snapshot
        self._reuse = reuse
        self._head = head
        self._sieve = sieve

    def begin(self, chunk: Chunk, threads: Executor) -> Begun:
        """Find what was there before, cut the rest into sentences, and start encoding them."""
        nowhere: list[Where | None] = [None] * len(chunk.documents)
        begun = Begun(chunk, self._reuse.unchanged(chunk) if self._reuse else nowhere)
        for document, place in zip(chunk.documents, begun.places, strict=True):
            if place is None:
                begun.fresh.append(_rows(document, self._snapshot))
        asked = dict.fromkeys(Asked.of(row) for rows in begun.fresh for row in rows)
        for one in asked:
            found = self._answers.known(one)
            if found is None:
                begun.wanted.append(one)
            else:
                begun.answers[one] = found
        texts = [one.text for one in begun.wanted]
        begun.encoded = threads.submit(self._answers.encode, texts)
        return begun

    def complete(self, begun: Begun) -> tuple[Filled, PartSummary]:
        """Match, compare with the run before, and lay out the part."""
        assert begun.encoded is not None  # noqa: S101 - set by begin
        encoded = begun.encoded.result()
        found = self._answers.answer(begun.wanted, encoded)
        begun.answers.update(zip(begun.wanted, found, strict=True))
        fresh = [[_answered(row, begun.answers) for row in rows] for rows in begun.fresh]
        kept, anew = self._keep([place for place in begun.places if place])
        now = [
            replace(one.before, answer=one.now.answer, snapshot=self._snapshot)
            for one in anew.values()
        ]
        changes = [
            change
            for pair in _told_again(kept, anew, now)
            for change in compare(*pair, head=self._head)
        ]
        new = [d for d, place in zip(begun.chunk.documents, begun.places, strict=True) if not place]
        for document, rows in zip(new, fresh, strict=True):
            changes += self._compare_document(document, one_each(rows))
        changes = _in_order(begun.chunk, map(self._sieve.crossed, changes))
        layout = Layout(
            chunk=begun.chunk,
            places=begun.places,
            snapshot=self._snapshot,
            kept=kept,
            anew={row: one.now for row, one in anew.items()},
            now=now,
            fresh=fresh,
            answers=begun.answers,
        )
        return layout.fill(changes), layout.summary(len(encoded))

    def _keep(self, places: list[Where]) -> tuple[Kept, Anew]:
        if self._reuse is None or not places:
            return take_kept((), None, ()), {}
        return self._reuse.keep(places)

    def _compare_document(self, document: Document, rows: list[CheckedSentence]) -> list[Change]:
        """A new or changed document: its sentences are told by their words."""
        before: dict[str, list[CheckedSentence]] = {}
        for old in self._reuse.before(document) if self._reuse else ():
            before.setdefault(old.text, []).append(old)
        changes = []
        for row in rows:
            same = before.get(row.text)
            old_row = same.pop(0) if same else None
            changes += compare(old_row, row, head=self._head)
        left = [old for olds in before.values() for old in olds]
        return changes + [change for old in left for change in compare(old, None)]


def _rows(document: Document, snapshot: str) -> list[CheckedSentence]:
    """A document's rows, unanswered."""
    return [
        CheckedSentence(
            document=document.id,
            ordinal=one.ordinal,
            start=one.sentence.start,
            end=one.sentence.end,
            text=one.sentence.text,
            language=one.language,
            answer=UNANSWERED,
            snapshot=snapshot,
            quote=one.quote,
        )
        for one in segment(document)
    ]


def _answered(row: CheckedSentence, answers: dict[Asked, Answered]) -> CheckedSentence:
    return replace(row, answer=answers[Asked.of(row)].answer)


def _told_again(
    kept: Kept, anew: Anew, now: Sequence[CheckedSentence]
) -> Iterator[tuple[CheckedSentence, CheckedSentence]]:
    """What was told, and is told now, of the sentences of which a row is answered anew."""
    sentence_of = groups(kept.rows)
    wanted = np.fromiter(anew, np.int64, len(anew))
    places = np.flatnonzero(np.isin(sentence_of, sentence_of[wanted]))
    others = np.setdiff1d(places, wanted)  # as they were
    before = dict(zip(others.tolist(), sentences_of(kept.rows.take(others)), strict=True))
    after = before | dict(zip(anew, now, strict=True))
    before |= {place: one.before for place, one in anew.items()}
    for _, same in groupby(places.tolist(), key=sentence_of.__getitem__):
        group = list(same)
        old, new = [before[place] for place in group], [after[place] for place in group]
        yield old[stands(old)], new[stands(new)]


def _in_order(chunk: Chunk, changes: Iterable[Change]) -> list[Change]:
    """What changed, in the order of the documents and sentences; sentences that are gone last."""
    places = {document.id: place for place, document in enumerate(chunk.documents)}

    def key(change: Change) -> tuple[int, bool, int]:
        return places[change.sentence.document], change.gone, change.sentence.ordinal

    told = [change for change in changes if change.kind is not ChangeKind.UNCHANGED]
    return sorted(told, key=key)
