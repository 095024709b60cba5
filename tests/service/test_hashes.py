"""Privacy mode over HTTP: buckets by prefix, kept by browsers, without a sentence sent."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from claims.canonical import form_hash, sentence_forms
from tests.service.claims import WALL

FULL = form_hash(sentence_forms(f"“{WALL.upper()}” — somebody")[1]).hex()


@pytest.mark.parametrize("digits", [3, 4, 5])
def test_a_bucket_holds_the_claim_with_its_full_hash(client: FlaskClient, digits: int) -> None:
    answer = client.get(f"/v1/hashes/{FULL[:digits]}")
    assert answer.status_code == 200
    found = answer.get_json()
    assert set(found) == {"version", "buckets", "snapshot"}
    [bucket] = found["buckets"]
    assert bucket["prefix"] == FULL[:digits]
    [candidate] = [each for each in bucket["candidates"] if each["hash"] == FULL]
    assert (candidate["of"], candidate["claim"]["text"]) == ("text", WALL)
    assert candidate["reviews"][0]["verdict"] == "false"


def test_several_prefixes_come_in_order(client: FlaskClient) -> None:
    prefixes = ["fff", FULL[:4], "000", FULL[:4]]
    found = client.post("/v1/hashes", json={"prefixes": prefixes}).get_json()
    assert [bucket["prefix"] for bucket in found["buckets"]] == prefixes
    assert found["buckets"][1] == found["buckets"][3]


def test_a_bucket_may_be_kept_and_is_asked_for_again_by_its_tag(client: FlaskClient) -> None:
    first = client.get(f"/v1/hashes/{FULL[:4]}")
    assert first.headers["Cache-Control"] == "public, max-age=300"
    again = client.get(f"/v1/hashes/{FULL[:4]}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/v1/hashes/000", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


@pytest.mark.parametrize("prefix", ["", "ab", "abcdef", "ABC", "xyz", " abc", "abc\n", 5, None])
def test_what_is_no_prefix(client: FlaskClient, prefix: object) -> None:
    answer = client.post("/v1/hashes", json={"prefixes": [prefix]})
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["field"] == "prefixes.0"


def test_most_prefixes(client: FlaskClient) -> None:
    assert client.post("/v1/hashes", json={"prefixes": ["abc"] * 100}).status_code == 200
    assert client.post("/v1/hashes", json={"prefixes": ["abc"] * 101}).status_code == 422
    refused = client.get("/v1/hashes/3FA")
    assert refused.status_code == 422
    [problem] = refused.get_json()["errors"]
    assert (problem["field"], problem["pointer"]) == ("prefix", None)
