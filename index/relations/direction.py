"""Which way a sentence points: negation, opposition and exchange, which cancel in pairs."""

from __future__ import annotations

from index.relations.alignment import Alignment
from index.relations.exchanges import find_exchange
from index.relations.findings import Finding
from index.relations.oppositions import opposed_cues, opposition, trusted
from index.relations.polarity import read_polarity

_MUTUAL = frozenset(("more", "win", "trade", "give", "old", "big", "rich", "price", "rise"))


def find_direction(alignment: Alignment) -> list[Finding]:
    """Negations, opposites and exchanges, unless one undoes the other."""
    polarity, opposed = read_polarity(alignment), opposed_cues(alignment)
    permit = [pair for pair in opposed if pair[0].concept == "permit"]
    opposed = [pair for pair in opposed if pair not in permit]
    if polarity.odd and opposed:
        return []  # "did not fall" is not far from "rose"
    if polarity.odd and permit:
        return [opposition(alignment, *pair) for pair in permit[:1] if trusted(alignment, pair)]
    exchange = find_exchange(alignment)
    if exchange and any(one.concept in _MUTUAL for one, _ in opposed):
        return []  # "A beat B", "B lost to A"
    opposed = [pair for pair in opposed if trusted(alignment, pair)]
    if polarity.findings:
        return list(polarity.findings)
    return [*(opposition(alignment, *pair) for pair in opposed), *exchange]
