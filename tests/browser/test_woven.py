"""/v1/check of pages in four languages: what is woven in is found, and nothing else."""

from __future__ import annotations

import html
import json
from contextlib import closing
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest

from service.config import CHECKOUT

pytestmark = pytest.mark.model
MATERIAL = json.loads((CHECKOUT / "tests" / "material" / "woven.json").read_text(encoding="utf-8"))


def _check(server: str, **sent: Any) -> Any:
    asked = json.dumps(sent).encode()
    with closing(HTTPConnection(urlsplit(server).netloc, timeout=60)) as connection:
        connection.request("POST", "/v1/check", asked, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        assert answer.status == 200
        return json.load(answer)["sentences"]


def _page(article: dict[str, Any]) -> str:
    """The article with a sentence woven into each paragraph."""
    parts = [
        "<p>" + html.escape(paragraph.format(woven["text"])) + "</p>"
        for paragraph, woven in zip(article["paragraphs"], article["woven"], strict=True)
    ]
    title = html.escape(article["title"])
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><nav><a href='/'>Home</a>"
        f"</nav><main><article><h1>{title}</h1>{''.join(parts)}</article></main>"
        "<footer>© 2026</footer></body></html>"
    )


@pytest.mark.parametrize("article", MATERIAL["articles"], ids=lambda each: each["language"])
def test_exactly_what_is_woven_in_is_found(demo_server: str, article: dict[str, Any]) -> None:
    matched = [
        (sentence["text"], sentence["lookup"]["matches"][0]["provenance"]["record_id"])
        for sentence in _check(demo_server, html=_page(article))
        if sentence["lookup"]["matches"]
    ]
    assert matched == [(woven["text"], woven["claim_id"]) for woven in article["woven"]]


def test_ordinary_sentences_are_left_alone(demo_server: str) -> None:
    segments = [{"text": each["text"]} for each in MATERIAL["ordinary"]]
    sentences = _check(demo_server, segments=segments)
    assert [each["text"] for each in sentences] == [each["text"] for each in segments]
    assert [each["text"] for each in sentences if each["lookup"]["matches"]] == []
