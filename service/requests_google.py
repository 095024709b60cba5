"""What Google Fact Check Tools' own clients send: a pydantic model."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from service.requests import Request
from service.sent import Language, Name, Text, refuse

_PAGE = 10  # claims that Google's call answers where it is not asked for a number


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
            refuse("neither", "send query or reviewPublisherSiteFilter")
        if self.offset and self.page_token:
            refuse("twice", "send offset or pageToken, not both")
        return self
