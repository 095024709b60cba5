"""objection(): why two statements that lie close are not one claim; conservative by design."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.clusters.kinds import shows_something
from index.clusters.statements import Statement
from index.relation import relate
from index.relations.analysis import Analysis, analyse
from index.relations.lexicon import LANGUAGES
from index.relations.quantities import Quantity, equal

_FIGURE = re.compile(r"(?<![^\W_])\d+(?:[.,'’ ]\d{3})*(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"[.,'’ ](?=\d{3}(?!\d))")


def objection(one: Statement, other: Statement, *, supported: bool) -> str | None:
    """What forbids a merge, as one word; None where nothing does.

    `supported` is True where more than the texts speaks for it: like titles, or reviews of the same
    weeks. Without, equal texts may not depict something that they need not name, and others may
    not name a place that is not in both. Unequal texts must be in languages whose negations and
    numbers are read.
    """
    if one.key == other.key:
        return None if supported or not shows_something(one.text) else "depiction"
    if one.publishers & other.publishers and one.language == other.language:
        return "publisher"
    if one.language not in LANGUAGES or other.language not in LANGUAGES:
        return "language"
    if figures(one.text) != figures(other.text):
        return "number"
    first, second = analyse(one.text, one.language), analyse(other.text, other.language)
    if _part(_said(first), _said(second)):
        return "number"
    if not supported and _places_part(first, second):
        return "entity"
    if first.language != second.language and _denies(first) != _denies(second):
        return "negation"  # which `relate` hardly sees between languages
    return _difference(one, other)


def _difference(one: Statement, other: Statement) -> str | None:
    """Read both ways: what one side of `relate` overlooks the other may see."""
    for query, claim in ((one, other), (other, one)):
        _, differences = relate(
            query.text,
            claim.text,
            query_language=query.language,
            claim_language=claim.language,
        )
        if differences:
            return differences[0].kind.value
    return None


@lru_cache(maxsize=20_000)
def figures(text: str) -> frozenset[str]:
    """The numbers of a text that are written in digits, that of a name like COVID-19 too."""
    found = (_THOUSANDS.sub("", match) for match in _FIGURE.findall(text))
    return frozenset(number.replace(",", ".") for number in found)


def _said(analysis: Analysis) -> list[Quantity]:
    """The amounts of a sentence in digits or words, but for a mere "one"."""
    return [quantity for quantity in analysis.quantities if not quantity.weak]


def _part(ones: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    """True where one side says an amount that the other does not."""
    return any(not any(equal(a, b) for b in others) for a in ones) or any(
        not any(equal(a, b) for b in ones) for a in others
    )


def _denies(analysis: Analysis) -> bool:
    """True where a sentence says no to something."""
    return any(cue.family in ("negator", "negative") for cue in analysis.cues)


def _places_part(one: Analysis, other: Analysis) -> bool:
    """True where one side names a known place or body that the other does not."""
    ones = [name.codes for name in one.names if name.codes]
    others = [name.codes for name in other.names if name.codes]
    return any(not any(a & b for b in others) for a in ones) or any(
        not any(a & b for b in ones) for a in others
    )
