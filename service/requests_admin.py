"""What an operator sends to the admin calls: pydantic models."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, RootModel

from service.requests import Request
from service.sent import Name, refuse

_MOST_IN_SQL = 2**63 - 1  # what databases count to

JSONLD = "application/ld+json"


def _document(sent: object) -> object:
    if not isinstance(sent, (dict, list)):
        refuse("document", "must be a JSON object or a list of them")
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
