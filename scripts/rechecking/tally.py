"""Tally: the matches that stand now, counted by month and by publisher, in one pass over rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from index.checked import CheckedMatch, CheckedSentence
from index.lookup import Band
from scripts.rechecking.report_rows import publisher_of

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


@dataclass(slots=True)
class Tally:
    """`months` counts by (month of the newest review, band), `publishers` by name.

    A match counts once for every publisher that reviewed its claim.
    """

    matches: int = 0
    confirmed: int = 0
    undated: int = 0
    sentences: int = 0
    documents: set[str] = field(default_factory=set)
    months: Counter[tuple[str, Band | None]] = field(default_factory=Counter)
    publishers: Counter[str] = field(default_factory=Counter)

    def over(self, rows: Iterable[CheckedSentence]) -> Iterator[CheckedSentence]:
        """The same rows, counted as they pass."""
        for row in rows:
            if row.matches:
                self.sentences += 1
                self.documents.add(row.document)
            for match in row.matches:
                self._count(match)
            yield row

    def _count(self, match: CheckedMatch) -> None:
        self.matches += 1
        self.confirmed += match.band is Band.CONFIRMED
        self.publishers.update({publisher_of(review) for review in match.reviews})
        days = [review.reviewed_at or "" for review in match.reviews]
        month = max((day[:7] for day in days if _MONTH.match(day)), default=None)
        if month is None:
            self.undated += 1
        else:
            self.months[month, match.band] += 1
