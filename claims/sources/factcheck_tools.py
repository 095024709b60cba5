"""A claim as the Fact Check Tools API answers it -> a draft a review."""

from __future__ import annotations

from claims.sources.draft import Draft
from claims.sources.jsonld import Node, first, nodes

PARSER_VERSION = "factchecktools/1"


def is_api_claim(node: object) -> bool:
    """True for an element of the answer's `claims`."""
    return isinstance(node, dict) and "claimReview" in node and "@type" not in node


def parse_api_claim(node: Node) -> tuple[Draft, ...]:
    """One draft for every review of the claim."""
    return tuple(_draft(node, review) for review in nodes(node.get("claimReview")))


def _draft(node: Node, review: Node) -> Draft:
    publisher = next(iter(nodes(review.get("publisher"))), {})
    return Draft(
        text=first(node, "text"),
        title=first(review, "title"),
        url=first(review, "url"),
        publisher=first(publisher, "name"),
        site=first(publisher, "site"),
        site_from_url=True,
        rating_text=first(review, "textualRating"),
        claimant=first(node, "claimant"),
        claimed_at=first(node, "claimDate"),
        reviewed_at=first(review, "reviewDate"),
        language=first(review, "languageCode"),
    )
