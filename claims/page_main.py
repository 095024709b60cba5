"""main_lines(): the main text of a page, line by line, as trafilatura finds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims.page_articles import alone, drop_teasers, story, told
from claims.page_stream import solid

_INLINE = ("hi", "ref", "del")  # of trafilatura's own vocabulary
_TOLD = 0.5  # of the paragraphs of a story, at least, are found, or it is read alone, too


def main_lines(html: str) -> list[str]:
    """The lines of the main text, without what is not solid; not all are in the page's order."""
    from trafilatura import load_html

    tree = load_html(html)
    if tree is None:
        return []
    drop_teasers(tree)
    found = list(_lines(tree))
    article = story(tree) if found else None
    if article is None or told(article, found) >= _TOLD:
        return found
    known = set(found)
    return [*found, *(line for line in _lines(alone(article)) if line not in known)]


def _lines(tree: Any) -> Iterator[str]:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        tree, include_comments=False, with_metadata=False, favor_recall=True
    )
    line: list[str] = []
    for inline, text in _pieces(found.body) if found is not None else ():
        if not inline and line:
            yield "".join(line)
            line = []
        if kept := solid(text):
            line.append(kept)
    if line:
        yield "".join(line)


def _pieces(body: Any) -> Iterator[tuple[bool, str]]:
    """Texts in order, and whether each goes on the line before it."""
    stack: list[tuple[Any, bool]] = [(body, False)]
    while stack:
        element, left = stack.pop()
        inline = element.tag in _INLINE
        if left:
            yield inline, element.tail or ""
            continue
        yield inline, element.text or ""
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
