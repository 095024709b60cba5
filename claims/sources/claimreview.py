"""A schema.org ClaimReview -> drafts, whatever the shape of its properties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.fields import is_profile
from claims.sources.draft import Draft, Scale
from claims.sources.jsonld import Node, first, first_of, nodes, texts, types

PARSER_VERSION = "claimreview/2"

_URL = re.compile(r"https?://[^\s,;\"'<>]+")


def is_claim_review(node: object) -> bool:
    """True for a node that says so, or has what only a ClaimReview has."""
    if not isinstance(node, dict):
        return False
    return "ClaimReview" in types(node) or "claimReviewed" in node


def parse_claim_review(node: Node) -> tuple[Draft, ...]:
    """A draft for every claim text of a ClaimReview, at least one."""
    claims = nodes(node.get("itemReviewed"))
    stated = texts(node.get("claimReviewed")) or [
        text for claim in claims if "Claim" in types(claim) for text in texts(claim.get("text"))
    ]
    return tuple(_draft(node, claims, text) for text in dict.fromkeys(stated) or (None,))


def _draft(node: Node, claims: list[Node], text: str | None) -> Draft:
    media = nodes(node.get("associatedMediaReview"))
    rating_text, scale = rating_of(node.get("reviewRating"))
    name, site = publisher_of(node)
    language = first(node, "inLanguage")
    return Draft(
        text=text,
        title=first(node, "headline") or first(node, "name"),
        id=first(node, "@id"),
        id_names_claim=False,
        url=first(node, "url"),
        publisher=name,
        site=site,
        site_from_url=True,
        rating_text=rating_text or first_of(media, "mediaAuthenticityCategory"),
        scale=scale,
        claimant=_claimant(claims),
        claimed_at=first_of(claims, "datePublished"),
        reviewed_at=first(node, "datePublished") or first(node, "dateCreated"),
        language=language,
        claim_language=first_of(claims, "inLanguage"),
        licence=first(node, "sdLicense") or first(node, "license"),
        summary=first(node, "abstract"),
        appearances=(
            *appearances_of(claims, "firstAppearance", "appearance"),
            *appearances_of(media, "mediaItemAppearance"),
        ),
    )


def rating_of(value: object) -> tuple[str | None, Scale | None]:
    """The words of a rating and its number, where it has an extent that is stated.

    Several ratings are all in the words, so that those which contradict make no verdict, and no
    number then speaks for them.
    """
    ratings = nodes(value)
    if not ratings:
        return _joined(texts(value)), None
    if len(ratings) > 1 or texts(value):  # words may stand beside an object
        several = value if isinstance(value, list) else [value]
        return _joined([words for one in several if (words := rating_of(one)[0])]), None
    node = ratings[0]
    inner = node.get("properties")
    if isinstance(inner, dict):
        node = {**inner, **node}
    number = first(node, "ratingValue")
    words = _joined(texts(node.get("alternateName"))) or first(node, "name")
    if not words and number and _number(number) is None:
        words = number
    ends = [_number(first(node, key)) for key in ("ratingValue", "bestRating", "worstRating")]
    value_, best, worst = ends
    if value_ is None or best is None or worst is None:
        return words, None
    return words, Scale(value=value_, best=best, worst=worst)


def _joined(words: list[str]) -> str | None:
    return "; ".join(dict.fromkeys(words)) or None


def _number(text: str | None) -> float | None:
    try:
        return float(text.replace(",", ".")) if text else None
    except ValueError:
        return None


def publisher_of(node: Node) -> tuple[str | None, str | None]:
    """Name and site: of an organisation before a person, of the author before the publisher."""
    people = [*nodes(node.get("author")), *nodes(node.get("publisher"))]
    people.sort(key=lambda one: "Person" in types(one))
    for one in people:
        name = first(one, "name")
        site = _site_of(one)
        if name or site:
            return name, site
    names = [*texts(node.get("author")), *texts(node.get("publisher"))]
    return next(iter(names), None), None


def _site_of(publisher: Node) -> str | None:
    """Its address, or one that it is the same as; what it has on a network is not its site."""
    stated = [first(publisher, "url"), *texts(publisher.get("sameAs"))]
    return next((url for url in stated if url and not is_profile(url)), None)


def _claimant(claims: list[Node]) -> str | None:
    names: list[str] = []
    for claim in claims:
        author = claim.get("author")
        people = nodes(author)
        names += [name for one in people if (name := first(one, "name"))]
        names += texts(author)
    return ", ".join(dict.fromkeys(names)) or None


def appearances_of(claims: list[Node], *keys: str) -> Iterator[str]:
    for claim in claims:
        for key in keys:
            value = claim.get(key)
            for one in value if isinstance(value, list) else [value]:
                if text := first({key: one}, key):
                    yield from _URL.findall(text) or [text]
