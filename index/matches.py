"""describe(): a claim that was found, as a match of a text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from claims.model import Claim
from claims.publishers import count_publishers
from index.calibration import Calibration
from index.facets import primary_subtag
from index.framed import negated_frame, told_within
from index.hits import Hit, equal_words, language_of
from index.lookup import Agreement, Band, Difference, Match, Relation
from index.relation import Relate
from index.relations.actors import named_apart
from index.relations.analysis import analyse
from index.relations.lexicon import LANGUAGES
from index.relations.negators import negated_apart
from index.relations.opposites import opposed_apart
from index.relations.places import elsewhere
from index.relations.plain import numbered_apart
from index.relations.plain_kinds import of_other_kinds
from index.relations.renamed import renamed
from index.relations.reservations import calls_false, calls_true, headed_false, reserved_apart
from index.stance import Pair, Reading, Rules, Stance


@dataclass(frozen=True, slots=True)
class Described:
    """A match of a text, the pair of texts that was compared, and their languages, where they are
    known."""

    match: Match
    pair: Pair
    languages: tuple[str | None, str | None]

    def asked(self, stance: Stance, known: Reading | None) -> tuple[Rules, ...] | None:
        """What a reading is to say of sameness; None where none is needed: the rules have the last
        word, or the words are equal."""
        if equal_words(self.pair):
            return None
        doubted = known is not None and not stance.same(Rules.SAME, known)
        denied = known is not None and stance.denied(known, self.match.differences)
        opposed = denied or self.match.relation is Relation.CONTRADICTS
        if doubted and have_rules(*self.languages) and self.match.relation is not Relation.SAME:
            return () if opposed else None  # whatever stands around the claim
        asked = self._rules(stance.languages)
        return asked if asked or opposed else None

    def _rules(self, learned: Collection[str]) -> tuple[Rules, ...]:
        """What is asked of the pair, of one who has `learned` languages.

        Whether it is the same: of all in which the rules find no difference, or one in a frame; and
        where there are none, of what is shown and parts in no figure or "not" from the claim. And
        of a contradiction by a frame whether it may be for all that, so that it is none.
        """
        shown = self.match.band is not None
        if have_rules(*self.languages):
            if self.match.relation is Relation.SAME:
                return (unparted(self.pair, self.languages),)
            if not (shown and negated_frame(*self.pair, *self.languages)):
                return ()
            opposed = self.match.relation is Relation.CONTRADICTS
            return (Rules.FRAMED, Rules.SAME) if opposed else (Rules.FRAMED,)
        if not shown or self.match.differences or not all(one in learned for one in self.languages):
            return ()
        one, other = (any(map(str.isdigit, side)) for side in self.pair)
        apart = one != other or _told_apart(self.pair, self.languages)
        return () if apart else (Rules.NONE,)

    def decided(self, asked: Sequence[Rules], reading: Reading, stance: Stance) -> Match:
        """The match, once the pair was read."""
        same = [said_same(*self.pair, self.languages, rules, reading, stance) for rules in asked]
        if any(same[:1]):
            return replace(self.match, relation=Relation.SAME, differences=())
        found = self.match.relation, self.match.differences
        shown = self.match.band is not None
        opposed = said_opposed(self.pair, self.languages, found, reading, stance)
        if shown and opposed and not any(same):
            return replace(self.match, relation=Relation.CONTRADICTS)
        return replace(self.match, relation=Relation.RELATED)


def unparted(pair: Pair, languages: tuple[str | None, str | None]) -> Rules:
    """What the rules say that find no difference."""
    if languages[0] == languages[1]:  # so that nothing is analysed for it
        return Rules.SAME
    one, other = (analyse(*side) for side in zip(pair, languages, strict=True))
    return Rules.NAMED if named_apart(one, other) else Rules.SAME


def said_same(
    text: str,
    claim: str,
    languages: tuple[str | None, str | None],
    rules: Rules,
    reading: Reading,
    stance: Stance,
) -> bool:
    """Whether a claim's verdict is to be taken for a text's, by a reading and what rules say."""
    if rules in (Rules.FRAMED, Rules.NONE):
        return stance.same(rules, reading)
    affirmed = stance.same(rules, reading)
    if affirmed and stance.same(Rules.TOLD, reading):
        return True
    # The rest is seldom looked for.
    if both_call_false((text, claim), languages):  # rules know that, if they are of one matter
        return stance.same(rules, replace(reading, affirms=reading.meets))
    return affirmed and not told_within(text, claim, *languages)


def said_opposed(
    pair: Pair,
    languages: tuple[str | None, str | None],
    found: tuple[Relation, Sequence[Difference]],
    reading: Reading,
    stance: Stance,
) -> bool:
    """Whether a text denies a claim, by a reading and what rules have `found`."""
    relation, differences = found
    by_rules = relation is Relation.CONTRADICTS and stance.opposed(reading, differences, languages)
    if not (by_rules or stance.denied(reading, differences)):
        return False
    sides = list(zip(pair, languages, strict=True))
    if not by_rules and any(calls_true(*side) or analyse(*side).evened for side in sides):
        return False  # "It is no hoax that" reads as if it were one, and "not illegal" as illegal
    return not both_call_false(pair, languages)


def both_call_false(pair: Pair, languages: tuple[str | None, str | None]) -> bool:
    """Whether either calls false what it tells of, "It is not true that" and "The hoax that": then
    neither denies the other by that, though it may read so."""
    return all(calls_false(*side) for side in zip(pair, languages, strict=True))


def _told_apart(pair: Pair, languages: tuple[str | None, str | None]) -> bool:
    """Whether only one of the two says "not", or calls false, or the like, what it tells of; or
    each counts something otherwise, or names another person, place or thing."""
    sides = (pair[0], languages[0]), (pair[1], languages[1])
    apart = negated_apart(sides) or opposed_apart(*sides) or of_other_kinds(*sides)
    if headed_false(pair[0]) or apart or elsewhere(*sides):
        return True
    one, other = (analyse(*side) for side in sides)
    if reserved_apart(one, other) or numbered_apart(one.quantities, other.quantities):
        return True
    return renamed(one, other, languages)


def have_rules(*languages: str | None) -> bool:
    """Whether `relate` has rules for all of these languages."""
    return all(language in LANGUAGES for language in languages)


def describe(
    text: str, language: str | None, hit: Hit, *, calibration: Calibration | None, relate: Relate
) -> Described:
    """A match; the text is compared with the hit's claim, which is or is in what is shown."""
    claim, band = hit.claim, None
    if calibration is not None and hit.probability is not None:
        band = calibration.band(hit.probability)
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
        score=round(hit.score, 6),
        probability=hit.told,
        band=band,
        relation=relation,
        differences=differences,
        cross_language=_cross(language, claim.language),
        claim=hit.shown,
        agreement=_agreement(hit.shown),
        provenance=claim.reviews[0].provenance,
        found_by=None if claim.id == hit.shown.id else claim.id,
    )
    return Described(match, (text, claim.text), languages)


def _cross(language: str | None, other: str | None) -> bool | None:
    if not language or not other:
        return None
    return primary_subtag(language) != primary_subtag(other)


def _agreement(claim: Claim) -> Agreement:
    """Whether the known verdicts agree; of fewer than two publishers nobody can tell.

    One review often comes under several addresses, and from sources that name its publisher
    otherwise; those are not several publishers.
    """
    judged = [review for review in claim.reviews if review.verdict]
    if len({review.verdict for review in judged}) > 1:
        return Agreement.DISAGREE
    return Agreement.AGREE if count_publishers(judged) > 1 else Agreement.SINGLE
