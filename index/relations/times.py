"""Dates that cannot both be right, and "before" set against "after"."""

from __future__ import annotations

from collections.abc import Sequence

from index.lookup import DifferenceKind
from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.cues import Cue
from index.relations.dates import Moment
from index.relations.findings import Finding, finding

_PARTS = (
    "year",
    "month",
    "day",
    "weekday",
    "season",
    "holiday",
    "era",
    "relative",
    "decade",
    "century",
    "part of the day",
    "phase",
    "turn",
)
_VAGUE = frozenset(("part of the day", "phase", "turn"))  # mere adjectives elsewhere
# The months of the holidays and the seasons, in the order of the lexicon.
_FEASTS = {1: {12}, 2: {3, 4}, 3: {1, 12}, 4: {11}, 5: {10}}
_SEASONS = {1: {3, 4, 5, 6}, 2: {6, 7, 8, 9}, 3: {9, 10, 11}, 4: {12, 1, 2, 3}}
_NORTHERN = frozenset(("de", "fr", "it", "pl"))  # languages spoken where summer begins in June
_ORDER_OVERLAP = 0.6
_VAGUE_OVERLAP = 0.75


def find_dates(alignment: Alignment) -> list[Finding]:
    """A year, month, day, weekday or season that both sides name, and name differently."""
    for part in _PARTS:
        ours, theirs = _of(alignment.query, part), _of(alignment.claim, part)
        one = [m for m in ours if m.value not in {t.value for t in theirs}]
        other = [m for m in theirs if m.value not in {o.value for o in ours}]
        if one and other and (part not in _VAGUE or alignment.overlap >= _VAGUE_OVERLAP):
            return [_date(alignment, one[0], other[0])]
    return _feasts(alignment) or _decades(alignment) or _order(alignment)


def _decades(alignment: Alignment) -> list[Finding]:
    """A year against a decade that it is not in; that something went on longer may be left out."""
    for dated, other in (
        (alignment.query, alignment.claim),
        (alignment.claim, alignment.query),
    ):
        years, decades = _of(dated, "year"), _of(other, "decade")
        if not years or not decades or _of(dated, "decade") or _of(other, "year"):
            continue
        if {year.value % 100 // 10 for year in years}.isdisjoint(d.value // 10 for d in decades):
            pair = (years[0], decades[0])
            return [
                _date(alignment, *(pair if dated is alignment.query else pair[::-1]), opposed=False)
            ]
    return []


def _feasts(alignment: Alignment) -> list[Finding]:
    """A feast against a month or a season that it never falls into."""
    for side, elsewhere in ((0, 1), (1, 0)):
        sides = (alignment.query, alignment.claim)
        if _of(sides[side], "month") or _of(sides[elsewhere], "holiday"):
            continue
        for feast in _of(sides[side], "holiday"):
            months = _FEASTS.get(feast.value, set())
            for other in (*_of(sides[elsewhere], "month"), *_of(sides[elsewhere], "season")):
                if months and not months & _months(other, sides[elsewhere].language):
                    pair = (feast, other) if side == 0 else (other, feast)
                    return [_date(alignment, *pair)]
    return []


def _months(moment: Moment, language: str | None) -> set[int]:
    if moment.part == "month":
        return {moment.value}
    months = _SEASONS[moment.value]
    return months if language in _NORTHERN else months | {(m + 5) % 12 + 1 for m in months}


def _of(analysis: Analysis, part: str) -> list[Moment]:
    return [moment for moment in analysis.moments if moment.part == part]


def _date(
    alignment: Alignment, one: Moment | Cue, other: Moment | Cue, *, opposed: bool = True
) -> Finding:
    query = alignment.query.words(one.start, one.end)
    claim = alignment.claim.words(other.start, other.end)
    return finding(DifferenceKind.DATE, query, claim, opposed=opposed)


def _order(alignment: Alignment) -> list[Finding]:
    if alignment.overlap < _ORDER_OVERLAP or alignment.query.denies != alignment.claim.denies:
        return []  # "could not until 1971" is "can since 1971"
    ours, theirs = _orders(alignment.query), _orders(alignment.claim)
    common = ours.keys() & theirs.keys()  # "do" is "until", and "to" as well
    ours = {word: cue for word, cue in ours.items() if word not in common}
    theirs = {word: cue for word, cue in theirs.items() if word not in common}
    for one in _alone([*ours.values()], [*theirs.values()]):
        for other in _alone([*theirs.values()], [*ours.values()]):
            if one.sign != other.sign and alignment.beside(
                one.start, other.start, one.end, other.end
            ):
                return [_date(alignment, one, other)]
    return []


def _orders(analysis: Analysis) -> dict[str, Cue]:
    cues = [cue for cue in analysis.cues if cue.family == "order"]
    return {analysis.words(cue.start, cue.end).casefold(): cue for cue in cues}


def _alone(cues: Sequence[Cue], others: Sequence[Cue]) -> list[Cue]:
    signs = {cue.sign for cue in others}
    return [cue for cue in cues if cue.sign not in signs]
