"""Sieve: which matches are written. What it holds back stays in the state, so it may change."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claims.model import Verdict
from index.changes import Change, ChangeKind
from index.checked import CheckedMatch, CheckedReview, CheckedSentence
from index.facets import primary_subtag
from index.lookup import Band, NoMatchCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """What is empty or None lets everything pass; a match passes by one review that passes all.

    `languages` are the claims'. `min_probability` in [0, 1] holds back uncalibrated matches too.
    """

    bands: tuple[Band, ...] = ()
    min_probability: float | None = None
    publishers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    @property
    def open(self) -> bool:
        """True where everything passes."""
        return self == Sieve()

    def passes(self, match: CheckedMatch) -> bool:
        """Whether a match is written."""
        if self.bands and match.band not in self.bands:
            return False
        if self.min_probability is not None:
            if match.probability is None or match.probability < self.min_probability:
                return False
        wanted = {primary_subtag(language) for language in self.languages}
        if wanted and primary_subtag(match.claim_language) not in wanted:
            return False
        if not self.publishers and not self.verdicts:
            return True
        return any(map(self._passes_review, match.reviews))

    def _passes_review(self, review: CheckedReview) -> bool:
        if self.verdicts and review.verdict not in self.verdicts:
            return False
        names = {folded(name) for name in self.publishers}
        return not names or bool(names & {folded(review.site), folded(review.publisher)})

    def sift(self, row: CheckedSentence) -> CheckedSentence:
        """The row with what passes; `filtered_out` where nothing is left."""
        kept = tuple(match for match in row.matches if self.passes(match))
        if len(kept) == len(row.matches):
            return row
        if kept:
            return replace(row, answer=replace(row.answer, matches=kept))
        best = max(match.score for match in row.matches)
        code = NoMatchCode.FILTERED_OUT
        answer = replace(row.answer, matches=(), no_match=code, best_score=best)
        return replace(row, answer=answer)

    def crossed(self, change: Change) -> Change:
        """A match that is as it was but for what it is sieved by, such as its probability, is new
        where it passes only now, and lost where it passes no more."""
        before, now = change.before, change.now
        if change.kind is not ChangeKind.UNCHANGED or before is None or now is None:
            return change
        did, does = self.passes(before), self.passes(now)
        if did == does:
            return change
        if does:
            return replace(change, kind=ChangeKind.NEW_MATCH, before=None)
        return replace(change, kind=ChangeKind.LOST_MATCH, now=None)

    def passes_change(self, change: Change) -> bool:
        """Whether a change is told: that of a match that passes now or did before."""
        sides = (change.now, change.before)
        return any(side is not None and self.passes(side) for side in sides)


def folded(name: str | None) -> str:
    """A publisher's site or name as it is compared."""
    return (name or "").strip().casefold().removeprefix("www.")
