"""What the calls of privacy mode answer, in the shape of their JSON."""

from __future__ import annotations

from pydantic import Field

from index.lookup import HashOf
from service.schemas import Answer, ClaimJson, ReviewJson, SnapshotJson


class CandidateJson(Answer):
    """A claim with the hash of one of its forms: the caller compares it with its own."""

    hash: str = Field(description="SHA-256 of the form, 64 hex digits.")
    of: HashOf = Field(
        description="`text`: the form is the claim's. `title`: it is a review's title, which may "
        "deny the claim."
    )
    claim: ClaimJson
    reviews: list[ReviewJson]


class BucketJson(Answer):
    """All claims with a form whose hash begins with the prefix."""

    prefix: str
    candidates: list[CandidateJson]


class HashesJson(Answer):
    """A bucket for every prefix, in the order sent."""

    version: int = Field(description="Of the rules by which sentences become forms; now 1.")
    buckets: list[BucketJson]
    snapshot: SnapshotJson
