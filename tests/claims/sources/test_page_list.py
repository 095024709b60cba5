"""RSS, Atom and sitemaps as lists of pages."""

from __future__ import annotations

from io import BytesIO

import pytest

from claims.errors import SourceError
from claims.sources.files import SourceFile
from claims.sources.page_list import read_page_list

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><link>https://e.org/</link>
<item><title>A</title><link>https://e.org/1</link><guid>https://e.org/?p=1</guid></item>
<item><guid>https://e.org/2</guid></item><item><guid isPermaLink="false">x</guid></item>
<item><link>javascript:alert(1)</link></item><item><link>https://e.org/1</link></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://e.org/feed"/>
<entry><link rel="self" href="https://e.org/e"/><link href="https://e.org/1"/></entry>
<entry><link rel="alternate" href="https://e.org/2"/></entry></feed>"""
MAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc> https://e.org/1 </loc><lastmod>2020-01-01</lastmod></url>
<url><loc>https://e.org/2</loc></url></urlset>"""


def read(content: bytes) -> list[str]:
    return read_page_list(SourceFile("list.xml", BytesIO(content), None, None))


@pytest.mark.parametrize("content", [RSS, ATOM, MAP])
def test_a_list_gives_its_pages_once(content: bytes) -> None:
    assert read(content) == ["https://e.org/1", "https://e.org/2"]


def test_entities_are_not_followed() -> None:
    head = b'<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    link = b"<item><link>https://e.org/&f;</link></item>"
    other = b"<item><link>https://e.org/1</link></item>"
    assert {*read(head + b"<rss>" + link + other + b"</rss>")} <= {
        "https://e.org/",
        "https://e.org/1",
    }
    lots = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    bomb = b'<!DOCTYPE rss [<!ENTITY a0 "x">' + lots + b"]><rss><item>&a11;</item></rss>"
    with pytest.raises(SourceError, match="amplification"):
        read(bomb)


@pytest.mark.parametrize("content", [b"", b"text", b"<html></html>", b"<rss><item>", RSS[:200]])
def test_what_is_no_list_says_so(content: bytes) -> None:
    with pytest.raises(SourceError, match=r"list\.xml is no RSS, Atom or sitemap"):
        read(content)


def test_a_line_before_the_declaration_and_an_empty_link_are_forgiven() -> None:
    assert read(b"\n " + RSS) == ["https://e.org/1", "https://e.org/2"]
    assert read(b"<rss><item><link/><guid>https://e.org/3</guid></item></rss>") == [
        "https://e.org/3"
    ]


@pytest.mark.parametrize("items", [b"", b"<item><link>/relative</link></item>"])
def test_a_list_without_an_address_says_so(items: bytes) -> None:
    with pytest.raises(SourceError, match=r"list\.xml lists no http\(s\) address"):
        read(b"<rss><channel>" + items + b"</channel></rss>")
