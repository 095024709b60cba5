"""count_publishers(): how many publishers reviews are of, however a source names them."""

from __future__ import annotations

from collections.abc import Iterable

from claims.fields import url_site
from claims.model import Review


def count_publishers(reviews: Iterable[Review]) -> int:
    """Those that share a name or a site are one; where no site is named, the address has it."""
    known: list[frozenset[str]] = []
    for review in reviews:
        marks = publisher_marks(review) or frozenset({""})  # unknown ones are one
        same = [one for one in known if one & marks]
        known = [one for one in known if not one & marks]
        known.append(marks.union(*same))
    return len(known)


def publisher_marks(review: Review) -> frozenset[str]:
    """Site and name of a review's publisher, folded; none of an unknown one."""
    publisher = review.publisher
    found = (publisher.site or url_site(review.url or ""), publisher.name)
    return frozenset(mark.strip().casefold() for mark in found if mark)
