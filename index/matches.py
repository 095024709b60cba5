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
from index.relations.analysis import analyse
from index.relations.lexicon import LANGUAGES
from index.relations.reservations import headed_false, reserved_apart
from index.stance import Judge, Ruled


@dataclass(frozen=True, slots=True)
class Described:
    """A match of a text, and the text of the claim that was compared with, which is in what it
    shows; and both languages, where they are known."""

    match: Match
    text: str
    compared: str
    languages: tuple[str | None, str | None]

    @property
    def asked(self) -> Ruled:
        """What a judge is asked."""
        return (self.text, self.compared), self.ruled

    @property
    def ruled(self) -> bool:
        """Whether there are rules for both languages."""
        return have_rules(*self.languages)

    def undecided(self, judge: Judge) -> bool:
        """Whether a judge is to say if it is the same, unless in equal words."""
        return self._open_to(judge) and text_key(self.text) != text_key(self.compared)

    def _open_to(self, judge: Judge) -> bool:
        """What the rules find no difference in, and where there are none, whatever is shown and
        does not part from the claim in figures."""
        if self.ruled:
            return self.match.relation is Relation.SAME
        known = all(language in judge.languages for language in self.languages)
        if not known or self.match.band is None or self.match.differences:
            return False
        one, other = (any(map(str.isdigit, side)) for side in (self.text, self.compared))
        return one == other and not self._reserved()

    def decided(self, same: bool | None) -> Match:
        """The match, once a judge has said that it is the same, that it is not, or nothing."""
        if same is None:
            return self.match
        return replace(self.match, relation=Relation.SAME if same else Relation.RELATED)

    def _reserved(self) -> bool:
        """Whether only one of the two calls false, or the like, what it tells of."""
        sides = zip((self.text, self.compared), self.languages, strict=True)
        one, other = (analyse(*side) for side in sides)
        return headed_false(self.text) or reserved_apart(one, other)


def have_rules(*languages: str | None) -> bool:
    """Whether `relate` has rules for all of these languages."""
    return all(language in LANGUAGES for language in languages)


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
    languages = primary_subtag(language) or None, language_of(claim.text, claim.language)
    relation, differences = relate(
        text,
        claim.text,
        query_language=languages[0],
        claim_language=languages[1],
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
    return Described(match, text, claim.text, languages)


def judged(found: Sequence[Sequence[Described]], judge: Judge | None) -> list[tuple[Match, ...]]:
    """The matches of each text; a judge says of what is undecided whether it is the same."""
    if judge is None:
        return [tuple(each.match for each in some) for some in found]
    asked = [[each.asked if each.undecided(judge) else None for each in some] for some in found]
    pairs = list(dict.fromkeys(one for some in asked for one in some if one))
    same = dict(zip(pairs, judge.same(pairs), strict=True))
    return [
        tuple(each.decided(same[one] if one else None) for each, one in zip(*both, strict=True))
        for both in zip(found, asked, strict=True)
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
    """Whether the known verdicts agree; of fewer than two publishers nobody can tell.

    One review often comes under several addresses, which are not several publishers.
    """
    judged = [review for review in claim.reviews if review.verdict]
    if len({review.verdict for review in judged}) > 1:
        return Agreement.DISAGREE
    publishers = {review.publisher.site or review.publisher.name for review in judged}
    return Agreement.AGREE if len(publishers) > 1 else Agreement.SINGLE
