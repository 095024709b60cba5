"""one_each(): of the rows of a sentence and of what it quotes, the one that is told.

A re-check runs in four stages, each a plain function over a chunk of documents that pickles, so
that one process and a cluster run the very same ones (`scripts/rechecking`):

    read      inputs -> chunks of documents
    segment   a chunk of documents -> its sentences and what they quote, each with its language
    match     texts -> their matches, by the Matcher, each distinct text once
    write     rows -> a part on the disk, placed by rename; the rows that are told of the parts,
              in order, are the output
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from index.checked import CheckedSentence
from index.quoting import best_quoted, stands_for


def stands(rows: Sequence[CheckedSentence]) -> int:
    """The place of the row that is told of a sentence, among those of all that is looked up for it:
    of itself, unless it is nothing but a quotation, and then of what it quotes."""
    own = None if rows[0].quote else rows[0]
    quoted = rows if own is None else rows[1:]
    if not quoted:
        return 0
    place = best_quoted([row.words for row in quoted], [row.answer.best for row in quoted])
    if own is None:
        return place
    return place + 1 if stands_for(quoted[place].answer.best, own.answer.best) else 0


def one_each(rows: Iterable[CheckedSentence]) -> list[CheckedSentence]:
    """Of the rows of each sentence the one that is told."""
    groups = (list(same) for _, same in groupby(rows, key=lambda row: (row.document, row.ordinal)))
    return [some[stands(some)] for some in groups]
