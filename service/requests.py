"""What callers send to have texts looked up: pydantic models. service.wire reads them."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo

from claims.model import Verdict
from index.lookup import Filters
from service.sent import (
    Address,
    Days,
    Html,
    Language,
    Limit,
    Limits,
    LongText,
    Name,
    Prefix,
    Probability,
    Text,
    limits_of,
    refuse,
)

Model = TypeVar("Model", bound=BaseModel)
_MOST_NAMES = 100


def _segments(segments: list[Segment], info: ValidationInfo) -> list[Segment]:
    limits = limits_of(info)
    if len(segments) > limits.segments:
        refuse("too_many", f"has {len(segments)} segments; the most is {limits.segments}")
    if (length := sum(len(segment.text) for segment in segments)) > limits.check:
        refuse("too_long", f"have {length} characters together; the most is {limits.check}")
    return segments


def _batch(texts: list[Any], info: ValidationInfo) -> list[Any]:
    most = limits_of(info).batch
    if len(texts) > most:
        refuse("too_many", f"has {len(texts)} texts; the most is {most}: send several batches")
    return texts


class Request(BaseModel):
    """Frozen; a field nobody knows is refused rather than ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FiltersRequest(Request):
    """Which claims may match; all of them must pass."""

    languages: list[Language] = Field(
        default=[], max_length=_MOST_NAMES, description="Languages of the claim or of a review."
    )
    publishers: list[Name] = Field(
        default=[], max_length=_MOST_NAMES, description="Sites or names of publishers."
    )
    verdicts: list[Verdict] = Field(default=[], max_length=_MOST_NAMES)
    max_age_days: Days | None = Field(
        default=None, description="Claimed or reviewed within so many days."
    )

    def filters(self) -> Filters:
        """As the matcher takes them."""
        return Filters(
            languages=tuple(self.languages),
            publishers=tuple(self.publishers),
            verdicts=tuple(self.verdicts),
            max_age_days=self.max_age_days,
        )


class Options(Request):
    """What every lookup may say besides its text."""

    lang: Language | None = Field(default=None, description="Language, where the caller knows it.")
    limit: Limit = Field(default=5, description="Most matches of one text.")
    min_probability: Probability | None = Field(
        default=None,
        description="Least probability; 0 returns the nearest claims whatever they are; left out, "
        "the encoder's calibrated threshold decides.",
    )
    filters: FiltersRequest | None = None


class MatchRequest(Options):
    """One text to look up."""

    text: Text = Field(examples=["Die Chinesische Mauer ist vom Mond aus zu sehen."])


class BatchRequest(Options):
    """Several texts; one that cannot be used fails alone."""

    texts: Annotated[list[Any], AfterValidator(_batch)] = Field(
        min_length=1, description="Strings; each is judged by itself."
    )


class CheckRequest(Options):
    """What every check may say besides its text; `lang` is that of the whole."""

    compact: bool = Field(
        default=False,
        strict=True,
        description="Only sentences with a match, and of matches only what a card shows.",
    )


class CheckTextRequest(CheckRequest):
    """A plain text of any number of sentences."""

    text: LongText
    url: Address | None = Field(default=None, description="Where it stands; kept nowhere.")


class Segment(Request):
    """A part of a page with the caller's own name for it."""

    id: Name | None = None
    text: LongText


class CheckSegmentsRequest(CheckRequest):
    """A page in parts; offsets count within each part's text."""

    segments: Annotated[list[Segment], AfterValidator(_segments)] = Field(min_length=1)
    url: Address | None = Field(default=None, description="Where they stand; kept nowhere.")


class CheckHtmlRequest(CheckRequest):
    """A page's HTML; its main text is checked. Nothing is fetched, no script is run."""

    html: Html
    url: Address | None = Field(default=None, description="Where it stands; kept nowhere.")


class HashesRequest(Request):
    """Truncated hashes of sentences; the sentences stay where they are."""

    prefixes: list[Prefix] = Field(
        min_length=1,
        max_length=_MOST_NAMES,
        description="First 3 to 5 hex digits of SHA-256 hashes, lower case.",
    )


def parse_request(model: type[Model], sent: object, limits: Limits) -> Model:
    """Validate what was sent; raises pydantic's ValidationError."""
    return model.model_validate(sent, context={"limits": limits})
