"""What callers send: pydantic models of every request. service.wire reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, NoReturn, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    StrictStr,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from claims.fields import language_tag
from claims.model import Verdict
from claims.text import SURROGATE
from index.lookup import Filters
from service.config import Settings

Model = TypeVar("Model", bound=BaseModel)
_MOST_NAMES = 100
_MOST_IN_SQL = 2**63 - 1  # what databases count to
_PAGE = 10  # claims that Google's call answers where it is not asked for a number
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,4}")
HASH_DIGITS = range(3, 6)
_HASH_PREFIX = re.compile(rf"[0-9a-f]{{{HASH_DIGITS[0]},{HASH_DIGITS[-1]}}}")
# For readers of the document; code decides. What `\s` leaves out in their dialect is space to us.
_VISIBLE = r"^[^\u0000]*[^\s\u0000\u001c-\u001f\u0085][^\u0000]*$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the settings allow a caller to ask for."""

    text: int
    check: int
    html: int
    sentences: int
    segments: int
    batch: int
    matches: int

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """The limits of these settings."""
        return cls(
            text=settings.max_text_chars,
            check=settings.max_check_chars,
            html=settings.max_html_chars,
            sentences=settings.max_sentences,
            segments=settings.max_segments,
            batch=settings.max_batch,
            matches=settings.max_limit,
        )


def _limits(info: ValidationInfo) -> Limits:
    limits = (info.context or {}).get("limits")
    if not isinstance(limits, Limits):
        raise TypeError("validate requests with a context that holds the limits")
    return limits


def _refuse(kind: str, sentence: str) -> NoReturn:
    raise PydanticCustomError(kind, sentence)


def _encodable(text: object) -> object:
    """Refuse what no UTF-8 text holds before pydantic meets it."""
    if isinstance(text, str):
        if not text.isascii() and SURROGATE.search(text):
            _refuse("lone_surrogate", "holds half of a surrogate pair: send well-formed Unicode")
        if "\0" in text:
            _refuse("nul", "holds a NUL character: remove it")
    return text


def _sayable(text: str, most: int) -> str:
    if not text.strip():
        _refuse("empty", "is empty: send a sentence")
    if len(text) > most:
        _refuse("too_long", f"has {len(text)} characters; the most is {most}")
    return text


def _text(text: str, info: ValidationInfo) -> str:
    return _sayable(text, _limits(info).text)


def _long_text(text: str, info: ValidationInfo) -> str:
    return _sayable(text, _limits(info).check)


def _html(text: str, info: ValidationInfo) -> str:
    return _sayable(text, _limits(info).html)


def _segments(segments: list[Segment], info: ValidationInfo) -> list[Segment]:
    limits = _limits(info)
    if len(segments) > limits.segments:
        _refuse("too_many", f"has {len(segments)} segments; the most is {limits.segments}")
    if (length := sum(len(segment.text) for segment in segments)) > limits.check:
        _refuse("too_long", f"have {length} characters together; the most is {limits.check}")
    return segments


def _language(tag: str) -> str:
    if not _TAG.fullmatch(tag):
        _refuse("language", "is not a language tag: send one such as de or pt-BR")
    return language_tag(tag) or tag


def _prefix(prefix: str) -> str:
    if not _HASH_PREFIX.fullmatch(prefix):
        _refuse("prefix", "is not the first 3 to 5 hex digits of a hash, in lower case")
    return prefix


def _limit(limit: int, info: ValidationInfo) -> int:
    most = _limits(info).matches
    if limit > most:
        _refuse("too_many", f"must be at most {most}")
    return limit


def _batch(texts: list[Any], info: ValidationInfo) -> list[Any]:
    most = _limits(info).batch
    if len(texts) > most:
        _refuse("too_many", f"has {len(texts)} texts; the most is {most}: send several batches")
    return texts


def _number(value: object) -> object:
    if isinstance(value, (str, bool)):
        _refuse("number", "must be a number")
    # A whole number is compared as one: pydantic reads none beyond 64 bits from a float.
    return int(value) if isinstance(value, float) and value.is_integer() else value


