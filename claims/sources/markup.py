"""decode_page(): the characters of a page's bytes, in the encoding that a browser would take."""

from __future__ import annotations

import re

# Python knows more codecs than browsers do, and pages are hostile: "base64" is no text, "utf-7"
# hides markup, and a declaration that can be read as ASCII is never in UTF-16
_OF_BROWSERS = re.compile(
    r"utf-8|cp(?:125\d|866|874|932|949)|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)"
    r"|gb18030|big5hkscs|euc_jp|iso2022_jp"
)


def decode_page(content: bytes) -> str:
    """By byte order mark, else as declared where browsers know that encoding, else as UTF-8."""
    from w3lib.encoding import html_body_declared_encoding, read_bom, to_unicode

    encoding, mark = read_bom(content)
    if encoding is None:
        declared = html_body_declared_encoding(content) or ""
        encoding = declared if _OF_BROWSERS.fullmatch(declared) else "utf-8"
    text: str = to_unicode(content[len(mark or b"") :], encoding)
    return text
