"""describe() and judged(): claims that were found, as the matches of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from claims.language import detect
from claims.model import Claim
from claims.text import text_key
from index.calibration import Calibration
from index.facets import primary_subtag
from index.lookup import Agreement, Band, Match, Relation
from index.relation import Relate
from index.stance import Judge


@dataclass(frozen=True, slots=True)
class Described:
    """A match, and the text of the claim that was compared with, which is in what it shows."""

    match: Match
    compared: str


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
) -> Described:
    """A match; the text is compared with `claim`, which is or is in what is `shown`."""
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
    match = Match(
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
    return Described(match, claim.text)


def judged(
    texts: Sequence[str], found: Sequence[Sequence[Described]], judge: Judge | None
) -> list[tuple[Match, ...]]:
    """The matches of each text. What the judge doubts to say the same is only related, unless in
    equal words."""
    same = (
        (text, each.compared)
        for text, some in zip(texts, found, strict=True)
        for each in some
        if each.match.relation is Relation.SAME and text_key(text) != text_key(each.compared)
    )
    asked = list(dict.fromkeys(same))
    doubts = judge.doubted(asked) if judge else [False] * len(asked)
    doubted = {pair for pair, doubt in zip(asked, doubts, strict=True) if doubt}
    return [
        tuple(
            replace(each.match, relation=Relation.RELATED)
            if (text, each.compared) in doubted and each.match.relation is Relation.SAME
            else each.match
            for each in some
        )
        for text, some in zip(texts, found, strict=True)
    ]


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
