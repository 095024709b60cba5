"""CheckedSentence: a sentence of a document and what was found for it, as a row keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from claims.model import Claim, Review, Verdict
from index.lookup import Band, Difference, Lookup, Match, NoMatchCode, Relation
from index.quoting import Best


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
