"""JSON documents of reviews: ClaimReview and MediaReview in JSON-LD, Fact Check Tools answers."""

from __future__ import annotations

import json
from collections.abc import Iterator

from claims.sources import claimreview, factcheck_tools, mediareview
from claims.sources.draft import Draft, Gate, Origin, Outcome, Rejected, Remark
from claims.sources.files import BROKEN, SourceFile
from claims.sources.json_stream import CONTAINERS, NEXT_PAGE, Element, read_elements
from claims.sources.jsonld import is_reference, linked, nodes, types
from claims.sources.table import parse_line

_GRAPH = "@graph"
_TOGETHER = 1_000  # nodes of a graph that may name each other


def read_document(file: SourceFile, origin: Origin) -> Iterator[Outcome]:
    """Every review of one JSON document of any size; its number stands for the line."""
    number = 0
    for value, container in _gathered(read_elements(file)):
        if container == NEXT_PAGE:
            yield Remark(warning=f"it goes on at pageToken={value}: read that too", records=1)
            continue
        for node in _found(value, container):
            for outcome in parse_node(origin, number + 1, node):
                number += 1
                yield outcome


def _gathered(elements: Iterator[Element]) -> Iterator[tuple[object, str]]:
    """The values with their containers, those of a graph together, so that references are known;
    where the document breaks, what it gave before comes first."""
    graph: list[object] = []
    try:
        for element in elements:
            if element.container != _GRAPH:
                yield element.value, element.container
                continue
            graph.append(element.value)
            if len(graph) == _TOGETHER:
                full, graph = graph, []
                yield linked(full), _GRAPH
    except BROKEN:
        yield linked(graph), _GRAPH
        raise
    yield linked(graph), _GRAPH


def read_document_lines(file: SourceFile, origin: Origin) -> Iterator[Outcome]:
    """JSON Lines in which every line is a document."""
    for line in file.lines():
        document = parse_line(line)
        if isinstance(document, Rejected):
            yield document
            continue
        for node in _found(document) or [document]:
            yield from parse_node(origin, line.number, node)


def _found(value: object, container: str = "") -> list[object]:
    try:
        return list(find_reviews(value, container))
    except RecursionError:
        return [value]


def find_reviews(value: object, container: str = "") -> Iterator[object]:
    """The nodes of a value that are or should be reviews; nulls are none."""
    if isinstance(value, list):
        for one in value:
            yield from find_reviews(one, container)
    elif isinstance(value, dict):
        yield from _find_in_node(value, container)
    elif value is not None:
        yield value


def _find_in_node(node: dict[str, object], container: str) -> Iterator[object]:
    if "DataFeedItem" in types(node):
        yield from find_reviews(node.get("item"))
    elif is_review(node):
        yield from _beside(node)
    elif named := [key for key in CONTAINERS if key in node]:
        for key in named:
            inner = node[key]
            if key == _GRAPH and isinstance(inner, list):
                inner = linked(inner)
            yield from find_reviews(inner, key)
    elif within := [review for part in node.values() for review in _within(part)]:
        yield from within
    elif container != _GRAPH:
        yield node  # other nodes of a graph are the page's furniture


def _within(value: object) -> Iterator[object]:
    """The reviews anywhere in a property, as the `mainEntity` of a page; no mere references."""
    if isinstance(value, list):
        for one in value:
            yield from _within(one)
    elif isinstance(value, dict):
        if is_review(value) and not is_reference(value):
            yield from _beside(value)
        else:
            for part in value.values():
                yield from _within(part)


def is_review(node: object) -> bool:
    """True for a node of any kind that is read."""
    return (
        claimreview.is_claim_review(node)
        or mediareview.is_media_review(node)
        or factcheck_tools.is_api_claim(node)
    )


def parse_node(origin: Origin, number: int, node: object) -> Iterator[Outcome]:
    """One outcome a draft, at least one; `number` is the first one's."""
    try:
        original = json.dumps(node, sort_keys=True, ensure_ascii=False)
        parsed = _parse(node)
    except RecursionError:
        original, parsed = "", "it is nested too deeply"
    if isinstance(parsed, str):
        yield Rejected(line=number, reason=parsed, original=original)
        return
    version, drafts = parsed
    for place, draft in enumerate(drafts):
        yield Gate(origin, version).accept(number + place, draft, original)


def _beside(node: dict[str, object]) -> Iterator[object]:
    """A MediaReview of a ClaimReview says how its picture fares; the ClaimReview is the review."""
    claims = nodes(node.get("associatedClaimReview"))
    if mediareview.is_media_review(node) and claims:
        media = {key: value for key, value in node.items() if key != "associatedClaimReview"}
        for claim in claims:
            yield {**claim, "@type": "ClaimReview", "associatedMediaReview": media}
    else:
        yield node


def _parse(node: object) -> tuple[str, tuple[Draft, ...]] | str:
    """Parser version and drafts, or why there are none."""
    if not isinstance(node, dict):
        return "not a JSON object"
    if claimreview.is_claim_review(node):
        return claimreview.PARSER_VERSION, claimreview.parse_claim_review(node)
    if mediareview.is_media_review(node):
        return mediareview.PARSER_VERSION, (mediareview.parse_media_review(node),)
    if factcheck_tools.is_api_claim(node):
        drafts = factcheck_tools.parse_api_claim(node)
        return (factcheck_tools.PARSER_VERSION, drafts) if drafts else "it has no review"
    return f"not a ClaimReview but {' '.join(types(node)) or 'nothing'}"
