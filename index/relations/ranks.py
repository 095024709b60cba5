"""Ranks: the First World War is not the Second, and what is first is not third."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.lookup import DifferenceKind
from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.findings import Finding, finding

# Numbers are told apart elsewhere; but "first" is no number.
_FIRST = frozenset(
    "first erste ersten erster erstes erstem premier premiere premiers premieres primer primera "
    "primero primeros primeras primeiro primeira primeiros primeiras primo prima primi prime "
    "pierwszy pierwsza pierwsze pierwszego pierwszej pierwszym pierwszych pierwszemu".split()
)
# In any language, since a name's numeral may be Roman, and "segunda" a Monday.
_WARS = re.compile(
    r"\b(?:(?:(?P<first>first|erste\w*|1\.|première|primera|primeira|prima|pierwsz\w+|i)"
    r"|(?P<second>second|zweite\w*|2\.|seconde|deuxième|segunda|seconda|drug\w+|ii)) "
    r"(?:world war|weltkrieg\w*|guerre mondiale|guerra mundial|guerra mondiale|wojn\w+ światow\w+)"
    r"|(?:world war |ww ?)(?:(?P<one>i|one|1)|(?P<two>ii|two|2)))\b",
    re.IGNORECASE,
)
_WORLD_WARS = {"first": 1, "one": 1, "second": 2, "two": 2}
_BEHIND = 2  # tokens from a rank to what has it


@dataclass(frozen=True, slots=True)
class _Rank:
    value: float
    start: int
    end: int


def find_ranks(alignment: Alignment) -> list[Finding]:
    """ "The first" of something on one side, and "the second" of it on the other."""
    if wars := _other_war(alignment):
        return [finding(DifferenceKind.NUMBER, *wars, opposed=True)]
    ours, theirs = _ranks(alignment.query), _ranks(alignment.claim)
    for head, one in ours.items():
        other = theirs.get(alignment.pairs.get(head, -1))
        if other is not None and one.value != other.value and 1 in (one.value, other.value):
            query = alignment.query.words(one.start, one.end)
            claim = alignment.claim.words(other.start, other.end)
            return [finding(DifferenceKind.NUMBER, query, claim, opposed=True)]
    return []


def _other_war(alignment: Alignment) -> tuple[str, str] | None:
    """The two world wars, where either side names one of them."""
    ours, theirs = _wars(alignment.query.text), _wars(alignment.claim.text)
    if len(ours) != 1 or len(theirs) != 1 or ours.keys() == theirs.keys():
        return None
    return next(iter(ours.values())), next(iter(theirs.values()))


@lru_cache(maxsize=1 << 12)
def _wars(text: str) -> dict[int, str]:
    found = _WARS.finditer(text)
    return {_WORLD_WARS[match.lastgroup]: match[0] for match in found if match.lastgroup}


def _ranks(analysis: Analysis) -> dict[int, _Rank]:
    """The ranks of a sentence by the content word behind each; none where that has several."""
    found = [_Rank(q.plain, q.start, q.end) for q in analysis.quantities if q.role == "ordinal"]
    found += [_Rank(1, i, i + 1) for i, token in enumerate(analysis.tokens) if token.fold in _FIRST]
    ranks: dict[int, _Rank] = {}
    several = set()
    for rank in found:
        head = next((i for i in analysis.content if i >= rank.end), None)
        if head is not None and head - rank.end < _BEHIND:
            several.update({head} & ranks.keys())
            ranks[head] = rank
    return {head: rank for head, rank in ranks.items() if head not in several}
