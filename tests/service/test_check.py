"""/v1/check: exact offsets, a summary, and lines that come in order."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.service.claims import WALL

TEXT = f"😀 Überschrift\n\n{WALL} Read more.  Is it?\n:\nDer Rhein ist der längste Fluss Europas."


def _check(client: FlaskClient, **sent: Any) -> Any:
    return client.post("/v1/check", json=sent)


def test_offsets_count_code_points_of_the_text(client: FlaskClient) -> None:
    found = _check(client, text=TEXT).get_json()
    assert set(found) == {"language", "sentences", "summary"}
    for sentence in found["sentences"]:
        assert set(sentence) == {"text", "start", "end", "lookup"}
        assert TEXT[sentence["start"] : sentence["end"]] == sentence["text"]
        assert sentence["lookup"]["text"] == sentence["text"]


def test_the_summary_adds_up(client: FlaskClient) -> None:
    summary = _check(client, text=TEXT).get_json()["summary"]
    assert summary == {
        "sentences": 6,
        "checked": 3,
        "skipped": {"too_short": 1, "not_a_claim": 2},
        "matched": 3,
    }


def test_lines_come_in_order_and_the_summary_last(client: FlaskClient) -> None:
    text = "\n".join(f"Sentence number {number} says a thing." for number in range(100))
    asked = {"text": text, "limit": 1, "lang": "en"}
    answer = client.post("/v1/check", json=asked, headers={"Accept": "application/x-ndjson"})
    assert answer.content_type == "application/x-ndjson"
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [line["text"] for line in lines[:-1]] == text.splitlines()
    whole = _check(client, **asked).get_json()
    assert lines[-1] == {"summary": whole["summary"]}
    assert [_timeless(line) for line in lines[:-1]] == list(map(_timeless, whole["sentences"]))


def _timeless(sentence: dict[str, Any]) -> dict[str, Any]:
    return sentence | {"lookup": sentence["lookup"] | {"took_ms": 0}}


def test_segments_keep_their_names_and_own_offsets(client: FlaskClient) -> None:
    segments = [{"id": "title", "text": "The wall"}, {"text": f"  {WALL} And so on it goes."}]
    sentences = _check(client, segments=segments).get_json()["sentences"]
    assert [each["segment"] for each in sentences] == ["title", 1, 1]
    assert (sentences[1]["start"], sentences[1]["text"]) == (2, WALL)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "text"),
        ({"text": " "}, "text"),
        ({"text": "x" * 1_000_001}, "text"),
        ({"text": "a", "segments": []}, "segments"),
        ({"segments": []}, "segments"),
        ({"segments": [{"text": "\0"}]}, "segments.0.text"),
        ({"segments": [{"txt": "a"}]}, "segments.0.text"),
    ],
)
def test_what_cannot_be_checked(client: FlaskClient, sent: dict[str, Any], field: str) -> None:
    answer = _check(client, **sent)
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["field"] == field


def test_a_bad_option_has_its_status_in_a_stream_too(client: FlaskClient) -> None:
    asked = {"text": WALL, "min_probability": 0.5}  # the hashing encoder has no calibration
    answer = client.post("/v1/check", json=asked, headers={"Accept": "application/x-ndjson"})
    assert answer.status_code == 422
    assert "calibration" in answer.get_json()["detail"]
