"""What callers get of claims and lookups: pydantic models. service.render fills them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from claims.model import Verdict
from index.lookup import (
    Agreement,
    Band,
    DifferenceKind,
    NoMatchCode,
    Relation,
)


class Answer(BaseModel):
    """Frozen; every field is always there, null where unknown."""

    model_config = ConfigDict(
        frozen=True, from_attributes=True, json_schema_serialization_defaults_required=True
    )


class FieldProblemJson(Answer):
    """One field that cannot be used."""

    field: str = Field(description="Its name; `request` for the whole.")
    pointer: str | None = Field(
        description="JSON pointer into what was sent, as a URI fragment such as `#/texts/2`; null "
        "for a parameter of a query string."
    )
    reason: str


class ProblemJson(BaseModel):
    """An error, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldProblemJson] = Field(default=[], description="Fields that cannot be used.")


class PublisherJson(Answer):
    """Who published a review."""

    name: str | None
    site: str | None


class ProvenanceJson(Answer):
    """Where a review was read from; unknown is null, nothing is invented."""

    source: str
    record_id: str | None
    retrieved_at: str | None
    licence: str | None
    content_sha256: str
    parser_version: str


class LanguageGuessJson(Answer):
    """What a text was taken for where its source states no language; null: it cannot be told."""

    language: str | None
    confidence: float = Field(description="The detector's, from 0 to 1.")
    detector: str


class MergeReasonJson(Answer):
    """Why, when and by whom a claim is shown under another."""

    number: int = Field(description="The merge's own; `scripts/claims.py merges` lists them.")
    rule: str = Field(description="`equal text`, `near text` or `operator`.")
    encoder: str | None = Field(description="Fingerprint of the encoder that found it near.")
    score: float | None = Field(description="Cosine of the weakest pair it forms in the cluster.")
    probability: float | None = Field(
        description="How often merges of this rule were right where people judged them."
    )
    merged_at: str
    merged_by: str = Field(description="`rule` or `operator`.")
    reason: str | None


class MergedClaimJson(Answer):
    """A claim that is shown under another one, as its own records state it."""

    id: str
    text: str
    language: str | None
    claimant: str | None
    claimed_at: str | None
    reviews: int = Field(description="How many of the reviews are its own, in the order here.")
    merge: MergeReasonJson


class ReviewJson(Answer):
    """One publisher's check; `rating_text` is verbatim, `verdict` is ours."""

    publisher: PublisherJson
    url: str | None
    title: str | None
    summary: str | None
    rating_text: str | None
    verdict: Verdict | None
    reviewed_at: str | None
    language: str | None


class AuditedReviewJson(ReviewJson):
    """A review with where it was read from and the rule that gave its verdict."""

    verdict_rule: str | None
    provenance: ProvenanceJson


class ClaimJson(Answer):
    """A statement that somebody checked."""

    id: str
    text: str
    language: str | None
    claimant: str | None
    claimed_at: str | None
    appearances: list[str]
    language_guess: LanguageGuessJson | None = Field(
        validation_alias="guess", description="Only where no source states the language."
    )
    merged_from: list[MergedClaimJson] = Field(
        validation_alias="merged",
        description="Other claims that say the same: their reviews follow the claim's own.",
    )


class ClaimWithReviewsJson(ClaimJson):
    """A claim and all its reviews."""

    reviews: list[AuditedReviewJson]


class DifferenceJson(Answer):
    """Where sentence and claim part."""

    kind: DifferenceKind
    query: str
    claim: str


class MatchJson(Answer):
    """A claim that is close to the sentence: close to a reviewed claim, never proof of anything."""

    score: float = Field(description="Cosine, from -1 to 1.")
    probability: float | None = Field(
        description="Calibrated, from 0 to 1; null where the encoder has no calibration."
    )
    band: Band | None = Field(description="Null below the threshold, and uncalibrated.")
    relation: Relation
    differences: list[DifferenceJson]
    cross_language: bool | None = Field(description="Null where a language is unknown.")
    claim: ClaimJson
    found_by: str | None = Field(
        description="The one of `merged_from` that the sentence is compared with; null: the claim."
    )
    reviews: list[AuditedReviewJson]
    agreement: Agreement = Field(
        description="Of the known verdicts; `single` where no two publishers have one."
    )
    provenance: ProvenanceJson


class NoMatchJson(Answer):
    """Why there is no match: a normal answer."""

    code: NoMatchCode
    best_score: float | None


class SnapshotJson(Answer):
    """The state of the index that answered."""

    id: str
    built_at: str
    claims: int
    encoder: str = Field(description="Fingerprint of the encoder.")
    calibrated: bool = Field(description="False: probabilities are null, scores are bare cosines.")


class LookupJson(Answer):
    """The answer to one text: matches, best first, or why there are none."""

    text: str
    language: str | None
    matches: list[MatchJson]
    no_match: NoMatchJson | None
    snapshot: SnapshotJson
    took_ms: float


class FailedLookupJson(Answer):
    """In place of the answer to a text that could not be used."""

    error: ProblemJson


class BatchJson(Answer):
    """One answer a text, in the order sent."""

    lookups: list[LookupJson | FailedLookupJson]
