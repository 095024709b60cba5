"""POST and GET /v1/match and the batch: the shapes the contract names."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.service.claims import WALL

ASK = {"text": WALL, "limit": 1, "min_probability": 0}


def test_a_lookup_has_the_contracts_fields(client: FlaskClient) -> None:
    answer = client.post("/v1/match", json=ASK)
    assert answer.status_code == 200
    assert answer.content_type == "application/json"
    lookup = answer.get_json()
    assert set(lookup) == {"text", "language", "matches", "no_match", "snapshot", "took_ms"}
    assert set(lookup["snapshot"]) == {"id", "built_at", "claims", "encoder", "calibrated"}
    [match] = lookup["matches"]
    assert set(match) == {
        "score", "probability", "band", "relation", "differences", "cross_language", "claim",
        "found_by", "reviews", "agreement", "provenance",
    }  # fmt: skip
    assert set(match["claim"]) == {
        "id", "text", "language", "claimant", "claimed_at", "appearances", "language_guess",
        "merged_from",
    }  # fmt: skip
    [review] = match["reviews"]
    assert set(review) == {
        "publisher", "url", "title", "summary", "rating_text", "verdict", "reviewed_at", "language",
        "verdict_rule", "provenance",
    }  # fmt: skip
    assert set(match["provenance"]) == set(review["provenance"]) == {
        "source", "record_id", "retrieved_at", "licence", "content_sha256", "parser_version"
    }  # fmt: skip


def test_the_claim_itself_scores_one(client: FlaskClient) -> None:
    [match] = client.post("/v1/match", json=ASK).get_json()["matches"]
    assert match["claim"]["text"] == WALL
    assert match["score"] == pytest.approx(1, abs=1e-5)
    assert match["reviews"][0]["publisher"] == {"name": "Moon.Example", "site": "moon.example"}


def test_text_is_not_escaped(client: FlaskClient) -> None:
    text = "Der Rhein ist der längste Fluss 😀 Europas."
    assert text.encode() in client.post("/v1/match", json={"text": text}).data


def test_the_query_string_asks_the_same(client: FlaskClient) -> None:
    asked = {"q": WALL, "limit": "1", "min_probability": "0"}
    by_query = client.get("/v1/match", query_string=asked).get_json()
    by_body = client.post("/v1/match", json=ASK).get_json()
    assert by_query | {"took_ms": 0} == by_body | {"took_ms": 0}


@pytest.mark.parametrize(
    ("filters", "texts"),
    [
        ({"languages": ["fr", "es"]}, 2),
        ({"languages": ["DE-at"]}, 1),
        ({"publishers": ["brain.example"]}, 2),
        ({"publishers": ["BRAIN.example"], "verdicts": ["misleading"]}, 1),
        ({"verdicts": ["true", "misleading"]}, 2),
        ({"languages": ["ja"]}, 0),
        ({"max_age_days": 0}, 0),
        ({"max_age_days": 36500}, 6),
        ({}, 6),
    ],
)
def test_filters(client: FlaskClient, filters: dict[str, object], texts: int) -> None:
    asked = {"text": WALL, "limit": 10, "min_probability": 0}
    by_body = client.post("/v1/match", json=asked | {"filters": filters}).get_json()
    by_query = client.get(
        "/v1/match", query_string={"q": WALL, "limit": 10, "min_probability": 0, **filters}
    ).get_json()
    assert len(by_body["matches"]) == texts
    assert by_query["matches"] == by_body["matches"]
    if not texts:
        assert by_body["no_match"]["code"] == "filtered_out"


def test_a_bad_text_of_a_batch_fails_alone(client: FlaskClient) -> None:
    texts = [WALL, "", 5, "\ud800", "nul\0", None, "x" * 20_001, "a", WALL]
    lookups = client.post("/v1/match/batch", json={"texts": texts}).get_json()["lookups"]
    assert len(lookups) == len(texts)
    assert lookups[0]["text"] == lookups[-1]["text"] == WALL
    assert lookups[7]["no_match"]["code"] == "too_short"
    for place in range(1, 7):
        assert set(lookups[place]) == {"error"}
        problem = lookups[place]["error"]
        assert problem["status"] == 422
        assert problem["detail"].startswith(f"texts.{place}: ")
        assert problem["errors"][0]["pointer"] == f"#/texts/{place}"


@pytest.mark.parametrize("texts", [[], [WALL] * 257, "one", None])
def test_a_batch_has_1_to_256_texts(client: FlaskClient, texts: object) -> None:
    answer = client.post("/v1/match/batch", json={"texts": texts})
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["field"] == "texts"


def test_a_batch_of_bad_texts_only(client: FlaskClient) -> None:
    lookups = client.post("/v1/match/batch", json={"texts": ["", " "]}).get_json()["lookups"]
    assert [set(lookup) for lookup in lookups] == [{"error"}] * 2


@pytest.mark.parametrize(
    ("sent", "language"),
    [("de", "de"), ("DE", "de"), ("de_at", "de-AT"), ("deu", "de"), ("pt-BR", "pt-BR")],
)
def test_a_language_is_answered_as_its_tag(client: FlaskClient, sent: str, language: str) -> None:
    assert client.post("/v1/match", json=ASK | {"lang": sent}).get_json()["language"] == language


def test_a_filter_takes_long_codes(client: FlaskClient) -> None:
    found = [
        client.post("/v1/match", json=ASK | {"limit": 9, "filters": {"languages": [code]}})
        for code in ("de", "deu")
    ]
    assert found[0].get_json()["matches"] == found[1].get_json()["matches"] != []
