"""What Google's Fact Check Tools answer: unknown fields are left out, an empty answer is {}."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from claims.model import Claim, Review


class GoogleAnswer(BaseModel):
    """Frozen; camelCase names; whatever is None is left out."""

    model_config = ConfigDict(frozen=True, alias_generator=to_camel, populate_by_name=True)


class GooglePublisher(GoogleAnswer):
    """Who published a review."""

    name: str = ""
    site: str = ""


class GoogleReview(GoogleAnswer):
    """A review."""

    publisher: GooglePublisher | None = None
    url: str = ""
    title: str = ""
    review_date: str = Field(default="", description="RFC 3339, where the day is known.")
    textual_rating: str = ""
    language_code: str = ""


class GoogleClaim(GoogleAnswer):
    """A claim with its reviews."""

    text: str = ""
    claimant: str = ""
    claim_date: str = Field(default="", description="RFC 3339, where the day is known.")
    claim_review: list[GoogleReview] = Field(default=[])


class GoogleClaims(GoogleAnswer):
    """The answer to a search."""

    claims: list[GoogleClaim] = Field(default=[])
    next_page_token: str = ""


class GoogleProblem(GoogleAnswer):
    """What went wrong."""

    code: int
    message: str
    status: str = Field(description="Such as `INVALID_ARGUMENT` or `RESOURCE_EXHAUSTED`.")


class GoogleError(GoogleAnswer):
    """An error as Google's APIs say it."""

    error: GoogleProblem


def google_claim(claim: Claim, site: str | None) -> GoogleClaim:
    """A claim and its reviews, those of one site only where `site` is given."""
    found = [review for review in claim.reviews if site is None or _of(review, site)]
    return GoogleClaim(
        text=claim.text,
        claimant=claim.claimant or "",
        claim_date=_moment(claim.claimed_at),
        claim_review=[_review(review) for review in found],
    )


def _review(review: Review) -> GoogleReview:
    publisher = GooglePublisher(name=review.publisher.name or "", site=review.publisher.site or "")
    return GoogleReview(
        publisher=publisher if publisher != GooglePublisher() else None,
        url=review.url or "",
        title=review.title or "",
        review_date=_moment(review.reviewed_at),
        textual_rating=review.rating_text or "",
        language_code=review.language or "",
    )


def _of(review: Review, site: str) -> bool:
    wanted = site.strip().casefold().removeprefix("www.")
    return wanted in (
        (review.publisher.site or "").casefold().removeprefix("www."),
        (review.publisher.name or "").casefold(),
    )


def _moment(day: str | None) -> str:
    """A day as RFC 3339 has it; of a month or a year nothing, for no day is invented."""
    if day is None or len(day) < len("2000-01-01"):
        return ""
    return day[:10] + "T00:00:00Z"
