"""Claim, Review, Provenance and Verdict: what is known of a statement that somebody checked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from claims.merges import Merge


class Verdict(StrEnum):
    """A normalised rating; a rating text that no rule knows has no verdict (None)."""

    TRUE = "true"
    MOSTLY_TRUE = "mostly_true"
    MIXED = "mixed"
    MISLEADING = "misleading"
    MOSTLY_FALSE = "mostly_false"
    FALSE = "false"
    SATIRE = "satire"
    UNPROVEN = "unproven"
    OUTDATED = "outdated"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a review was read from. Unknown is None; nothing is invented.

    `record_id` is the source's own id, verbatim. `retrieved_at` is the time the operator gave for
    the source file (its modification time otherwise), ISO 8601. `content_sha256` is the hash of
    the record as it was read.
    """

    source: str
    record_id: str | None
    retrieved_at: str | None
    licence: str | None
    content_sha256: str
    parser_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who published a review; `site` is a host name without `www.`."""

    name: str | None
    site: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One publisher's check of one claim. `rating_text` is verbatim; dates keep their precision.

    `verdict_rule` names the rule that turned `rating_text` into `verdict`. `summary` is the
    publisher's own: a standfirst, an abstract or the first paragraph.
    """

    publisher: Publisher
    url: str | None
    title: str | None
    rating_text: str | None
    verdict: Verdict | None
    verdict_rule: str | None
    reviewed_at: str | None
    language: str | None
    provenance: Provenance
    summary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageGuess:
    """What a text was taken for where its source states no language; None: it cannot be told.

    `confidence` is the detector's, in [0, 1].
    """

    language: str | None
    confidence: float
    detector: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedClaim:
    """A claim that is shown under another, as its own records state it, and the merge.

    `reviews` is how many of the reviews are its own.
    """

    id: str
    text: str
    language: str | None
    claimant: str | None
    claimed_at: str | None
    reviews: int
    merge: Merge


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement with all its reviews, oldest record first; `claimant` is all whom records name.

    Of a cluster, `merged` are the other claims that say the same; their reviews follow the claim's
    own, in the order of `merged`, and their appearances too.
    """

    id: str
    text: str
    language: str | None
    claimant: str | None
    claimed_at: str | None
    appearances: tuple[str, ...]
    reviews: tuple[Review, ...]
    guess: LanguageGuess | None = None
    merged: tuple[MergedClaim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One source record, parsed: a claim as this record states it and the one review it carries.

    `claim_key` is the claim's identity: (source, record id) where the source gives ids, else the
    text key, so that reviews of one sentence by several publishers meet in one claim.
    """

    claim_key: str
    text: str
    language: str | None
    claimant: str | None
    claimed_at: str | None
    appearances: tuple[str, ...]
    review: Review
    guess: LanguageGuess | None = None

    @property
    def claim_id(self) -> str:
        """The public id: `c` and 16 hex digits of the key's SHA-256."""
        return "c" + hashlib.sha256(self.claim_key.encode()).hexdigest()[:16]

    @property
    def review_name(self) -> str:
        """Identity of the review within its claim: publisher and URL, or else the record id."""
        provenance = self.review.provenance
        where = self.review.url or f"{provenance.source}\x1f{provenance.record_id or ''}"
        who = self.review.publisher.site or self.review.publisher.name or ""
        return f"{who}\x1f{where}"

    @property
    def review_key(self) -> str:
        """The SHA-256 of that identity."""
        return hashlib.sha256(self.review_name.encode()).hexdigest()
