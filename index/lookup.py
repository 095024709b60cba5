"""Lookup: the answer to one sentence, and the types it is made of. Pure types, no engine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claims.model import Claim, MergedClaim, Provenance, Verdict


class NoMatchCode(StrEnum):
    """Why a lookup has no match."""

    BELOW_THRESHOLD = "below_threshold"
    TOO_SHORT = "too_short"
    NOT_A_CLAIM = "not_a_claim"
    FILTERED_OUT = "filtered_out"
    EMPTY_INDEX = "empty_index"


class Band(StrEnum):
    """How far a match may be trusted; the limits are the calibration's."""

    CONFIRMED = "confirmed"
    SUGGESTED = "suggested"


class Relation(StrEnum):
    """How the sentence relates to the claim; only `same` lends it the claim's verdict."""

    SAME = "same"
    CONTRADICTS = "contradicts"
    RELATED = "related"


class DifferenceKind(StrEnum):
    """What a difference is about."""

    NEGATION = "negation"
    NUMBER = "number"
    DATE = "date"
    ENTITY = "entity"
    QUANTIFIER = "quantifier"


class HashOf(StrEnum):
    """Whose text a hash is of."""

    TEXT = "text"
    TITLE = "title"


class Agreement(StrEnum):
    """Whether the publishers of a claim's reviews agree."""

    AGREE = "agree"
    DISAGREE = "disagree"
    SINGLE = "single"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where sentence and claim part: the words on either side, empty where there are none."""

    kind: DifferenceKind
    query: str
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One claim found. `score` is a cosine in [-1, 1]; `probability` in [0, 1] is calibrated.

    `claim` is the cluster where there is one; `found_by` is the id of the claim within it that the
    sentence was compared with (None: the claim itself). `probability` is None where the encoder has
    no calibration. `band` is None below the threshold
    of `suggested` (a caller that asked for `min_probability` sees such matches) and uncalibrated.
    """

    score: float
    probability: float | None
    band: Band | None
    relation: Relation
    differences: tuple[Difference, ...]
    cross_language: bool | None
    claim: Claim
    agreement: Agreement
    provenance: Provenance
    found_by: str | None = None

    @property
    def compared(self) -> Claim | MergedClaim:
        """What the sentence was compared with: the claim, or one that is shown under it."""
        merged = (each for each in self.claim.merged if each.id == self.found_by)
        return next(merged, self.claim)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoMatch:
    """Why nothing came back, and the best score seen (None where nothing was searched)."""

    code: NoMatchCode
    best_score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotInfo:
    """The snapshot an answer was read from; `built_at` ISO 8601, `encoder` its fingerprint."""

    id: str
    built_at: str
    claims: int
    encoder: str
    calibrated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """The answer to one text: matches best first, or the reason for none."""

    text: str
    language: str | None
    matches: tuple[Match, ...]
    no_match: NoMatch | None
    snapshot: SnapshotInfo
    took_ms: float


@dataclass(frozen=True, slots=True)
class Hashed:
    """A hash (64 hex digits), whose text it is of, and the claim's row."""

    hash: str
    of: HashOf
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which claims may match; an empty tuple or None does not filter.

    A claim passes when one of its reviews passes: languages are the claim's or a review's (primary
    subtag, `de-AT` is `de`), publishers match by site or name (case-insensitive), `max_age_days`
    counts from the newer of the claim's and the review's date; undated claims do not pass it.
    """

    languages: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    max_age_days: int | None = None

    @property
    def empty(self) -> bool:
        """True when every claim passes."""
        return self == Filters()
