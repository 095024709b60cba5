"""forms_of(): what a claim is found by, each encoded by itself; the best one counts.

A title together with the text that it stands over says more than alone: a headline may name no more
than "What we know of the video", an explanation deny what the claim states.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.frames import sought
from claims.model import Claim


def forms_of(claim: Claim) -> list[str]:
    """The text; the text and each review's title together; and each summary. No doubles."""
    text = sought(claim.text) or claim.text
    titled = (f"{text} {title}" for title in _titles(claim) if title != text)
    summaries = (sought(review.summary) for review in claim.reviews if review.summary)
    return [form for form in dict.fromkeys((text, *titled, *summaries)) if form]


def told_of(claim: Claim) -> tuple[str, ...]:
    """The titles and summaries of its reviews, as they are encoded; none that is the text."""
    summaries = (sought(review.summary) for review in claim.reviews if review.summary)
    known = dict.fromkeys((*_titles(claim), *summaries))
    return tuple(one for one in known if one and one != sought(claim.text))


def _titles(claim: Claim) -> Iterator[str]:
    return (title for r in claim.reviews if r.title and (title := sought(r.title)))
