"""RSS, Atom and sitemaps: lists of pages, to be fetched."""

from __future__ import annotations

from lxml.etree import XMLParser, XMLSyntaxError, _Element, fromstring

from claims.errors import SourceError
from claims.fields import web_url
from claims.sources.files import SourceFile

LARGEST_LIST = 64 << 20
ROOTS = ("rss", "feed", "RDF", "urlset", "sitemapindex")
_PLACES = (
    "//*[local-name()='item']/*[local-name()='link']/text()",
    "//*[local-name()='item'][not(*[local-name()='link'][normalize-space()])]"
    "/*[local-name()='guid'][not(@isPermaLink='false')]/text()",
    "//*[local-name()='entry']/*[local-name()='link'][not(@rel) or @rel='alternate']/@href",
    "//*[local-name()='url']/*[local-name()='loc']/text()",
    "//*[local-name()='sitemap']/*[local-name()='loc']/text()",
)


def read_page_list(file: SourceFile) -> list[str]:
    """The addresses of a list, each once; those that are no http(s) addresses are left out. A list
    without any is none."""
    content = file.stream.read(LARGEST_LIST + 1)
    if len(content) > LARGEST_LIST:
        raise SourceError(f"{file.name} is larger than {LARGEST_LIST >> 20} MiB: split it")
    # entities could name local files or grow without end
    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root: _Element = fromstring(
            content.lstrip(), parser
        )  # some write a line before the declaration
    except (XMLSyntaxError, ValueError) as error:
        raise SourceError(f"{file.name} is no RSS, Atom or sitemap: {error}") from error
    if root.tag.rpartition("}")[2] not in ROOTS:
        raise SourceError(f"{file.name} is no RSS, Atom or sitemap but {root.tag}")
    found = [str(place) for path in _PLACES for place in root.xpath(path)]
    places = list(dict.fromkeys(url for text in found if (url := web_url(text))))
    if not places:
        raise SourceError(f"{file.name} lists no http(s) address")
    return places
