"""The report's words: what each kind of change, relation, band and verdict means in plain English.

A verdict is a publisher's and of the claim. Only a sentence that says the same as the claim shares
it, and every phrase here keeps to that.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.changes import ChangeKind
from index.lookup import Band, Difference, DifferenceKind, Relation


@dataclass(frozen=True, slots=True)
class KindWords:
    """How a kind of change is called, counted and explained. Counted are matches: a claim that
    three sentences matched is withdrawn once, and has three."""

    name: str
    one: str
    many: str
    meaning: str


# In the order in which a desk should look at them.
KINDS: dict[ChangeKind, KindWords] = {
    ChangeKind.VERDICT_CHANGED: KindWords(
        "Verdict changed",
        "match with a changed verdict",
        "matches with a changed verdict",
        "A publisher now says something else about the claim, or a review came or went.",
    ),
    ChangeKind.RELATION_CHANGED: KindWords(
        "Relation changed",
        "changed relation",
        "changed relations",
        "The sentence stands to the claim as it did not before, which decides whether the verdict "
        "fits it: the claim may say something else now.",
    ),
    ChangeKind.NEW_MATCH: KindWords(
        "New match",
        "new match",
        "new matches",
        "The sentence is close to a reviewed claim that it did not match before.",
    ),
    ChangeKind.CLAIM_WITHDRAWN: KindWords(
        "Claim withdrawn",
        "match of a withdrawn claim",
        "matches of withdrawn claims",
        "The claim that the sentence matched is no longer in the index.",
    ),
    ChangeKind.LOST_MATCH: KindWords(
        "Lost match",
        "lost match",
        "lost matches",
        "The sentence no longer matches the claim, has gone from the document, or the document has "
        "gone or could not be read.",
    ),
    ChangeKind.BAND_CHANGED: KindWords(
        "Band changed",
        "changed band",
        "changed bands",
        "The match is believed more, or less, than before.",
    ),
    ChangeKind.UNCHANGED: KindWords(
        "Unchanged", "unchanged match", "unchanged matches", "The match stands as it did."
    ),
}
FOUND = KindWords(
    "Match", "match", "matches", "The sentence is close to a reviewed claim; nothing was before."
)

_RELATIONS: dict[Relation, str] = {
    Relation.SAME: "{What} says the same as this claim.",
    Relation.CONTRADICTS: (
        "{What} says the opposite of this claim. "
        "The verdict is on the claim; it does not apply to {what}."
    ),
    Relation.RELATED: (
        "{What} is close to this claim, but does not say quite the same. "
        "Whether the verdict fits it is for you to judge."
    ),
}
RELATIONS = tuple(_RELATIONS)


def relation_words(relation: Relation, *, quoted: bool) -> str:
    """How a sentence, or what it quotes, relates to a claim."""
    what = "what is quoted" if quoted else "the sentence"
    return _RELATIONS[relation].format(what=what, What=what[0].upper() + what[1:])


_BANDS = {Band.CONFIRMED: "Confirmed", Band.SUGGESTED: "Suggested", None: "Below the threshold"}
_DIFFERENCES = {
    DifferenceKind.NEGATION: "negation",
    DifferenceKind.NUMBER: "number",
    DifferenceKind.DATE: "date",
    DifferenceKind.ENTITY: "name",
    DifferenceKind.QUANTIFIER: "quantity",
}


def kind_words(kind: ChangeKind, *, first: bool) -> KindWords:
    """A kind's words; in a first run nothing is new, only found."""
    return FOUND if first and kind is ChangeKind.NEW_MATCH else KINDS[kind]


def counted(count: int, words: KindWords) -> str:
    """`3 new matches`, `1 new match`."""
    return f"{count:,} {words.one if count == 1 else words.many}"


def band_words(band: Band | None, probability: float | None) -> str:
    """A band; a match without a probability comes from an uncalibrated encoder."""
    if band is None and probability is None:
        return "Not calibrated"
    return _BANDS[band]


def verdict_words(verdict: str | None) -> str:
    """A verdict, or the rating's own words where no rule knows them."""
    if not verdict:
        return "No verdict"
    return verdict.replace("_", " ").capitalize() if verdict.islower() else verdict


def difference_words(difference: Difference) -> str:
    """Where sentence and claim part."""
    name = _DIFFERENCES[difference.kind]
    sides = ((difference.query, "sentence"), (difference.claim, "claim"))
    said = [f"{side} has “{words}”" for words, side in sides if words]
    return f"{name}: {', '.join(said)}" if said else f"different {name}"


def gone_words(*, unread: bool) -> str:
    """What became of a sentence that is not there any more."""
    return "could not be read" if unread else "no longer there"


def percent(probability: float | None) -> str:
    """A probability for people; never rounded up to certainty."""
    return "" if probability is None else f"{min(99, round(probability * 100))}%"
