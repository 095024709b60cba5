"""The characters of a page, whatever encoding it declares."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.sources.markup import decode_page
from claims.sources.texts import Columns, Document, read_texts

META = '<html><head><meta charset="{}"></head><body><p>{}</p></body></html>'
XML = '<?xml version="1.0" encoding="{}"?>\n<html><body><p>{}</p></body></html>'
TEXT = "Die Größe des Bodensees wurde am Montag in der Stadt Köln erneut vermessen. " * 4
NO_TEXT_ENCODINGS = "base64 zip hex rot13 bz2 uu quopri undefined punycode idna unicode_escape"
WIDE = "utf-16 utf-16le utf-16be utf-32 ucs-2 utf-7"


@pytest.mark.parametrize("page", [META, XML])
@pytest.mark.parametrize("label", [*NO_TEXT_ENCODINGS.split(), *WIDE.split(), "nonsense", "utf-8"])
def test_what_no_browser_takes_is_read_as_utf_8(page: str, label: str, tmp_path: Path) -> None:
    written = page.format(label, TEXT)
    assert decode_page(written.encode()) == written
    path = tmp_path / "a.html"
    path.write_text(written, encoding="utf-8")
    (found,) = read_texts([str(path)], Columns())
    assert isinstance(found, Document) and found.text == TEXT.strip()


@pytest.mark.parametrize(
    ("label", "codec"),
    [("iso-8859-1", "cp1252"), ("Shift_JIS", "cp932"), ("gb2312", "gb18030"), ("koi8-r", "koi8-r")],
)
def test_what_browsers_take_is_used(label: str, codec: str) -> None:
    written = META.format(label, "Größe" if codec == "cp1252" else "Б")
    assert decode_page(written.encode(codec)) == written


def test_a_byte_order_mark_counts_before_what_is_declared() -> None:
    written = META.format("iso-8859-1", "Größe")
    for codec in ("utf-8-sig", "utf-16"):
        assert decode_page(written.encode(codec)) == written
