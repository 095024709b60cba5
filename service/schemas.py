"""What callers get: pydantic models of every answer. service.render fills them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from claims.model import Verdict
from index.lookup import (
    Agreement,
    Band,
    DifferenceKind,
    HashOf,
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


class PlaceJson(Answer):
    """A part of a sentence in one text node of the page, in code points of the node's text."""

    node: int = Field(
        description="Counts, from 0 and in document order, the text nodes below `body` that hold "
        "anything but white space (space, tab, LF, FF, CR); those inside `script`, `style`, "
        "`noscript`, `template` and `iframe` are left out. The page is parsed as the HTML "
        "standard says, so the nodes are those of a browser's DOMParser."
    )
    start: int
    end: int


class QuoteJson(Answer):
    """What a sentence quotes; offsets are in the same text as the sentence's."""

    text: str
    start: int
    end: int
    speaker: str | None = Field(
        description="Who is named as saying it; null where the text does not say it plainly, and "
        "in languages other than de, en, es, fr, it, pl and pt."
    )


class SpanJson(Answer):
    """A sentence; `start` and `end` count Unicode code points of the text it stands in."""

    text: str
    start: int
    end: int
    quote: QuoteJson | None


class SentenceJson(SpanJson):
    """A sentence with its answer."""

    lookup: LookupJson = Field(
        description="`text` is the quote's where the quote matched better than the sentence."
    )
    reason: str | None = Field(
        description="With `not_a_claim`: why, such as `question`, `byline`, `photo credit`."
    )


class CompactReviewJson(Answer):
    """What a card shows of a review."""

    publisher: str | None
    url: str | None
    title: str | None
    rating_text: str | None
    verdict: Verdict | None
    reviewed_at: str | None


class CompactMatchJson(Answer):
    """What a card shows of a match; `/v1/claims/<id>` has the rest."""

    claim: str = Field(description="The claim's id.")
    text: str = Field(description="The claim, or what the sentence was compared with of a cluster.")
    language: str | None
    probability: float | None
    band: Band | None
    relation: Relation
    differences: list[DifferenceJson]
    agreement: Agreement
    reviews: list[CompactReviewJson]


class CompactSentenceJson(SpanJson):
    """A sentence that matched; `segment` or `nodes` where segments or a page were sent."""

    matches: list[CompactMatchJson]
    segment: str | int | None = Field(default=None)
    nodes: list[PlaceJson] | None = Field(default=None)


class SegmentSentenceJson(SentenceJson):
    """A sentence of a segment."""

    segment: str | int = Field(description="The segment's id, or its place where it has none.")


class PageSentenceJson(SentenceJson):
    """A sentence of a page's main text; `start` and `end` index the answer's `text`."""

    nodes: list[PlaceJson] = Field(
        description="Where it stands in the page, one place a text node; white space inside may "
        "differ from the sentence's."
    )


class SummaryJson(Answer):
    """What became of the sentences."""

    sentences: int
    checked: int = Field(description="Sentences that were looked up.")
    skipped: dict[str, int] = Field(description="Those that were not, by reason.")
    reasons: dict[str, int] = Field(description="Why those of `not_a_claim` are none.")
    matched: int


class CheckCompactJson(Answer):
    """The sentences of a text that matched, by a compact form."""

    language: str | None
    sentences: list[CompactSentenceJson]
    summary: SummaryJson
    snapshot: SnapshotJson


class CheckCompactPageJson(CheckCompactJson):
    """The sentences of a page's main text that matched; `start` and `end` index `text`."""

    text: str = Field(description="The main text, blocks parted by empty lines.")


class CheckJson(Answer):
    """Every sentence of a text with its answer."""

    language: str | None
    sentences: list[SegmentSentenceJson | SentenceJson]
    summary: SummaryJson


class CheckPageJson(Answer):
    """Every sentence of a page's main text with its answer."""

    language: str | None
    text: str = Field(description="The main text, blocks parted by empty lines.")
    sentences: list[PageSentenceJson]
    summary: SummaryJson


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


class CountJson(Answer):
    """How often a value occurs."""

    value: str
    count: int


class HubJson(Answer):
    """A claim that lies near everything; its scores are damped by `excess`, a cosine."""

    id: str
    text: str
    excess: float


class StatsJson(Answer):
    """What the snapshot holds, most frequent first."""

    claims: int
    merged: int = Field(description="Claims that are shown as part of another, not in `claims`.")
    reviews: int
    vectors: int
    languages: list[CountJson]
    publishers: list[CountJson]
    verdicts: list[CountJson]
    months: list[CountJson] = Field(description="Reviews a month.")
    hubs: list[HubJson] = Field(description="Claims that would match everything, worst first.")
    snapshot: SnapshotJson


class AliveJson(Answer):
    """The process answers."""

    status: Literal["alive"] = "alive"


class ReadyJson(Answer):
    """Lookups are answered."""

    status: Literal["ready"] = "ready"
    snapshot: str
    encoder: str
    trouble: str | None = Field(
        description="Why a newer snapshot was not taken up; the last good one serves."
    )
