"""/v1/check of a page: main text, the map back, and pages that will not be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from claims.page_nodes import text_nodes
from index.encoders import open_encoder
from index.library import Library
from service.app import create_app, engine_of
from service.config import Settings
from service.errors import UnreadablePage
from service.reader import Reader
from tests.service.claims import WALL

FILLER = "The council decided on Monday to renew the old bridge over the river this year. "
PAGE = (
    "<html><head><title>News</title></head><body><nav><a href='/'>Home</a></nav><article>"
    f"<h1>Bridges and walls</h1><p>{FILLER * 4}</p>"
    "<p>The Great <b>Wall of China</b> is visible <i>from</i> the Moon. So they say.</p>"
    f"<p>{FILLER * 3}</p></article><footer>© Example</footer></body></html>"
)


def _check(client: FlaskClient, html: str, **more: Any) -> Any:
    return client.post("/v1/check", json={"html": html, **more}).get_json()


def test_a_sentence_is_found_and_leads_back(client: FlaskClient) -> None:
    found = _check(client, PAGE)
    assert set(found) == {"language", "text", "sentences", "summary"}
    [wall] = [each for each in found["sentences"] if each["text"] == WALL]
    assert found["text"][wall["start"] : wall["end"]] == WALL
    nodes = {node.number: node.text for node in text_nodes(PAGE)}
    parts = [nodes[place["node"]][place["start"] : place["end"]] for place in wall["nodes"]]
    assert parts == ["The Great", "Wall of China", "is visible", "from", "the Moon."]
    assert wall["lookup"]["matches"][0]["claim"]["text"] == WALL
    assert "Example" not in found["text"]


def test_a_paragraph_with_a_word_that_is_not_main_text_is_checked(client: FlaskClient) -> None:
    gaps = 'Since <time>5 May</time> they say so. <span style="display:none">x</span>'
    html = f"<!DOCTYPE html><body>{PAGE.replace('<p>The Great', f'<p>{gaps}The Great')}"
    found = _check(client, html)
    nodes = {node.number: node.text for node in text_nodes(html)}
    for sentence in found["sentences"]:
        there = [nodes[each["node"]][each["start"] : each["end"]] for each in sentence["nodes"]]
        assert found["text"][sentence["start"] : sentence["end"]] == sentence["text"]
        assert "".join("".join(there).split()) == "".join(sentence["text"].split())
    texts = [sentence["text"] for sentence in found["sentences"]]
    assert texts[texts.index(WALL) - 1] == "Since 5 May they say so."


def test_lines_say_the_same_and_the_last_one_holds_the_text(client: FlaskClient) -> None:
    whole = _check(client, PAGE)
    answer = client.post(
        "/v1/check", json={"html": PAGE}, headers={"Accept": "application/x-ndjson"}
    )
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert lines[-1] == {name: whole[name] for name in ("summary", "language", "text")}
    assert [line["nodes"] for line in lines[:-1]] == [s["nodes"] for s in whole["sentences"]]


def test_the_compact_form_holds_the_text_that_its_offsets_index(client: FlaskClient) -> None:
    found = _check(client, PAGE, compact=True)
    assert set(found) == {"language", "text", "sentences", "summary", "snapshot"}
    for each in found["sentences"]:
        assert found["text"][each["start"] : each["end"]] == each["text"]
    asked = {"html": PAGE, "compact": True}
    answer = client.post("/v1/check", json=asked, headers={"Accept": "application/x-ndjson"})
    last = json.loads(answer.text.splitlines()[-1])
    assert last == {name: found[name] for name in found if name != "sentences"}
    assert _check(client, "<script>x</script>", compact=True)["snapshot"] == found["snapshot"]


def test_a_page_without_text_has_no_sentences(client: FlaskClient) -> None:
    found = _check(client, "<script>x</script>")
    assert (found["text"], found["sentences"], found["summary"]["sentences"]) == ("", [], 0)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"html": ""}, "html"),
        ({"html": 5}, "html"),
        ({"html": "\0"}, "html"),
        ({"html": "x" * 6_000_001}, "html"),
        ({"html": "<p>a</p>", "text": "a"}, "html"),
    ],
)
def test_what_is_no_page(client: FlaskClient, sent: dict[str, Any], field: str) -> None:
    answer = client.post("/v1/check", json=sent)
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["field"] == field


def test_a_page_that_outstays_its_time_is_refused_and_the_next_one_read() -> None:
    reader = Reader(seconds=1.5)
    reader.read("<p>warm</p>")
    with pytest.raises(UnreadablePage, match="1.5 seconds"):
        reader.read("<select>" + "<option>x" * 60_000)
    assert reader.read("<p>Hello</p>").text == "Hello"
    reader.close()


def test_too_much_is_refused_with_its_count(settings: Settings) -> None:
    small = settings.model_copy(update={"max_sentences": 10, "max_segments": 10})
    library = Library(Path(settings.snapshots), open_encoder("hashing", cache=settings.cache))
    app = create_app(small, library)
    engine_of(app).warm_up()
    client = app.test_client()
    text = "A sentence stands here. " * 11
    for sent in ({"text": text}, {"html": f"<p>{text}</p>"}, {"segments": [{"text": text}]}):
        problem = client.post("/v1/check", json=sent).get_json()
        assert problem["status"] == 422
        assert "has 11 sentences; the most is 10" in problem["detail"]
    segments = [{"text": "A sentence."}] * 11
    problem = client.post("/v1/check", json={"segments": segments}).get_json()
    assert "has 11 segments; the most is 10" in problem["detail"]
