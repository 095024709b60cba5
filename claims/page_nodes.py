"""Node: the text nodes of a page, counted as every browser counts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

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
     "font", "i", "ins", "kbd", "label", "mark", "q", "rb", "rp", "rt", "rtc", "ruby",
     "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
     "wbr")
)  # fmt: skip
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd",
     "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
     "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li",
     "listing", "main", "menu", "nav", "ol", "p", "plaintext", "pre", "search", "section",
     "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp")
)  # fmt: skip
_ASIDES = frozenset(("time", "label", "output"))  # inline, and no main text for trafilatura
_STRUCK = frozenset(("del", "s", "strike"))  # what is no longer said
_READINGS = frozenset(("rp", "rt", "rtc"))  # what stands above or beside the words it tells
_HIDING = ("display:none", "visibility:hidden")
_UNSEEN = frozenset(  # classes that mean nothing else
    ("hidden", "hide", "d-none", "noprint", "sr-only", "visually-hidden", "visuallyhidden",
     "screen-reader-text", "element-invisible")
)  # fmt: skip
_AT_SOME_WIDTHS = re.compile(r"\S:|\bd-(?!none)")  # hidden md:inline


@dataclass(frozen=True, slots=True)
class Node:
    """A text node: its number, what it holds, and where it stands.

    `number` counts, from 0 and in document order, the text nodes below `body` that hold anything
    but white space, those in script, style, noscript, template and iframe left out. Nodes of
    white space have the number -1. `opens`: another block than the node before. `read` is False in
    controls and drawings, `around` True in navigation and the like, `within` in a phrase that
    is part of the sentence for a reader, if not for whoever looks for the main text, `hidden` in
    one that is not shown, or shows how another is read. `block` is the same for the texts of one
    block, up to a line break, which counts one on; `paragraph` also across it.
    """

    number: int
    text: str
    opens: bool
    read: bool
    around: bool
    title: bool
    within: bool
    hidden: bool
    block: int
    paragraph: int


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


class _Where(NamedTuple):
    read: bool = True
    around: bool = False
    title: bool = False
    within: bool = False
    hidden: bool = False
    block: int = 0
    paragraph: int = 0


def _walk(body: LexborNode | None) -> Iterator[tuple[LexborNode | None, _Where]]:
    """Text nodes and where they stand; None where a block begins or ends."""
    blocks = count(1)
    stack: list[tuple[LexborNode | None, _Where]] = [(body, _Where())]
    while stack:
        node, where = stack.pop()
        if node is None:
            yield None, where
            continue
        tag = node.tag or ""
        inside = _opened(where, tag, next(blocks)) if tag in _BLOCKS else where
        if node is not body and node.next is not None:
            stack.append((node.next, inside if tag == "br" else where))
        if tag == "-text":
            yield node, where
        elif tag not in _UNCOUNTED and not tag.startswith(("-", "!")):
            if tag not in _INLINE:
                stack.append((None, where))
                yield None, where
            if node.child is not None:
                stack.append((node.child, _inside(node, tag, inside)))


def _opened(where: _Where, tag: str, block: int) -> _Where:
    return where._replace(block=block, paragraph=where.paragraph if tag == "br" else block)


def _inside(node: LexborNode, tag: str, where: _Where) -> _Where:
    inline = tag in _INLINE
    return where._replace(
        read=where.read and tag not in _UNREAD,
        around=where.around or tag in _AROUND,
        title=where.title or tag == "h1",
        within=tag in _ASIDES or (inline and where.within),
        hidden=where.hidden
        or tag in _READINGS
        or (inline and _hidden(node))
        or (tag in _STRUCK and _in_a_sentence(node))
        or (tag == "sup" and _links(node)),
    )


def _hidden(node: LexborNode) -> bool:
    """Whether its own attributes hide an element; blocks are left to scripts that show them."""
    given = node.attributes
    style = "".join((given.get("style") or "").lower().split())
    return (
        (given.get("hidden", "until-found") or "") != "until-found"
        or any(each in style for each in _HIDING)
        or given.get("aria-hidden") == "true"
        or _unseen(node, given.get("class") or "")
    )


def _near(node: LexborNode) -> list[LexborNode]:
    """Its next two neighbours on either side."""
    sides = ((node.prev, "prev"), (node.next, "next"))
    near = [(one, side) for one, side in sides if one is not None]
    further = (getattr(one, side) for one, side in near)
    return [*(one for one, _ in near), *(one for one in further if one is not None)]


def _links(node: LexborNode) -> bool:
    """Whether it begins with a link, as the number of a note does."""
    first = node.child
    return first is not None and "a" in (first.tag, first.child and first.child.tag)


def _in_a_sentence(node: LexborNode) -> bool:
    """Whether other words stand beside it; a paragraph that is all struck out is still read."""
    return any(one.tag in _INLINE or (one.text_content or "").strip() for one in _near(node))


def _unseen(node: LexborNode, named: str) -> bool:
    """Whether its classes hide it, and it is not read out for what is only shown beside it."""
    if _UNSEEN.isdisjoint(named.split()) or _AT_SOME_WIDTHS.search(named):
        return False
    return not any(twin.attributes.get("aria-hidden") == "true" for twin in _near(node))
