"""Relatives: whose father or widow somebody is, and is not himself."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.tables import read_table

_NAME = 3  # words of a name behind "the father of"
_OF = frozenset("of von des de du do da d del della di dos".split())
_GENITIVES = ("s", "x", "z")  # German names end in these before what is theirs


def about_a_relative(alignment: Alignment) -> bool:
    """True where one side only is about the father of somebody whom both name."""
    kin = _kin(alignment.query), _kin(alignment.claim)
    if bool(kin[0]) == bool(kin[1]):
        return False
    if kin[0]:
        return not set(_whose(alignment.query, kin[0])).isdisjoint(alignment.pairs)
    return not set(_whose(alignment.claim, kin[1])).isdisjoint(alignment.pairs.values())


def _kin(analysis: Analysis) -> list[int]:
    words = _words().get(analysis.language or "", frozenset())
    return [i for i, token in enumerate(analysis.tokens) if token.fold in words]


def _whose(analysis: Analysis, kin: Iterable[int]) -> list[int]:
    """The capitalised words that words for relatives belong to: "X's father", "pai de X"."""
    tokens = analysis.tokens
    found = []
    for i in kin:
        if i > 1 and tokens[i - 1].fold == "s":
            found.append(i - 2)
        elif i and analysis.language == "de" and tokens[i - 1].fold.endswith(_GENITIVES):
            found.append(i - 1)
        behind = i + 1
        if behind < len(tokens) and (tokens[behind].fold in _OF or analysis.language == "pl"):
            found += range(behind, min(behind + 1 + _NAME, len(tokens)))
    return [i for i in found if tokens[i].capital]


@cache
def _words() -> dict[str, frozenset[str]]:
    table = read_table("relatives.toml")
    return {language: frozenset(line.split()) for language, line in table.items()}
