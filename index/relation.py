"""relate(): how a sentence relates to a claim, and where the two part."""

from __future__ import annotations

import re
from typing import Protocol

from index.lookup import Difference, DifferenceKind, Relation
from index.relations.actors import find_names
from index.relations.alignment import Alignment, align
from index.relations.amounts import find_numbers
from index.relations.analysis import Analysis, analyse
from index.relations.causes import sided_otherwise
from index.relations.colours import coloured_otherwise
from index.relations.comparisons import compared_otherwise, unequalled
from index.relations.direction import doubtful, find_direction
from index.relations.directions import unplaced
from index.relations.evidence import unsupported
from index.relations.findings import Finder, Finding
from index.relations.kinds import of_another_kind
from index.relations.lapses import elapsed_otherwise
from index.relations.levels import find_levels
from index.relations.matter import of_one_matter
from index.relations.namesakes import about_a_namesake
from index.relations.opposites import opposed_across
from index.relations.outright import denied_outright
from index.relations.persons import only_named
from index.relations.preventions import evened, prevented_otherwise
from index.relations.qualities import qualified_otherwise
from index.relations.ranks import find_ranks
from index.relations.relatives import about_a_relative
from index.relations.replaced import replaced
from index.relations.reservations import headed_false, reserved_otherwise
from index.relations.scraps import hardly_anything
from index.relations.sexes import sexed_otherwise
from index.relations.superlatives import ranked_otherwise
from index.relations.times import find_dates
from index.relations.unanswered import denied_otherwise, lopsided

_STOPS = re.compile(
    r"(?<!\d)[.,;:!…·\"'`()\[\]。、「」『』《》،؛।|]|[.,;:!…\"'()\[\]。、،؛।|](?!\d)"
)
_SPACES = re.compile(r"\s(?=[\u3040-\u9fff])|(?<=[\u3040-\u9fff])\s")  # where none need be
_AMOUNT = (DifferenceKind.QUANTIFIER,)
_FINDERS: tuple[Finder, ...] = (
    find_direction,
    find_levels,
    find_numbers,
    find_ranks,
    find_dates,
    find_names,
)


class Relate(Protocol):
    """What `relate` is."""

    def __call__(
        self,
        query: str,
        claim: str,
        *,
        query_language: str | None,
        claim_language: str | None,
        close: bool = True,
        sure: bool = True,
    ) -> tuple[Relation, tuple[Difference, ...]]:
        """The relation and the differences."""


def relate(
    query: str,
    claim: str,
    *,
    query_language: str | None,
    claim_language: str | None,
    close: bool = True,
    sure: bool = True,
) -> tuple[Relation, tuple[Difference, ...]]:
    """The relation of `query` to `claim` and their differences.

    Unequal texts that are not `close`, which the calibration decides and not this function, are
    only related: nothing that they do not share is a contradiction, and nothing makes them same.
    Where the calibration is not `sure` either, two languages have to share something to be same.
    """
    one, other = analyse(query, query_language), analyse(claim, claim_language)
    if headed_false(query) and not headed_false(claim):
        close = False  # the heading, which nothing else sees, calls false what follows
    elif _repeats(one, other):
        return Relation.SAME, ()
    alignment = align(*evened(one, other))
    findings = _findings(alignment)
    differences = tuple(dict.fromkeys(found.difference for found in findings))
    if not close or (not findings and _unlikely(alignment, sure=sure)):
        return Relation.RELATED, differences
    return _relation(alignment, findings), differences


def _repeats(one: Analysis, other: Analysis) -> bool:
    """Whether one is the other, but for case; and where no rules follow that look at their words,
    but for full stops and the like, if those are not all there is."""
    if one.text.casefold() == other.text.casefold():
        return True
    if one.language and other.language:
        return False
    bare = _bare(one.text)
    return any(map(str.isalnum, bare)) and bare == _bare(other.text)


def _bare(text: str) -> str:
    return _SPACES.sub("", " ".join(_STOPS.sub(" ", text.casefold()).split()))


def _unlikely(alignment: Alignment, *, sure: bool) -> bool:
    """True where no difference was found and the sentences are not the same for all that."""
    if not sure and (unsupported(alignment) or only_named(alignment)):
        return True
    checks = (
        doubtful,
        lopsided,
        elapsed_otherwise,
        about_a_namesake,
        qualified_otherwise,
        coloured_otherwise,
        sided_otherwise,
        compared_otherwise,
        ranked_otherwise,
        sexed_otherwise,
        of_another_kind,
        unplaced,
        denied_otherwise,
        denied_outright,
        opposed_across,
        prevented_otherwise,
        about_a_relative,
        reserved_otherwise,
        hardly_anything,
        replaced,
    )
    return any(check(alignment) for check in checks)


def _findings(alignment: Alignment) -> list[Finding]:
    findings = [found for finder in _FINDERS for found in finder(alignment)]
    if any(_turned(found) for found in findings):
        # "None" or "a minority" against "most" is more than a weaker amount.
        findings = [f for f in findings if f.opposed or f.difference.kind not in _AMOUNT]
    return findings


def _turned(found: Finding) -> bool:
    kind = found.difference.kind
    return kind is DifferenceKind.NEGATION or (found.opposed and kind in _AMOUNT)


def _relation(alignment: Alignment, findings: list[Finding]) -> Relation:
    if alignment.query.language is None or alignment.claim.language is None:
        return Relation.RELATED
    if not findings:
        return Relation.SAME
    opposed = all(found.opposed for found in findings) and of_one_matter(alignment, findings)
    denied = opposed and not unequalled(alignment)
    return Relation.CONTRADICTS if denied else Relation.RELATED
