"""Reading JSON-LD nodes whose properties may have any shape."""

from __future__ import annotations

import html
from collections.abc import Mapping

Node = Mapping[str, object]
_REFERENCE = {"@id", "@type"}
_REFERRED = ("author", "publisher", "reviewRating", "itemReviewed")


def types(node: Node) -> list[str]:
    """The types of a node, without their vocabulary."""
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for kind in listed if isinstance(kind, str)]


def is_reference(node: Node) -> bool:
    """True for a node that says nothing but which one is meant."""
    return not node.keys() - _REFERENCE


def linked(graph: list[object]) -> list[object]:
    """The nodes of a graph, each with the author, rating and claim that it names by `@id` alone."""
    named = {
        str(node["@id"]): node for node in nodes(graph) if "@id" in node and not is_reference(node)
    }
    return [_linked_node(node, named, 2) if isinstance(node, dict) else node for node in graph]


def _linked_node(node: Node, named: Mapping[str, Node], hops: int) -> Node:
    found = {key: _linked(node[key], named, hops) for key in _REFERRED if key in node}
    return {**node, **found} if named and found else node


def _linked(value: object, named: Mapping[str, Node], hops: int) -> object:
    if isinstance(value, list):
        return [_linked(one, named, hops) for one in value]
    if not isinstance(value, dict):
        return value
    if is_reference(value):
        meant = named.get(str(value.get("@id")))
        return _linked(meant, named, hops - 1) if meant and hops else value
    return _linked_node(value, named, hops)


def nodes(value: object) -> list[Node]:
    """The objects of a property."""
    listed = value if isinstance(value, list) else [value]
    return [one for one in listed if isinstance(one, dict) and "@value" not in one]


def texts(value: object) -> list[str]:
    """The non-empty texts of a string, a number, a list of them, or JSON-LD value objects."""
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    if isinstance(value, dict):
        return texts(value["@value"]) if "@value" in value else []
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return [str(value)]
    text = html.unescape(value).strip() if isinstance(value, str) else ""
    return [text] if text else []


def first(node: Node, key: str) -> str | None:
    """The first text of a property; of an object, its address or name."""
    value = node.get(key)
    if found := texts(value):
        return found[0]
    for inner in nodes(value):
        for name in ("url", "@id", "name"):
            if found := texts(inner.get(name)):
                return found[0]
    return None


def first_of(several: list[Node], key: str) -> str | None:
    """The first text of a property that any of the nodes has."""
    return next((text for node in several if (text := first(node, key))), None)
