"""View: which of the matches found a reader wants to see. It hides; it never searches again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from claims.model import Claim, MergedClaim, Publisher, Review
from index.lookup import Match

_LONGEST = 200  # characters of a name that tell publishers apart
_MOST_CHOICES = 200
Member = Claim | MergedClaim
Choices = Mapping[str, list[tuple[str, int]]]
NONE = "none"  # no verdict, no band, no language
UNCALIBRATED = "unknown"  # no band, since there is no probability


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Values that a match must have; an empty one lets every match pass."""

    band: str = ""
    verdict: str = ""
    publisher: str = ""
    language: str = ""

    @classmethod
    def of(cls, form: Mapping[str, str]) -> View:
        """The view that a form asks for."""
        return cls(**{name: form.get(name, "") for name in cls.__slots__})

    def among(self, offered: Choices) -> View:
        """The same without values that cannot be chosen: nobody would see what hides a match."""
        values = {name: dict(offered[name]) for name in self.__slots__}
        return View(**{n: v if (v := getattr(self, n)) in values[n] else "" for n in values})

    def shows(self, match: Match) -> bool:
        """Whether a match passes."""
        has = facets_of(match)
        return all(not (wanted := getattr(self, name)) or wanted in has[name] for name in has)


def facets_of(match: Match) -> dict[str, tuple[str, ...]]:
    """The values of a match that a view looks at."""
    return {
        "band": (band_of(match),),
        "verdict": _distinct(review.verdict or NONE for review in match.claim.reviews),
        "publisher": publishers_of(match.claim),
        "language": (primary(match.claim.language),),
    }


def band_of(match: Match) -> str:
    """The band of a match; without a calibration nothing is below a threshold."""
    if match.band is None:
        return UNCALIBRATED if match.probability is None else NONE
    return match.band.value


def publishers_of(claim: Claim) -> tuple[str, ...]:
    """The names of those who reviewed a claim."""
    return _distinct(name_of(review.publisher)[:_LONGEST] for review in claim.reviews)


def reviewed(claim: Claim) -> Iterator[tuple[Member, Review]]:
    """Every review with the claim of the cluster that it is of."""
    reviews = iter(claim.reviews)
    counts = [each.reviews for each in claim.merged]
    own = len(claim.reviews) - sum(counts)
    for each, count in zip(members(claim), (own, *counts), strict=True):
        yield from ((each, review) for review in islice(reviews, count))


def members(claim: Claim) -> tuple[Member, ...]:
    """A claim and those that are shown under it."""
    return (claim, *claim.merged)


def own_first(match: Match) -> list[Review]:
    """The reviews of a match, those of what the sentence was compared with before the others."""
    own = match.compared.id
    found = sorted(reviewed(match.claim), key=lambda pair: pair[0].id != own)
    return [review for _, review in found]


def name_of(publisher: Publisher) -> str:
    """The name of a publisher, else its site, else nothing."""
    return publisher.name or publisher.site or ""


def primary(language: str | None) -> str:
    """`de-AT` is `de`."""
    return (language or NONE).replace("_", "-").split("-")[0].lower()


def choices(matches: Iterable[Match]) -> Choices:
    """The most frequent values to choose from, each with the number of matches that have it."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in View.__slots__}
    for match in matches:
        for name, values in facets_of(match).items():
            counts[name].update(value for value in values if value)
    return {name: found.most_common(_MOST_CHOICES) for name, found in counts.items()}


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
