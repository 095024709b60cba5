"""The characters of a page, whatever encoding it declares."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from claims.sources.draft import Origin, Rejected
from claims.sources.markup import UNREADABLE, decode_page
from claims.sources.pages import parse_page
from claims.sources.texts import Columns, Document, Unread, read_texts

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


BARE = "<html><head><title>News</title></head><body><nav>Home</nav><p>{}</p></body></html>"
OLD = [
    ("cp1251", "Учёные доказали, что вода в реке стала чище, чем десять лет назад."),
    ("koi8-r", "Учёные доказали, что вода в реке стала чище, чем десять лет назад."),
    ("cp1256", "قال الوزير إن المياه في النهر أصبحت أنظف مما كانت عليه قبل عشر سنوات"),
    ("cp1250", "Naukowcy twierdzą, że woda w rzece jest czystsza niż dziesięć lat temu."),
    ("cp1252", "El niño comió mañana; según el médico, la vacuna causó daños a más españoles."),
    ("cp1252", "Não há mais água na região, e a população não sabe até quando será assim."),
    ("cp1252", "Die Größe des Bodensees wurde am Montag in der Stadt Köln erneut vermessen."),
    ("cp1252", "It\u2019s a \u201cfact\u201d that nobody has ever measured the lake."),
    ("cp1253", "Οι επιστήμονες λένε ότι το νερό του ποταμού είναι πιο καθαρό από ποτέ."),
    ("cp1254", "Bilim insanları nehrin suyunun on yıl öncesine göre daha temiz olduğunu söylüyor."),
    ("gb18030", "科学家说，这条河的水比十年前更干净，市长周一再次证实了这一点。"),
    ("cp932", "科学者によると、この川の水は十年前よりもきれいになっているという。"),
    ("euc_jp", "科学者によると、この川の水は十年前よりもきれいになっているという。"),
    ("cp949", "과학자들은 이 강의 물이 십 년 전보다 더 깨끗해졌다고 말한다."),
    ("cp1252", "La verità è che il vaccino è più sicuro di così, perché è già stato provato."),
    ("iso8859-2", "Lekarze mówią, że woda w rzece jest dziś czystsza niż dziesięć lat temu."),
    ("cp1257", "Mokslininkai įrodė, kad vanduo upėje šiandien yra švaresnis nei prieš metus."),
]


@pytest.mark.parametrize("page", [BARE, META.replace("{}", "utf-8", 1)])
@pytest.mark.parametrize(("codec", "text"), OLD)
def test_an_old_encoding_that_no_page_declares_is_told_by_its_letters(
    page: str, codec: str, text: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(page.format(text).encode(codec))
    (found,) = read_texts([str(path)], Columns())
    assert isinstance(found, Document) and text in found.text


def test_a_few_broken_bytes_are_no_other_encoding() -> None:
    text = BARE.format(TEXT)
    assert decode_page(text.encode() + b"\xc3") == text + "\ufffd"
    chinese = META.format("gb2312", OLD[10][1])
    assert decode_page(chinese.encode("gb18030") + b"\xff") == chinese + "\ufffd"


@pytest.mark.parametrize("start", [b"", b"<html><meta charset=iso-8859-5>", b"<meta charset=gbk>"])
def test_what_is_no_text_in_any_encoding_is_rejected(start: bytes, tmp_path: Path) -> None:
    content = start + random.Random(7).randbytes(4000)  # noqa: S311 - no secret
    path = tmp_path / "a.html"
    path.write_bytes(content)
    (unread,) = read_texts([str(path)], Columns())
    assert isinstance(unread, Unread) and unread.reason == UNREADABLE
    (rejected,) = parse_page(content, Origin(source="page"))
    assert isinstance(rejected, Rejected) and rejected.reason == f"not a page: {UNREADABLE}"
