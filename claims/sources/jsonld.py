"""Reading JSON-LD nodes whose properties may have any shape."""

from __future__ import annotations

import html
from collections.abc import Mapping

Node = Mapping[str, object]
_REFERENCE = {"@id", "@type"}
_DEEP = 2  # a claim, and who made it
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
    return [_linked(node, named, _DEEP) for node in graph] if named else graph


def _linked(value: object, named: Mapping[str, Node], deep: int) -> object:
    if not isinstance(value, dict) or is_reference(value):
        return value
    return {**value, **{key: _meant(value[key], named, deep) for key in _REFERRED if key in value}}


def _meant(value: object, named: Mapping[str, Node], deep: int) -> object:
    if isinstance(value, list):
        return [one if isinstance(one, list) else _meant(one, named, deep) for one in value]
    if isinstance(value, dict) and is_reference(value):
        value = named.get(str(value.get("@id")), value)
    return _linked(value, named, deep - 1) if deep else value


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
