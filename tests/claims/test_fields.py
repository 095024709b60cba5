"""What fields may hold."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from claims.errors import RecordError
from claims.fields import check_text, language_tag, site_name, url_site, web_url


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("https://www.Example.org/a?b#c", "example.org"),
        ("http://example.org:8080/", "example.org"),
        ("https://пример.рф/x", "пример.рф"),
        ("ftp://example.org/x", None),
        ("javascript:alert(1)//example.org", None),
        ("https:///x", None),
        ("https://[broken/x", None),
        ("in an ad", None),
    ],
)
def test_the_site_of_an_address(text: str, site: str | None) -> None:
    assert url_site(text) == site


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (" https://e.org/\n", "https://e.org/"),
        ("https://e.org/a b", "https://e.org/a%20b"),
        ("https://e.org/a and https://e.org/b", None),
        ("https://e.org/a\tb", None),
        ("https://e .org", None),
        ("/path", None),
        ("", None),
        ("https://e.org/" + "x" * 9000, None),
        ("https://desk.example@evil.example/", None),
        ("https://desk.example:x@evil.example/a", None),
        ("https://desk.example/@poster", "https://desk.example/@poster"),
    ],
)
def test_a_web_address_is_http_and_has_a_host(text: str, url: str | None) -> None:
    assert web_url(text) == url


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("www.politifact.com", "politifact.com"),
        ("AFP.com", "afp.com"),
        ("https://factcheck.afp.com/", "factcheck.afp.com"),
        ("A.F.P.", None),
        ("Snopes", None),
        ("../../etc/passwd", None),
        ("<script>.com", None),
    ],
)
def test_a_site_is_a_host_without_www(text: str, site: str | None) -> None:
    assert site_name(text) == site


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("de", "de"),
        ("pt_br", "pt-BR"),
        ("EN-us", "en-US"),
        ("zh-Hant-tw", "zh-Hant-TW"),
        ("deu", "de"),
        ("GER-at", "de-AT"),
        ("tel", "te"),
        ("cmn-Hans", "zh-Hans"),
        ("in_ID", "id-ID"),
        ("iw", "he"),
        ("tl", "tl"),
        ("fil", "fil"),
        ("gsw", "gsw"),
        ("English", "en"),
        ("not a language", None),
        ("1", None),
    ],
)
def test_a_language_is_a_tag(text: str, tag: str | None) -> None:
    assert language_tag(text) == tag


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a\0b", "NUL"),
        ("a\ud800b", "lone surrogate"),
        ("a\udcffb", "invalid UTF-8"),
        ("x" * 20_001, "more than 20000"),
    ],
)
def test_text_that_cannot_be_kept_says_why(text: str, reason: str) -> None:
    with pytest.raises(RecordError, match=reason):
        check_text("title", text)


@pytest.mark.parametrize("host", ["a.example", "www.a.example", "A.Example", "a.example."])
@pytest.mark.parametrize("rest", ["", "/", "/x?y=//b.example", "?q", "#f", ":8080/", "@b.example/"])
def test_a_host_is_what_the_standard_library_takes_for_it(host: str, rest: str) -> None:
    expected = urlsplit(f"https://{host}{rest}").hostname
    assert expected
    assert url_site(f"https://{host}{rest}") == expected.removeprefix("www.")
