"""/v1/check: exact offsets, a summary, and lines that come in order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from index.matcher import Matcher
from index.models.embedded import EmbeddedEncoder
from tests.service.claims import WALL, embedded_client

TEXT = f"😀 Überschrift\n\n{WALL} Read more.  Is it?\n:\nDer Rhein ist der längste Fluss Europas."


def _check(client: FlaskClient, **sent: Any) -> Any:
    return client.post("/v1/check", json=sent)


def test_offsets_count_code_points_of_the_text(client: FlaskClient) -> None:
    found = _check(client, text=TEXT).get_json()
    assert set(found) == {"language", "sentences", "summary"}
    for sentence in found["sentences"]:
        assert set(sentence) == {"text", "start", "end", "quote", "lookup", "reason"}
        assert TEXT[sentence["start"] : sentence["end"]] == sentence["text"]
        assert sentence["lookup"]["text"] == sentence["text"]


def test_the_summary_adds_up(client: FlaskClient) -> None:
    summary = _check(client, text=TEXT).get_json()["summary"]
    assert summary == {
        "sentences": 6,
        "checked": 3,
        "skipped": {"too_short": 1, "not_a_claim": 2},
        "reasons": {"site furniture": 1, "question": 1},
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
    assert lines[-1] == {"summary": whole["summary"], "language": "en"}
    assert [_timeless(line) for line in lines[:-1]] == list(map(_timeless, whole["sentences"]))


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/x-ndjson;charset=utf-8", "application/x-ndjson"),
        (
            "application/x-ndjson ; charset=utf-8; q=0.9, application/json;q=0.5",
            "application/x-ndjson",
        ),
        ("application/x-ndjson;charset=utf-8;q=0.4, */*;q=0.5", "application/json"),
        ("application/x-ndjson;q=0", "application/json"),
        ("text/html", "application/json"),
    ],
)
def test_what_is_accepted_may_have_parameters(client: FlaskClient, accept: str, kind: str) -> None:
    answer = client.post("/v1/check", json={"text": WALL}, headers={"Accept": accept})
    assert answer.content_type == kind


def test_sentences_of_all_lengths_keep_their_places(client: FlaskClient) -> None:
    said = [f"{'Very ' * (number * 7 % 31)}much was said {number}." for number in range(650)]
    found = _check(client, text="\n".join(said), lang="en").get_json()
    assert [each["text"] for each in found["sentences"]] == said
    assert [each["lookup"]["text"] for each in found["sentences"]] == said


def test_what_is_kept_is_not_counted_again(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[str] = []
    lengths = Matcher.lengths

    def watched(self: Matcher, texts: Sequence[str]) -> list[int]:
        counted.extend(texts)
        return lengths(self, texts)

    monkeypatch.setattr(Matcher, "lengths", watched)
    said = [f"The {number}th bridge of the valley was closed." for number in range(200)]
    whole = _check(client, text="\n".join(said), lang="en").get_json()
    assert len(counted) > 100
    counted.clear()
    again = _check(client, text="\n".join([*said, "One more thing is new."]), lang="en").get_json()
    assert counted == ["One more thing is new."]
    kept = list(map(_timeless, again["sentences"][:-1]))
    assert kept == list(map(_timeless, whole["sentences"]))


def _timeless(sentence: dict[str, Any]) -> dict[str, Any]:
    return sentence | {"lookup": sentence["lookup"] | {"took_ms": 0}}


def test_a_segment_is_cut_in_its_own_language(client: FlaskClient) -> None:
    german = "Am 3. Oktober bleiben alle Geschäfte und Ämter im Land geschlossen."
    english = "The council decided to renew the old bridge over the river this year."
    segments = [{"text": english}, {"text": german}, {"text": english}]
    sentences = _check(client, segments=segments).get_json()["sentences"]
    assert [each["text"] for each in sentences] == [english, german, english]


def test_so_is_a_paragraph(client: FlaskClient) -> None:
    german = "Der 2. Weltkrieg endete am 8. Mai 1945, z. B. in Berlin gem. Art. 5 Abs. 1 der Akte."
    english = "The city council met on Tuesday. Officials said the budget rose by four percent."
    page = f"<article>{f'<p>{english}</p>' * 4}<p>{german}</p></article>"
    for asked in ({"html": page}, {"text": f"{english}\n" * 4 + german}):
        sentences = _check(client, **asked).get_json()["sentences"]
        assert [each["text"] for each in sentences][-1] == german
        assert len(sentences) == 9


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
        ({"text": "a", "url": "h" * 2049}, "url"),
    ],
)
def test_what_cannot_be_checked(client: FlaskClient, sent: dict[str, Any], field: str) -> None:
    answer = _check(client, **sent)
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["field"] == field


def test_what_is_missing_names_all_that_may_be_sent(client: FlaskClient) -> None:
    problem = _check(client, txt="The wall").get_json()
    found = {each["field"]: each["reason"] for each in problem["errors"]}
    assert found == {
        "text": "is missing: send one of text, html, segments",
        "txt": "is not a field of this request",
    }


def test_an_address_may_be_long(client: FlaskClient) -> None:
    address = "https://news.example/a?utm_source=" + "x" * 2014
    for sent in ({"text": WALL}, {"html": f"<p>{WALL}</p>"}, {"segments": [{"text": WALL}]}):
        assert _check(client, **sent, url=address).status_code == 200


def test_a_bad_option_has_its_status_in_a_stream_too(client: FlaskClient) -> None:
    asked = {"text": WALL, "min_probability": 0.5}  # the hashing encoder has no calibration
    answer = client.post("/v1/check", json=asked, headers={"Accept": "application/x-ndjson"})
    assert answer.status_code == 422
    assert "calibration" in answer.get_json()["detail"]


def test_what_was_skipped_says_why(client: FlaskClient) -> None:
    sentences = _check(client, text=TEXT).get_json()["sentences"]
    reasons = {each["text"]: each["reason"] for each in sentences if each["reason"]}
    assert reasons == {"Read more.": "site furniture", "Is it?": "question"}


def test_a_sentence_has_its_own_language(client: FlaskClient) -> None:
    text = (
        "Der Sprecher der Stadt verlas am Montag eine Nachricht aus Übersee an alle Bürger.\n"
        "The bridge will be closed for repairs tomorrow morning.\nVladimir Putin\n"
        "सेतु कल सुबह मरम्मत के लिए बंद रहेगा।\nDie Brücke ist morgen früh gesperrt."
    )
    found = _check(client, text=text).get_json()
    assert found["language"] == "de"
    spoken = [each["lookup"]["language"] for each in found["sentences"]]
    assert spoken == ["de", "en", "de", "hi", "de"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"“{WALL[:-1]},” said Mary Hill, who has never been there.", "Mary Hill"),
        (f"Auf der Tafel steht: „{WALL}“", None),
        (f"Il répète : « {WALL} »", None),
    ],
)
def test_a_quoted_claim_is_matched_as_itself(
    client: FlaskClient, text: str, speaker: str | None
) -> None:
    [sentence] = _check(client, text=text).get_json()["sentences"]
    quote = sentence["quote"]
    assert quote["text"].rstrip(",.") == WALL[:-1]
    assert quote["speaker"] == speaker
    assert text[quote["start"] : quote["end"]] == quote["text"]
    assert sentence["text"] == text


@pytest.mark.model
def test_the_quotations_answer_is_given_where_it_is_the_better(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    client = embedded_client(tmp_path, embedded)
    text = f"In his speech at the old harbour on Monday evening Tom Hill said: “{WALL}”"
    [sentence] = _check(client, text=text).get_json()["sentences"]
    assert sentence["quote"]["speaker"] == "Tom Hill"
    assert sentence["lookup"]["text"] == WALL
    assert sentence["lookup"]["matches"][0]["relation"] == "same"
    seen = "The Great Wall of China can be seen from the Moon with the naked eye."
    text = f"“{seen}”, said Mayor Anna Berg, but nobody in the hall believed a word of it."
    [sentence] = _check(client, text=text).get_json()["sentences"]
    assert sentence["lookup"]["text"].rstrip(",") == seen  # as sure as the whole: both `confirmed`
    denied = f"In his speech on Monday Tom Hill strongly denied that “{WALL[:-1]}”."
    [sentence] = _check(client, text=denied).get_json()["sentences"]
    assert sentence["lookup"]["text"] == denied


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        f"It is a myth that “{WALL[:-1]}”.",
        f"“{WALL[:-1]}” is wrong.",
        f"Das Märchen „{WALL[:-1]}“ hält sich.",
        f"Fake: “{WALL[:-1]}”, said Tom Hill.",
    ],
)
def test_a_quotation_that_its_sentence_calls_false_is_not_answered_for_it(
    tmp_path: Path, embedded: EmbeddedEncoder, text: str
) -> None:
    client = embedded_client(tmp_path, embedded)
    [sentence] = _check(client, text=text).get_json()["sentences"]
    assert sentence["quote"]["text"].rstrip(",") == WALL[:-1]
    assert sentence["lookup"]["text"] == text
    assert sentence["lookup"]["matches"][0]["relation"] != "same"


def test_the_compact_form_holds_matches_only(client: FlaskClient) -> None:
    text = f"Is it so? {WALL} Read more."
    whole = _check(client, text=text).get_json()
    compact = _check(client, text=text, compact=True)
    found = compact.get_json()
    assert found["summary"] == whole["summary"]
    assert set(found) == {"language", "sentences", "summary", "snapshot"}
    [sentence] = found["sentences"]
    [best, *_] = whole["sentences"][1]["lookup"]["matches"]
    card = sentence["matches"][0]
    assert (card["claim"], card["text"]) == (best["claim"]["id"], WALL)
    assert card["reviews"][0]["publisher"] == "Moon.Example"
    assert card["relation"] == best["relation"]
    assert len(compact.data) < 3000
    lines = client.post(
        "/v1/check",
        json={"text": text, "compact": True},
        headers={"Accept": "application/x-ndjson"},
    ).text.splitlines()
    last = {name: found[name] for name in ("summary", "language", "snapshot")}
    assert [json.loads(line) for line in lines] == [sentence, last]
    assert found["snapshot"] == whole["sentences"][1]["lookup"]["snapshot"]
