"""A schema.org MediaReview -> a draft: a picture or a film that was checked by itself."""

from __future__ import annotations

from claims.sources.claimreview import appearances_of, publisher_of
from claims.sources.draft import Draft
from claims.sources.jsonld import Node, first, nodes, types

PARSER_VERSION = "mediareview/1"


def is_media_review(node: object) -> bool:
    """True for a node that says so."""
    return isinstance(node, dict) and "MediaReview" in types(node)


def parse_media_review(node: Node) -> Draft:
    """Its title is the claim: a MediaReview has no words for what the picture is said to show."""
    name, site = publisher_of(node)
    media = nodes(node.get("itemReviewed"))
    title = first(node, "headline") or first(node, "name")
    return Draft(
        text=title,
        title=title,
        id=first(node, "@id"),
        id_names_claim=False,
        url=first(node, "url"),
        publisher=name,
        site=site,
        site_from_url=True,
        rating_text=first(node, "mediaAuthenticityCategory"),
        reviewed_at=first(node, "datePublished"),
        language=first(node, "inLanguage"),
        licence=first(node, "sdLicense") or first(node, "license"),
        appearances=(
            *appearances_of([node], "mediaItemAppearance"),
            *appearances_of(media, "contentUrl", "mediaItemAppearance"),
        ),
    )
