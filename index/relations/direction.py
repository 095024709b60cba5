"""Which way a sentence points: negation, opposition and exchange, which cancel in pairs."""

from __future__ import annotations

from index.relations.alignment import Alignment
from index.relations.amounts import complementary
from index.relations.analysis import Analysis
from index.relations.balances import find_balance, find_places_exchanged
from index.relations.comparisons import find_comparison
from index.relations.cues import Cue
from index.relations.degrees import crossed, turned_comparison
from index.relations.exchanges import find_exchange
from index.relations.findings import Finding
from index.relations.oppositions import opposed_cues, opposition, trusted
from index.relations.polarity import read_polarity

_MUTUAL = frozenset(("more", "win", "trade", "give", "old", "big", "rich", "price", "rise"))
_CONVERSE = frozenset(("trade", "give"))  # "is not sold" and "can be bought"
_UNDOING = frozenset(("cont", "ruling"))
_EXCHANGED = frozenset(("trade", "give", "win"))


def _turning(analysis: Analysis) -> set[int]:
    """Where the words stand that count as negations already, such as "rejected"."""
    turns = [cue for cue in analysis.cues if cue.family in ("negator", "negative")]
    return {i for cue in turns for i in range(cue.start, cue.end)}


def _reversed(alignment: Alignment) -> bool:
    """True where the first name of one side is the last of the other: who lost, and who won."""
    names = {i for name in alignment.query.names for i in range(name.start, name.end)}
    ours = sorted(i for i in alignment.pairs if i in names)
    return bool(ours) and alignment.pairs[ours[0]] > alignment.pairs[ours[-1]]


def _denied(analysis: Analysis, cue: Cue) -> bool:
    """True where a negator stands before the word in its clause: "never recovered"."""
    return any(
        turn.family == "negator" and turn.clause == cue.clause and turn.start < cue.start
        for turn in analysis.cues
    )


# Words for these are seldom the opposite of what the other side denies.
_UNDENIED = frozenset(
    ("temperature", "give", "side", "axis", "axis2", "follow", "young", "top", "front", "hue",
     "weight", "near")
)  # fmt: skip


def doubtful(alignment: Alignment) -> bool:
    """True where only one side says "not", and too little is shared to call that a denial.

    Words that deny in themselves ("failed", "refused") are too often reworded to count here.
    """
    polarity = read_polarity(alignment)
    if not polarity.odd or polarity.findings or opposed_cues(alignment):
        return False
    ours, theirs = _denials(alignment.query), _denials(alignment.claim)
    plain = ours or theirs
    stated, matched = alignment.query, set(alignment.pairs)
    if ours:
        stated, matched = alignment.claim, set(alignment.pairs.values())
    lone = len(plain) == 1 and plain[0].family == "negator" and not (ours and theirs)
    return lone and not _reworded(stated, matched) and not complementary(alignment)


def _reworded(stated: Analysis, matched: set[int]) -> bool:
    """True where a word may be the opposite of what is denied: "kept", "only"."""
    families = ("antonyms", "oppositions", "affirmative", "level")
    own = (c for c in stated.cues if c.start not in matched and c.concept not in _UNDENIED)
    return any(
        c.family in families and c.concept != "effect" and not (c.concept == "cause" and c.sign > 0)
        for c in own
    )


def _denials(analysis: Analysis) -> list[Cue]:
    signs = ("negator", "negative", "antonyms")
    return [
        c for c in analysis.cues if c.family in signs and (c.family != "antonyms" or c.sign < 0)
    ]


def _allowed(lifted: Analysis, allowed: Analysis) -> bool:
    """True for "lifted the ban" and "is allowed again"."""
    bans = [cue for cue in lifted.cues if cue.concept == "permit"]
    undone = any(
        cue.concept in _UNDOING and cue.sign < 0 and any(ban.clause == cue.clause for ban in bans)
        for cue in lifted.cues
    )
    if not bans or not undone or any(cue.sign > 0 for cue in bans):
        return False
    signs = {cue.sign for cue in allowed.cues if cue.concept == "permit"}
    return signs == {1} and not (lifted.denies or allowed.denies)


def find_direction(alignment: Alignment) -> list[Finding]:
    """Negations, opposites and exchanges, unless one undoes the other."""
    if _allowed(alignment.query, alignment.claim) or _allowed(alignment.claim, alignment.query):
        return []
    polarity, opposed = read_polarity(alignment), opposed_cues(alignment)
    permit = [pair for pair in opposed if pair[0].concept == "permit"]
    turning = _turning(alignment.query), _turning(alignment.claim)
    opposed = [
        (one, other)
        for one, other in opposed
        if (one, other) not in permit
        and one.start not in turning[0]
        and other.start not in turning[1]
    ]
    undone = [pair for pair in opposed if pair[0].concept not in _CONVERSE]
    if complementary(alignment) or (polarity.odd and undone):
        return []  # "did not fall" is not far from "rose"
    if polarity.odd and permit:
        return [opposition(alignment, *pair) for pair in permit[:1] if trusted(alignment, pair)]
    balance = find_balance(alignment)
    if balance is not None:
        return balance
    exchange = find_exchange(alignment) or find_comparison(alignment)
    exchange = exchange or find_places_exchanged(alignment)
    if exchange and turned_comparison(alignment):
        return []  # "A has more than B", "B has less than A"
    if exchange and any(one.concept in _MUTUAL for one, _ in opposed):
        return []  # "A beat B", "B lost to A"
    opposed = [
        (one, other)
        for one, other in opposed
        if trusted(alignment, (one, other))
        and not (one.concept in _EXCHANGED and crossed(alignment, one, other))
        and not (one.concept in _EXCHANGED and _reversed(alignment))
        and _denied(alignment.query, one) == _denied(alignment.claim, other)
    ]
    if polarity.findings:
        return list(polarity.findings)
    return [*(opposition(alignment, *pair) for pair in opposed), *exchange]
