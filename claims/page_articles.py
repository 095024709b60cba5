"""The articles of a page: which lead elsewhere, and which one is its story."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from claims.page_stream import solid

_SUBHEADINGS = ("h2", "h3", "h4", "h5", "h6")
_BESIDE = re.compile(  # in the class or id of what is around an article
    r"(?<![a-z])(?:comment(?!ary)|kommentar|comentario|commentaire|related|teaser)", re.IGNORECASE
)
_LONGEST_TEASER = 400
_LEAST = 0.1  # of a page's prose is in an article that is its story


def drop_teasers(tree: Any) -> None:
    """Take short articles that lead elsewhere out of a page that has more prose than theirs."""
    teasers = [
        each
        for each in _outermost(tree)
        if (_leads_away(each) or _beside(each))
        and len(solid(each.text_content())) <= _LONGEST_TEASER
    ]
    if len(teasers) > 1 and 2 * sum(map(_prose, teasers)) < _prose(tree):
        for each in teasers:
            each.drop_tree()


def story(tree: Any) -> Any:
    """The article with the title, or else the longest; of a page without articles its `main`.

    None where that could as well be a teaser.
    """
    articles = [each for each in _outermost(tree) if not _beside(each)]
    titled = [each for each in articles if each.find(".//h1") is not None]
    if len(titled) == 1:
        return titled[0]
    if not articles:
        return tree.find(".//main")
    longest = max(articles, key=_prose)
    return longest if _prose(longest) >= _LEAST * _prose(tree) else None


def told(element: Any, lines: Collection[str]) -> float:
    """How much of its paragraphs is among these lines, which are without spaces."""
    texts = {solid(each.text_content()) for each in element.iter("p")}
    whole = sum(map(len, texts))
    return sum(map(len, texts.intersection(lines))) / whole if whole else 1.0


def alone(element: Any) -> Any:
    """A page of nothing but what is in this element, which is taken out of its own."""
    from lxml.html import Element

    page, body, frame = Element("html"), Element("body"), Element("div", itemprop="articleBody")
    page.append(body)
    body.append(frame)
    frame.text = element.text
    frame.extend(list(element))
    return page


def _outermost(tree: Any) -> list[Any]:
    articles = tree.iter("article")
    return [each for each in articles if next(each.iterancestors("article"), None) is None]


def _prose(element: Any) -> int:
    """How many characters its paragraphs have."""
    return sum(len(solid(each.text_content())) for each in element.iter("p"))


def _beside(article: Any) -> bool:
    """Whether it or what is around it is called comments, or the like."""
    around = (article, *article.iterancestors("div", "section", "ol", "ul"))
    return any(_BESIDE.search(each.get(name) or "") for each in around for name in ("class", "id"))


def _leads_away(article: Any) -> bool:
    """Whether its heading is a link to another page."""
    heading = next(article.iter(*_SUBHEADINGS), None)
    links = () if heading is None else (*heading.iter("a"), *heading.iterancestors("a"))
    return any(not (link.get("href") or "#").startswith("#") for link in links)
