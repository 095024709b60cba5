"""Run: what became of the records of one file, while it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from claims.fields import page_of
from claims.model import Record
from claims.rejects import RejectsFile
from claims.seen import Seen
from claims.sources.draft import Accepted, Outcome, Rejected, Remark, Retold
from claims.store import ClaimStore, UpsertCounts

_CONFLICT = "an earlier record of this file has the same identity and says something else"
_REUSED = "an id names another text now: what it named before is withdrawn"
_SUPERSEDED = "the page says something else now: what it said before is withdrawn"


class Run:
    """Stores what a file holds, and counts it. Of a page, `address` is where it was fetched."""

    def __init__(
        self,
        store: ClaimStore,
        rejects: RejectsFile,
        seen: Seen | None,
        file: str,
        address: str | None = None,
    ) -> None:
        self._store = store
        self._file = file
        self._rejects = rejects
        self._seen = seen
        self._page = page_of(address) if address else None
        self._own: list[Record] = []  # what the page says of itself
        self.counts = UpsertCounts()
        self.rejected = 0
        self.warnings: Counter[str] = Counter()

    @property
    def read(self) -> int:
        """How many records there were so far."""
        return self.counts.new + self.counts.changed + self.counts.unchanged + self.rejected

    def take(self, batch: list[Outcome]) -> None:
        """Store or reject a batch."""
        accepted, retold = [], []
        for outcome in batch:
            if isinstance(outcome, Rejected):
                self._reject(outcome)
            elif isinstance(outcome, Retold):
                retold.append(outcome.told)
            elif isinstance(outcome, Remark):
                self.warnings[outcome.warning] += outcome.records
            else:
                accepted.append(outcome)
        if retold:
            self._count(self._store.restore(retold, file=self._file))
        fresh = list(self._fresh(accepted))
        self._count(self._store.upsert((one.record for one in fresh), file=self._file))
        for one in fresh:
            self.warnings.update(one.warnings)
        self._own += [one.record for one in fresh if self._is_own(one.record)]

    def end(self) -> None:
        """All was read: what a page said of itself before, and does not repeat, is withdrawn. Not
        where a record of it was rejected: that may be what it says now."""
        if self.rejected or not self._own:
            return
        found = self._store.supersede(self._own, file=self._file)
        self.counts += UpsertCounts(changed=found.back, unchanged=-found.back)
        if found.withdrawn:
            self.warnings[_SUPERSEDED] += found.withdrawn

    def _is_own(self, record: Record) -> bool:
        url = record.review.url
        return self._page is not None and url is not None and page_of(url) == self._page

    def _count(self, counts: UpsertCounts) -> None:
        self.counts += counts
        if counts.reused:
            self.warnings[_REUSED] += counts.reused

    def _fresh(self, accepted: list[Accepted]) -> Iterator[Accepted]:
        if self._seen is None:
            yield from accepted
            return
        for one, standing in zip(accepted, self._seen.admit(accepted), strict=True):
            if standing == "fresh":
                yield one
            elif standing == "repeated":
                self.counts += UpsertCounts(unchanged=1)
                self.warnings["the same record twice"] += 1
            else:
                self._reject(Rejected(line=one.line, reason=_CONFLICT, original=one.original))

    def _reject(self, rejected: Rejected) -> None:
        self._rejects.write(rejected)
        self.rejected += 1
