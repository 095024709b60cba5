"""Reviews inside a web page: JSON-LD scripts, or microdata where there are none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from lxml.etree import ParserError
from lxml.html import HtmlElement, document_fromstring

from claims.errors import SourceError
from claims.fields import url_site, web_url
from claims.sources.documents import find_reviews, is_review, parse_node
from claims.sources.draft import Accepted, Origin, Outcome, Rejected
from claims.sources.files import SourceFile
from claims.sources.jsonld import first
from claims.sources.markup import UNREADABLE, decode_page

LARGEST_PAGE = 32 << 20
_LIST = re.compile(
    rb"\s*(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.DOTALL
)
_COMMENT = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|\]\]>)\s*$", re.S
)
_BETWEEN = re.compile(r"[,;\s]*")
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    tree: HtmlElement
    text: str
    address: str | None
    base: str | None
    language: str | None


def read_page(file: SourceFile, origin: Origin) -> Iterator[Outcome]:
    """Every review of a page; a page without one is itself rejected."""
    content = file.stream.read(LARGEST_PAGE + 1)
    if len(content) > LARGEST_PAGE:
        raise SourceError(f"{file.name} is larger than {LARGEST_PAGE >> 20} MiB: no page is")
    if _LIST.match(content):
        raise SourceError(f"{file.name} is a list of pages: fetch them, with fetch --list FILE")
    yield from parse_page(content, origin)


def parse_page(content: bytes, origin: Origin) -> Iterator[Outcome]:
    """The reviews of a page's bytes."""
    try:
        page = _parse(content, origin)
    except (ParserError, ValueError) as error:
        yield Rejected(line=1, reason=f"not a page: {error}", original=_shown(content))
        return
    try:
        found = list(_reviews(page))
    except RecursionError:
        reason = "its microdata is nested too deeply"
        yield Rejected(line=1, reason=reason, original=_shown(content))
        return
    number = 0
    for node, repaired in found:
        for outcome in parse_node(origin, number + 1, _placed(node, page)):
            number += 1
            yield _warned(outcome, page, repaired)
    if not number:
        reason = "the page holds no ClaimReview"
        yield Rejected(line=1, reason=reason, original=_shown(content))


def _parse(content: bytes, origin: Origin) -> _Page:
    decoded = decode_page(content, origin.content_type)
    if decoded is None:
        raise ValueError(UNREADABLE)
    text = decoded.replace("\0", "")
    # an encoding declared in XML is for bytes, and these are characters by now
    tree = document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    stated = next((str(one) for one in tree.xpath("//base/@href")), None)
    base = web_url(_joined(origin.address, stated)) if stated else None
    links = [*_canonical(tree), *tree.xpath("//meta[@property='og:url']/@content")]
    canonical = next(
        (url for link in links if (url := web_url(_joined(base or origin.address, str(link))))),
        None,
    )
    address = canonical or origin.address
    return _Page(tree=tree, text=text, address=address, base=base, language=tree.get("lang"))


def _canonical(tree: HtmlElement) -> Iterator[str]:
    for link in tree.xpath("//link[@rel and @href]"):
        if "canonical" in link.get("rel").lower().split():
            yield link.get("href")


def _joined(base: str | None, address: str) -> str:
    """An address as it stands, or seen from where it stands; in a local file that is nowhere."""
    try:
        return urljoin(base or "", address)
    except ValueError:
        return ""  # brackets that hold no IPv6 address


def _reviews(page: _Page) -> Iterator[tuple[dict[str, object], bool]]:
    """Nodes, and whether their JSON had to be repaired."""
    found = False
    for document, repaired in _scripts(page.tree):
        for node in find_reviews(document):
            if isinstance(node, dict) and is_review(node):
                found = True
                yield node, repaired
    if not found:
        for node in find_reviews(_microdata(page)):
            if isinstance(node, dict) and is_review(node):
                yield node, False


def _scripts(tree: HtmlElement) -> Iterator[tuple[object, bool]]:
    for script in tree.xpath("//script[contains(translate(@type, 'JSONLD', 'jsonld'), 'ld+json')]"):
        text = _COMMENT.sub("", script.text or "")
        whole, rest = _decoded(text)
        yield from ((document, len(whole) > 1 or bool(rest)) for document in whole)
        if "ClaimReview" in rest and len(rest) < 1 << 20:
            yield _repaired(rest), True


def _decoded(text: str) -> tuple[list[object], str]:
    """The documents that stand one behind the other, and the rest, where that is broken: who
    repairs all of it takes the second for corrections of the first."""
    found: list[object] = []
    place = 0
    while (start := _BETWEEN.match(text, place)) and start.end() < len(text):
        try:
            document, place = _DECODER.raw_decode(text, start.end())
        except (ValueError, RecursionError):
            return found, text[start.end() :]
        found.append(document)
    return found, ""


def _repaired(text: str) -> object:
    from json_repair import repair_json

    try:
        return repair_json(text, return_objects=True, skip_json_loads=True)
    except (ValueError, RecursionError):  # it is nested too deeply
        return None


def _microdata(page: _Page) -> list[object]:
    # extruct brings much with it, and few pages need it
    from extruct.w3cmicrodata import MicrodataExtractor

    if "itemscope" not in page.text:
        return []
    extract = MicrodataExtractor(nested=True).extract
    try:
        found = extract(page.text, base_url=page.base or page.address)
    except ValueError:  # one of its addresses is none: all as they stand
        found = extract(page.text)
    return [_node(one) for one in found]


def _node(value: object) -> object:
    """Microdata in the shape of JSON-LD."""
    if isinstance(value, list):
        return [_node(one) for one in value]
    if not isinstance(value, dict):
        return value
    properties = value.get("properties", {})
    node = {key: _node(inner) for key, inner in properties.items()}
    return {"@type": value.get("type"), **node} if node or "type" in value else value.get("value")


def _placed(node: dict[str, object], page: _Page) -> dict[str, object]:
    """The node with its address made whole, and what the page says where the node is silent."""
    address = first(node, "url") or page.address
    if address:
        address = _joined(page.base or page.address, address)
    said: dict[str, object] = {"url": address} if address else {}
    if page.language and not node.get("inLanguage"):
        said["inLanguage"] = page.language
    return {**node, **said}


def _warned(outcome: Outcome, page: _Page, repaired: bool) -> Outcome:
    if not isinstance(outcome, Accepted):
        return outcome
    warnings = list(outcome.warnings)
    if repaired:
        warnings.append("its JSON was broken and has been repaired")
    url = outcome.record.review.url
    if url and page.address and url_site(url) != url_site(page.address):
        warnings.append("url names another site than the page")
    return replace(outcome, warnings=tuple(warnings))


def _shown(content: bytes) -> str:
    return content.decode("utf-8", "backslashreplace")
