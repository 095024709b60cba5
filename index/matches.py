"""describe(): a claim that was found, as a match of a text."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from claims.language import detect
from claims.model import Claim
from claims.text import text_key
from index.calibration import Calibration
from index.facets import primary_subtag
from index.lookup import Agreement, Band, Match, Relation
from index.relation import Relate


def describe(
    text: str,
    language: str | None,
    claim: Claim,
    shown: Claim,
    *,
    score: float,
    probability: float | None,
    calibration: Calibration | None,
    relate: Relate,
    doubted: Callable[[], bool] = lambda: False,
) -> Match:
    """A match; the text is compared with `claim`, which is or is in what is `shown`.

    Where it is `doubted` that the two say the same, they are only related, unless in equal words.
    """
    band = None
    if calibration is not None and probability is not None:
        band = calibration.band(probability)
    relation, differences = relate(
        text,
        claim.text,
        query_language=primary_subtag(language) or None,
        claim_language=language_of(claim.text, claim.language),
        close=band is not None,
        sure=band is Band.CONFIRMED,
    )
    if relation is Relation.SAME and doubted() and text_key(text) != text_key(claim.text):
        relation = Relation.RELATED
    return Match(
        score=round(score, 6),
        probability=None if probability is None else round(probability, 4),
        band=band,
        relation=relation,
        differences=differences,
        cross_language=_cross(language, claim.language),
        claim=shown,
        agreement=_agreement(shown),
        provenance=claim.reviews[0].provenance,
        found_by=None if claim.id == shown.id else claim.id,
    )


def language_of(text: str, language: str | None) -> str | None:
    """The language of a claim, worked out where it is not given."""
    return primary_subtag(language) or _detected(text)


@lru_cache(1 << 12)
def _detected(claim: str) -> str | None:
    return detect(claim).language  # the same claims are found again and again


def _cross(language: str | None, other: str | None) -> bool | None:
    if not language or not other:
        return None
    return primary_subtag(language) != primary_subtag(other)


def _agreement(claim: Claim) -> Agreement:
    """Whether the known verdicts agree; of fewer than two nobody can tell."""
    verdicts = [review.verdict for review in claim.reviews if review.verdict]
    if len(verdicts) < 2:
        return Agreement.SINGLE
    return Agreement.AGREE if len(set(verdicts)) == 1 else Agreement.DISAGREE