LANGUAGE = {
    "type": "string",
    "pattern": rf"^{_TAG.pattern}$",
    "description": "BCP 47 language tag, such as `de` or `pt-BR`.",
    "examples": ["de"],
}
SAYABLE = {"type": "string", "minLength": 1, "pattern": _VISIBLE}
Text = Annotated[
    StrictStr, BeforeValidator(_encodable), AfterValidator(_text), WithJsonSchema(SAYABLE)
]
LongText = Annotated[
    StrictStr, BeforeValidator(_encodable), AfterValidator(_long_text), WithJsonSchema(SAYABLE)
]
Html = Annotated[
    StrictStr, BeforeValidator(_encodable), AfterValidator(_html), WithJsonSchema(SAYABLE)
]
Name = Annotated[
    StrictStr,
    Field(min_length=1, max_length=200, pattern=r"^[^\x00]*$"),
    BeforeValidator(_encodable),
]
Address = Annotated[
    StrictStr,
    Field(min_length=1, max_length=2048, pattern=r"^[^\x00]*$"),
    BeforeValidator(_encodable),
]
Language = Annotated[
    StrictStr,
    BeforeValidator(_encodable),
    AfterValidator(_language),
    WithJsonSchema(LANGUAGE),
]
# Bounds stand before the validators: behind one they would be missing in the document.
Limit = Annotated[int, Field(ge=1), BeforeValidator(_number), AfterValidator(_limit)]
Probability = Annotated[float, Field(ge=0, le=1), BeforeValidator(_number)]
Days = Annotated[int, Field(ge=0, le=100_000), BeforeValidator(_number)]


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


HASH_PREFIX = {
    "type": "string",
    "pattern": f"^{_HASH_PREFIX.pattern}$",
    "examples": ["3fa9"],
}
Prefix = Annotated[
    StrictStr, BeforeValidator(_encodable), AfterValidator(_prefix), WithJsonSchema(HASH_PREFIX)
]


class HashesRequest(Request):
    """Truncated hashes of sentences; the sentences stay where they are."""

    prefixes: list[Prefix] = Field(
        min_length=1,
        max_length=_MOST_NAMES,
        description="First 3 to 5 hex digits of SHA-256 hashes, lower case.",
    )


JSONLD = "application/ld+json"


def _document(sent: object) -> object:
    if not isinstance(sent, (dict, list)):
        _refuse("document", "must be a JSON object or a list of them")
    return sent


class ClaimReviewDocument(
    RootModel[Annotated[dict[str, Any] | list[Any], BeforeValidator(_document)]]
):
    """ClaimReview JSON-LD: one, a list, an `@graph`, or a DataFeed."""

    model_config = ConfigDict(frozen=True)


class IngestQuery(Request):
    """How to take the records of a document."""

    source: Name = Field(default="admin", description="What provenance calls the source.")
    licence: Name | None = Field(default=None, description="Where the records name none.")


class WithdrawQuery(Request):
    """Why a claim is withdrawn."""

    reason: Name | None = Field(default=None, description="Kept in the claim's history.")


class GoogleQuery(Request):
    """Google Fact Check Tools' parameters."""

    query: Text | None = Field(
        default=None, description="A sentence or words. Needed without reviewPublisherSiteFilter."
    )
    language_code: Language | None = Field(
        default=None, alias="languageCode", description="Language of the claim or of a review."
    )
    site: Name | None = Field(
        default=None, alias="reviewPublisherSiteFilter", description="Site of a publisher."
    )
    max_age_days: Annotated[int, Field(ge=0, le=100_000)] | None = Field(
        default=None, alias="maxAgeDays", description="Claimed or reviewed within so many days."
    )
    page_size: Annotated[int, Field(ge=0, le=100), AfterValidator(lambda size: size or _PAGE)] = (
        Field(default=_PAGE, alias="pageSize", description="Most claims; 0 is as if left out.")
    )
    page_token: Annotated[str, Field(max_length=64)] = Field(
        default="", alias="pageToken", description="nextPageToken of the page before."
    )
    offset: int = Field(
        default=0, ge=0, le=100_000, description="Claims to leave out; not with pageToken."
    )

    @model_validator(mode="before")
    @classmethod
    def _unset(cls, sent: dict[str, str]) -> dict[str, str]:
        """Google's clients may send what is unset as empty."""
        return {name: said for name, said in sent.items() if said}

    @model_validator(mode="after")
    def _one_is_given(self) -> GoogleQuery:
        if self.query is None and self.site is None:
            _refuse("neither", "send query or reviewPublisherSiteFilter")
        if self.offset and self.page_token:
            _refuse("twice", "send offset or pageToken, not both")
        return self


class MergesQuery(Request):
    """Which merges."""

    claim_id: Name | None = Field(default=None, description="Only those of this claim.")
    after: int = Field(
        default=0, ge=0, le=_MOST_IN_SQL, description="Only merges of a higher number."
    )
    count: int = Field(default=1000, ge=1, le=1000, description="Most merges.")


class MergeRequest(Request):
    """A claim that says the same as another."""

    claim_id: Name
    into: Name = Field(description="The claim to show it under.")
    reason: Name | None = Field(default=None, description="Kept with the merge.")


class PublishQuery(Request):
    """How long to wait for the build; it goes on afterwards."""

    wait: float = Field(default=30, ge=0, le=600, description="Seconds.")


def parse_request(model: type[Model], sent: object, limits: Limits) -> Model:
    """Validate what was sent; raises pydantic's ValidationError."""
    return model.model_validate(sent, context={"limits": limits})
