"""Checked sentences, and what changed between two checks of one. Pure types, no engine.

A re-check runs in four stages, each a plain function over a chunk of documents that pickles, so
that one process and a cluster run the very same ones (`scripts/rechecking`):

    read      inputs -> chunks of documents
    segment   a chunk of documents -> its sentences and what they quote, each with its language
    match     texts -> their matches, by the Matcher, each distinct text once
    write     rows -> a part on the disk, placed by rename; the rows that are told of the parts,
              in order, are the output
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from claims.model import Claim, Review, Verdict
from index.lookup import Band, Difference, Lookup, Match, NoMatchCode, Relation
from index.quoting import Best, best_quoted, stands_for


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedReview:
    """What a row keeps of a review; `reviewed_at` ISO 8601 as precise as known."""

    publisher: str | None
    site: str | None
    url: str | None
    title: str | None
    rating_text: str | None
    verdict: Verdict | None
    reviewed_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedMatch:
    """What a row keeps of a match; the fields of `index.lookup.Match` where they share a name."""

    claim_id: str
    claim_text: str
    claim_language: str | None
    score: float
    probability: float | None
    band: Band | None
    relation: Relation
    cross_language: bool | None
    differences: tuple[Difference, ...]
    reviews: tuple[CheckedReview, ...]
    found_by: str | None = None

    @property
    def verdicts(self) -> tuple[tuple[str, str], ...]:
        """Who says what: (site or name, verdict or the rating's words), sorted, no doubles."""
        pairs = ((r.site or r.publisher, r.verdict or r.rating_text) for r in self.reviews)
        return tuple(sorted({(_folded(who), said or "") for who, said in pairs}))


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedText:
    """The answer to one text, wherever it stands: matches best first, or the reason for none."""

    no_match: NoMatchCode | None
    best_score: float | None
    matches: tuple[CheckedMatch, ...]

    @property
    def best(self) -> Best | None:
        """The best match."""
        for one in self.matches:
            return Best(one.claim_id, one.band, one.probability, one.score)
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedQuote:
    """What a sentence quotes, where that stands in the document, who said it, if anybody is named,
    and its language."""

    text: str
    start: int
    end: int
    speaker: str | None
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSentence:
    """A sentence, where it stands, and its answer, or that of its `quote`. A part has a row for all
    that was looked up for a sentence, the output only the one that is told: see `one_each`.

    `ordinal` counts the document's sentences from 0; `start` and `end` are code points of its text:
    `document_text[start:end] == text`. `snapshot` is the id of the one that answered.
    """

    document: str
    ordinal: int
    start: int
    end: int
    text: str
    language: str | None
    answer: CheckedText
    snapshot: str
    quote: CheckedQuote | None = None

    @property
    def words(self) -> str:
        """What was looked up."""
        return self.quote.text if self.quote else self.text

    @property
    def spoken(self) -> str | None:
        """The language of what was looked up."""
        return self.quote.language if self.quote else self.language

    @property
    def matches(self) -> tuple[CheckedMatch, ...]:
        """The answer's matches."""
        return self.answer.matches


class ChangeKind(StrEnum):
    """What became of one match between two checks."""

    NEW_MATCH = "new_match"
    LOST_MATCH = "lost_match"
    VERDICT_CHANGED = "verdict_changed"
    RELATION_CHANGED = "relation_changed"
    CLAIM_WITHDRAWN = "claim_withdrawn"
    BAND_CHANGED = "band_changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One match of one sentence, before and now; at least one side is there.

    `sentence` is the present row, or the previous one where the text itself is gone (`gone`).
    `since` is when what is said now was first said, ISO 8601; None where that is not known.
    """

    kind: ChangeKind
    sentence: CheckedSentence
    before: CheckedMatch | None
    now: CheckedMatch | None
    gone: bool = False
    since: str | None = None

    @property
    def match(self) -> CheckedMatch:
        """The match as it stands, or as it last stood."""
        found = self.now or self.before
        assert found is not None  # noqa: S101 - one side is always there
        return found


# The id of the claim that a claim is shown under now, by its own; None where it is withdrawn.
Head = Callable[[str], str | None]
_Matches = Mapping[str, CheckedMatch]


def itself(claim_id: str) -> str | None:
    """The head of every claim where none is withdrawn or merged."""
    return claim_id


def compare(
    before: CheckedSentence | None, now: CheckedSentence | None, *, head: Head = itself
) -> list[Change]:
    """Every match of either check, what became of it, in the order of the present matches.

    A match may change in verdict, relation and band: then it yields each. Claims that were merged
    or parted in between go on as what they are shown under now. Rows are of one sentence, or None.
    """
    sentence = now or before
    if sentence is None:
        return []
    old = {match.claim_id: match for match in before.matches} if before else {}
    new = {match.claim_id: match for match in now.matches} if now else {}
    goes_on = _goes_on(old, new, head) if now else {}
    was = {stands: old[claim_id] for claim_id, stands in reversed(goes_on.items())}
    was.update((claim_id, old[claim_id]) for claim_id in old if claim_id in new)
    changes = [
        Change(kind=kind, sentence=sentence, before=was.get(claim_id), now=match)
        for claim_id, match in new.items()
        for kind in _kinds(was.get(claim_id), match)
    ]
    for claim_id in (known for known in old if known not in goes_on):
        taken = now is not None and head(claim_id) is None
        kind = ChangeKind.CLAIM_WITHDRAWN if taken else ChangeKind.LOST_MATCH
        changes.append(
            Change(kind=kind, sentence=sentence, before=old[claim_id], now=None, gone=now is None)
        )
    return changes


def _goes_on(old: _Matches, new: _Matches, head: Head) -> dict[str, str]:
    """Under which claim each match of before stands now, but for those that stand no more."""
    found: dict[str, str] = {}
    for claim_id, match in old.items():
        stands = claim_id if claim_id in new else head(claim_id)
        if stands == claim_id and claim_id not in new:
            stands = match.found_by  # which may be out of the cluster again
        if stands is not None and stands in new:
            found[claim_id] = stands
    return found


def _kinds(before: CheckedMatch | None, now: CheckedMatch) -> Sequence[ChangeKind]:
    if before is None:
        return (ChangeKind.NEW_MATCH,)
    found = []
    if before.verdicts != now.verdicts:
        found.append(ChangeKind.VERDICT_CHANGED)
    if before.relation != now.relation:
        found.append(ChangeKind.RELATION_CHANGED)
    if before.band != now.band:
        found.append(ChangeKind.BAND_CHANGED)
    return found or (ChangeKind.UNCHANGED,)


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


def checked(lookup: Lookup) -> CheckedText:
    """What a row keeps of a lookup."""
    missing = lookup.no_match
    return CheckedText(
        no_match=missing.code if missing else None,
        best_score=missing.best_score if missing else None,
        matches=tuple(map(_match, lookup.matches)),
    )


def _match(match: Match) -> CheckedMatch:
    claim: Claim = match.claim
    return CheckedMatch(
        claim_id=claim.id,
        claim_text=claim.text,
        claim_language=claim.language,
        score=match.score,
        probability=match.probability,
        band=match.band,
        relation=match.relation,
        cross_language=match.cross_language,
        differences=match.differences,
        reviews=tuple(map(_review, claim.reviews)),
        found_by=match.found_by,
    )


def _review(review: Review) -> CheckedReview:
    return CheckedReview(
        publisher=review.publisher.name,
        site=review.publisher.site,
        url=review.url,
        title=review.title,
        rating_text=review.rating_text,
        verdict=review.verdict,
        reviewed_at=review.reviewed_at,
    )


def _folded(name: str | None) -> str:
    return (name or "").strip().casefold().removeprefix("www.")
