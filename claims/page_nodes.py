"""Node: the text nodes of a page, counted as every browser counts them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

SPACE = " \t\n\f\r"  # what HTML calls white space
_UNCOUNTED = frozenset(("script", "style", "noscript", "template", "iframe"))
_UNREAD = frozenset(
    ("head", "title", "textarea", "select", "option", "button", "svg", "math", "canvas", "object",
     "audio", "video", "datalist")
)  # fmt: skip
_AROUND = frozenset(("nav", "header", "footer", "aside", "form", "menu", "dialog", "figcaption"))
_INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
     "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
     "strong", "sub", "sup", "time", "tt", "u", "var", "wbr")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """A text node: its number, what it holds, and where it stands.

    `number` counts, from 0 and in document order, the text nodes below `body` that hold anything
    but white space, those in script, style, noscript, template and iframe left out. Nodes of
    white space have the number -1. `opens`: another block than the node before. `read` is False in
    controls and drawings, `around` True in navigation and the like.
    """

    number: int
    text: str
    opens: bool
    read: bool
    around: bool
    title: bool


def text_nodes(html: str) -> Iterator[Node]:
    """The text nodes of a page in document order, parsed as the HTML standard says."""
    body = LexborHTMLParser(html).body
    number, opens = 0, True
    for node, depth in _walk(body):
        if node is None:
            opens = True
            continue
        text = node.text_content or ""
        blank = not text.strip(SPACE)
        yield Node(-1 if blank else number, text, opens, *depth)
        number += not blank
        opens = False


_Where = tuple[bool, bool, bool]


def _walk(body: LexborNode | None) -> Iterator[tuple[LexborNode | None, _Where]]:
    """Text nodes and where they stand; None where a block begins or ends."""
    stack: list[tuple[LexborNode | None, _Where]] = [(body, (True, False, False))]
    while stack:
        node, where = stack.pop()
        if node is None:
            yield None, where
            continue
        if node is not body and node.next is not None:
            stack.append((node.next, where))
        tag = node.tag or ""
        if tag == "-text":
            yield node, where
        elif tag not in _UNCOUNTED and not tag.startswith(("-", "!")):
            read, around, title = where
            inside = (read and tag not in _UNREAD, around or tag in _AROUND, title or tag == "h1")
            if tag not in _INLINE:
                stack.append((None, where))
                yield None, where
            if node.child is not None:
                stack.append((node.child, inside))
