"""drop_teasers(): the articles of a page that lead elsewhere."""

from __future__ import annotations

import re
from typing import Any

from claims.page_stream import solid

_SUBHEADINGS = ("h2", "h3", "h4", "h5", "h6")
_BESIDE = re.compile(  # in the class or id of what is around an article
    r"(?<![a-z])(?:comment(?!ary)|kommentar|comentario|commentaire|related|teaser)", re.IGNORECASE
)
_LONGEST_TEASER = 400


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
