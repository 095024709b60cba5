"""Reading JSON-LD nodes whose properties may have any shape."""

from __future__ import annotations

import html
from collections.abc import Mapping

Node = Mapping[str, object]


def types(node: Node) -> list[str]:
    """The types of a node, without their vocabulary."""
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for kind in listed if isinstance(kind, str)]


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
