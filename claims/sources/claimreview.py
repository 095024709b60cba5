"""schema.org ClaimReview in JSON-LD: one, a list, an @graph, a DataFeed, or one a line."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping

from claims.errors import SourceError
from claims.sources.draft import Draft, Gate, Origin, Outcome, Rejected, Scale
from claims.sources.files import SourceFile
from claims.sources.table import parse_line

PARSER_VERSION = "claimreview/1"

_Node = Mapping[str, object]
_URL = re.compile(r"https?://[^\s,;\"'<>]+")


def read_claim_reviews(file: SourceFile, origin: Origin) -> Iterator[Outcome]:
    """Every ClaimReview of a JSON document; its number stands for the line."""
    gate = Gate(origin, PARSER_VERSION)
    try:
        document = json.loads(file.stream.read().decode())
    except UnicodeDecodeError as error:
        raise SourceError(f"{file.name} is not UTF-8 (byte {error.start + 1})") from error
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{file.name} is no JSON document: {error}") from error
    number = 0
    for node in find_claim_reviews(document):
        for outcome in parse_node(gate, number + 1, node):
            number += 1
            yield outcome


def read_claim_review_lines(file: SourceFile, origin: Origin) -> Iterator[Outcome]:
    """JSON Lines in which every line is a JSON-LD document."""
    gate = Gate(origin, PARSER_VERSION)
    for line in file.lines():
        document = parse_line(line)
        if isinstance(document, Rejected):
            yield document
            continue
        nodes = list(find_claim_reviews(document))
        if not nodes:
            nodes = [document]
        for node in nodes:
            yield from parse_node(gate, line.number, node)


def find_claim_reviews(document: object) -> Iterator[object]:
    """The nodes of a document that are or should be a ClaimReview; nulls are none."""
    if isinstance(document, list):
        for node in document:
            yield from find_claim_reviews(node)
    elif not isinstance(document, dict):
        if document is not None:
            yield document
    elif "@graph" in document:
        graph = document["@graph"]
        nodes = graph if isinstance(graph, list) else [graph]
        yield from (node for node in nodes if is_claim_review(node))
    elif "dataFeedElement" in document:
        yield from find_claim_reviews(document["dataFeedElement"])
    elif "DataFeedItem" in _types(document):
        yield from find_claim_reviews(document.get("item"))
    else:
        yield document


def is_claim_review(node: object) -> bool:
    """True for a node that says so, or has what only a ClaimReview has."""
    if not isinstance(node, dict):
        return False
    return "ClaimReview" in _types(node) or "claimReviewed" in node


def parse_node(gate: Gate, number: int, node: object) -> Iterator[Outcome]:
    """One outcome a claim text: a review may list several."""
    original = json.dumps(node, sort_keys=True, ensure_ascii=False)
    if not isinstance(node, dict):
        yield Rejected(line=number, reason="not a JSON object", original=original)
    elif not is_claim_review(node):
        kind = " ".join(_types(node)) or "nothing"
        yield Rejected(line=number, reason=f"not a ClaimReview but {kind}", original=original)
    else:
        drafts = parse_claim_review(node)
        for place, draft in enumerate(drafts):
            yield gate.accept(number + place, draft, original)


def parse_claim_review(node: _Node) -> tuple[Draft, ...]:
    """A draft for every claim text of a ClaimReview, at least one."""
    claims = _nodes(node.get("itemReviewed"))
    texts = dict.fromkeys(_texts(node.get("claimReviewed"))) or dict.fromkeys(
        text for claim in claims if "Claim" in _types(claim) for text in _texts(claim.get("text"))
    )
    return tuple(_draft(node, claims, text) for text in texts or (None,))


def _draft(node: _Node, claims: list[_Node], text: str | None) -> Draft:
    rating_text, scale = _rating(node.get("reviewRating"))
    name, site = _publisher(node)
    language = _first(node, "inLanguage")
    return Draft(
        text=text,
        title=_first(node, "headline") or _first(node, "name"),
        id=_first(node, "@id"),
        id_names_claim=False,
        url=_first(node, "url"),
        publisher=name,
        site=site,
        site_from_url=True,
        rating_text=rating_text,
        scale=scale,
        claimant=_claimant(claims),
        claimed_at=_any(claims, "datePublished"),
        reviewed_at=_first(node, "datePublished") or _first(node, "dateCreated"),
        language=language,
        claim_language=_any(claims, "inLanguage"),
        licence=_first(node, "sdLicense") or _first(node, "license"),
        appearances=tuple(_appearances(claims)),
    )


def _rating(value: object) -> tuple[str | None, Scale | None]:
    """The words of a rating and its number, where it has an extent that is stated."""
    nodes = _nodes(value)
    if not nodes:
        return next(iter(_texts(value)), None), None
    node = nodes[0]
    inner = node.get("properties")
    if isinstance(inner, dict):
        node = {**inner, **node}
    number = _first(node, "ratingValue")
    words = _first(node, "alternateName") or _first(node, "name")
    if not words and number and _number(number) is None:
        words = number
    ends = [_number(_first(node, key)) for key in ("ratingValue", "bestRating", "worstRating")]
    value_, best, worst = ends
    if value_ is None or best is None or worst is None:
        return words, None
    return words, Scale(value=value_, best=best, worst=worst)


def _number(text: str | None) -> float | None:
    try:
        return float(text.replace(",", ".")) if text else None
    except ValueError:
        return None


def _publisher(node: _Node) -> tuple[str | None, str | None]:
    """Name and site: of an organisation before a person, of the author before the publisher."""
    people = [*_nodes(node.get("author")), *_nodes(node.get("publisher"))]
    people.sort(key=lambda one: "Person" in _types(one))
    for one in people:
        name = _first(one, "name")
        site = _first(one, "url") or _first(one, "sameAs")
        if name or site:
            return name, site
    names = [*_texts(node.get("author")), *_texts(node.get("publisher"))]
    return next(iter(names), None), None


def _claimant(claims: list[_Node]) -> str | None:
    names: list[str] = []
    for claim in claims:
        author = claim.get("author")
        people = _nodes(author)
        names += [name for one in people if (name := _first(one, "name"))]
        names += _texts(author)
    return ", ".join(dict.fromkeys(names)) or None


def _appearances(claims: list[_Node]) -> Iterator[str]:
    for claim in claims:
        for key in ("firstAppearance", "appearance"):
            value = claim.get(key)
            for one in value if isinstance(value, list) else [value]:
                if text := _first({key: one}, key):
                    yield from _URL.findall(text) or [text]


def _types(node: _Node) -> list[str]:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for kind in listed if isinstance(kind, str)]


def _nodes(value: object) -> list[_Node]:
    listed = value if isinstance(value, list) else [value]
    return [one for one in listed if isinstance(one, dict) and "@value" not in one]


def _texts(value: object) -> list[str]:
    """The non-empty texts of a string, a number, a list of them, or JSON-LD value objects."""
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    if isinstance(value, dict):
        return _texts(value["@value"]) if "@value" in value else []
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return [str(value)]
    text = html.unescape(value).strip() if isinstance(value, str) else ""
    return [text] if text else []


def _first(node: _Node, key: str) -> str | None:
    """The first text of a property; of an object, its address or name."""
    value = node.get(key)
    if texts := _texts(value):
        return texts[0]
    for inner in _nodes(value):
        for name in ("url", "@id", "name"):
            if texts := _texts(inner.get(name)):
                return texts[0]
    return None


def _any(nodes: list[_Node], key: str) -> str | None:
    return next((text for node in nodes if (text := _first(node, key))), None)
