"""decode_page(): the characters of a page's bytes, in the encoding that a browser would take."""

from __future__ import annotations

import re

UNREADABLE = "no text in an encoding of the web: convert it to UTF-8"

# Python knows more codecs than browsers do, and pages are hostile: "base64" is no text, "utf-7"
# hides markup, and a declaration that can be read as ASCII is never in UTF-16
_OF_BROWSERS = re.compile(
    r"utf-8|cp(?:125\d|866|874|932|949)|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)"
    r"|gb18030|big5hkscs|euc_jp|iso2022_jp"
)
_GUESSED = (
    *(f"cp{number}" for number in (*range(1250, 1259), 866, 874, 932, 949)),
    *(f"iso8859-{number}" for number in (2, 5, 6, 7, 8)),
    *("koi8-r", "koi8-u", "gb18030", "big5hkscs", "euc-jp"),
)
_LATIN = ("cp1250", "cp1252", "cp1254", "cp1257", "cp1258", "iso8859-2")
_HIGH = re.compile(rb"[\x80-\xff]+")
_BEYOND_ASCII = re.compile(rb"[^<>]*[\x80-\xff][^<>]*")
_LOOKED_THROUGH, _GUESSED_FROM = 1 << 22, 1 << 16  # bytes
_FOREIGN = re.compile("[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")  # to any text
_FEW = 10  # one character in so many


def decode_page(content: bytes, content_type: str | None = None) -> str | None:
    """By byte order mark, else as its server or else the page declares where browsers know that
    encoding, else as UTF-8, else as it looks; None where nothing makes a text of it.

    A few broken bytes, as where a text was cut, are no reason to take another encoding.
    """
    from w3lib.encoding import (
        html_body_declared_encoding,
        http_content_type_encoding,
        read_bom,
    )

    marked, mark = read_bom(content)
    if marked is not None:
        return _sound(_broken(content[len(mark or b"") :], marked))
    declared = (http_content_type_encoding(content_type), html_body_declared_encoding(content))
    likely = [one for one in declared if one and _OF_BROWSERS.fullmatch(one)]
    likely.append("utf-8")
    for decode in (_whole, _mended):
        for encoding in likely:
            if (text := decode(content, encoding)) is not None:
                return _sound(text)
    guessed = _guess(content)
    return _sound(_broken(content, guessed)) if guessed else None


def _whole(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _mended(content: bytes, encoding: str) -> str | None:
    """With what few bytes are broken replaced; None where they are many beside those that are not:
    nearly every encoding agrees about ASCII."""
    text = _broken(content, encoding)
    lost = text.count("\ufffd")
    kept = len(text) - len(text.encode("ascii", "ignore")) - lost
    return text if lost * _FEW <= kept else None


def _broken(content: bytes, encoding: str) -> str:
    from w3lib.encoding import to_unicode

    text: str = to_unicode(content, encoding)
    return text


def _sound(text: str) -> str | None:
    return None if len(_FOREIGN.findall(text)) * _FEW > len(text) else text


def _guess(content: bytes) -> str | None:
    """By the letters of the texts between tags; None for what is none."""
    from chardet import detect

    seen = b"\n".join(_BEYOND_ASCII.findall(content[:_LOOKED_THROUGH]))[:_GUESSED_FROM]
    encodings = _LATIN if _is_accented(seen) else _GUESSED
    return detect(seen, include_encodings=encodings, compat_names=False)["encoding"]


def _is_accented(text: bytes) -> bool:
    """Whether most bytes beyond ASCII stand alone: no other letters than accented ones do, but
    Italian "è" and "così" pass for Cyrillic with who counts letters."""
    runs = [len(run) for run in _HIGH.findall(text)]
    return runs.count(1) * 2 >= sum(runs)
