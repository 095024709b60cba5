"""render_*: our types into the answers' models."""

from __future__ import annotations

from claims.model import Claim
from index.lookup import Hashed, Lookup, Match, SnapshotInfo
from service.schemas import (
    AuditedReviewJson,
    ClaimJson,
    ClaimWithReviewsJson,
    DifferenceJson,
    LookupJson,
    MatchJson,
    NoMatchJson,
    ProvenanceJson,
    ReviewJson,
    SnapshotJson,
)
from service.schemas_hashes import CandidateJson
from service.schemas_state import CountJson


def render_lookup(lookup: Lookup) -> LookupJson:
    """A lookup as JSON has it."""
    return LookupJson(
        text=lookup.text,
        language=lookup.language,
        matches=[_render_match(match) for match in lookup.matches],
        no_match=NoMatchJson.model_validate(lookup.no_match) if lookup.no_match else None,
        snapshot=render_snapshot(lookup.snapshot),
        took_ms=lookup.took_ms,
    )


def render_snapshot(info: SnapshotInfo) -> SnapshotJson:
    """A snapshot as answers name it."""
    return SnapshotJson.model_validate(info)


def _render_match(match: Match) -> MatchJson:
    return MatchJson(
        score=match.score,
        probability=match.probability,
        band=match.band,
        relation=match.relation,
        differences=render_differences(match),
        cross_language=match.cross_language,
        claim=ClaimJson.model_validate(match.claim),
        found_by=match.found_by,
        reviews=[AuditedReviewJson.model_validate(review) for review in match.claim.reviews],
        agreement=match.agreement,
        provenance=ProvenanceJson.model_validate(match.provenance),
    )


def render_candidates(bucket: list[tuple[Hashed, Claim]]) -> list[CandidateJson]:
    """The claims of a bucket."""
    return [
        CandidateJson(
            hash=hashed.hash,
            of=hashed.of,
            claim=ClaimJson.model_validate(claim),
            reviews=[ReviewJson.model_validate(review) for review in claim.reviews],
        )
        for hashed, claim in bucket
    ]


def render_differences(match: Match) -> list[DifferenceJson]:
    """Where sentence and claim part."""
    return [DifferenceJson.model_validate(each) for each in match.differences]


def render_claim(claim: Claim) -> ClaimWithReviewsJson:
    """A claim with everything known of it."""
    return ClaimWithReviewsJson.model_validate(claim)


def render_counts(pairs: tuple[tuple[str, int], ...]) -> list[CountJson]:
    """Values and how often they occur."""
    return [CountJson(value=value, count=count) for value, count in pairs]
