"""Words in another order that say the same: "the capital is Sydney", "the soup she cooked it"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis

ROMANCE = frozenset(("es", "fr", "it", "pt"))
_COPULAS = frozenset(
    "is are was were ist sind war waren est sont etait etaient fut furent es son era eran fue "
    "fueron e sao foi foram eram sono fu furono erano jest sa byl byla bylo byly".split()
)
_DEFINITE = frozenset(
    "the der die das den dem le la les l el los las lo o a os as il i gli".split()
)
_CLITICS = frozenset("lo la los las li le l o a os as".split())


@dataclass(frozen=True, slots=True)
class Swap:
    """First and last place of two groups that changed places, and the words between them."""

    low: int
    high: int
    middle: range

    @property
    def apart(self) -> bool:
        """Whether there are."""
        return len(self.middle) > 0

    @property
    def second(self) -> int:
        """Where the second group begins."""
        return self.middle.stop


def equated(
    alignment: Alignment,
    ours: Sequence[int],
    places: Sequence[int],
    swap: Swap,
) -> bool:
    """True for "the capital is Sydney" and "Sydney is the capital", which name one thing."""
    sides = (
        (alignment.query, ours, swap.second),
        (alignment.claim, places, swap.low + swap.high + 1 - swap.second),
    )
    return not swap.apart and all(
        _copula(analysis, found[swap.low], found[second - 1], found[second])
        for analysis, found, second in sides
    )


def _copula(analysis: Analysis, first: int, last: int, second: int) -> bool:
    """Whether only "is" stands between two groups, one of which is a definite one."""
    between = [token.fold for token in analysis.tokens[last + 1 : second] if token.text != "'"]
    copulas = [word for word in between if word in _COPULAS]
    others = set(between) - _COPULAS - _DEFINITE
    begins = [token.fold for token in analysis.tokens[max(first - 2, 0) : first]]
    return bool(copulas) and not others and not _DEFINITE.isdisjoint([*begins, *between])


def taken_up(alignment: Alignment, ours: Sequence[int], swap: Swap) -> bool:
    """True for "la penicilina la descubrió Fleming", where a pronoun says who did nothing."""
    if alignment.query.language not in ROMANCE:
        return False
    verbs = [ours[place] for place in swap.middle]
    sides = (
        (_clitic(alignment.query, i), _clitic(alignment.claim, alignment.pairs[i])) for i in verbs
    )
    return any(one != other for one, other in sides)


def _clitic(analysis: Analysis, i: int) -> bool:
    """Whether a pronoun stands before a verb, or behind its hyphen."""
    before = analysis.tokens[i - 1].fold if i else ""
    behind = [token.fold for token in analysis.tokens[i + 1 : i + 3]]
    return before in _CLITICS or (behind[:1] == ["-"] and not _CLITICS.isdisjoint(behind))
