"""Bad input over HTTP: a clear problem document, never a failure of the service."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

TOO_DEEP = b'{"text":' + b"[" * 100_000


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        (" \t\n\u2003", "is empty"),
        ("x" * 100_000, "has 100000 characters; the most is 20000"),
        ("nul \0 inside", "NUL"),
        ("half \ud800 of a pair", "surrogate"),
        (5, "must be a string"),
        (None, "must be a string"),
        (["a", "b"], "must be a string"),
        ({"text": "x"}, "must be a string"),
    ],
)
def test_a_text_that_cannot_be_used(client: FlaskClient, text: object, says: str) -> None:
    answer = client.post("/v1/match", json={"text": text})
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    problem = answer.get_json()
    assert problem["errors"][0]["field"] == "text"
    assert says in problem["detail"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a", "too_short"),
        ("😀😀😀🎉", "too_short"),
        ("\u200b\u200d", "too_short"),
        ("...", "too_short"),
        ("https://example.org", "too_short"),
        ("Is it?", "not_a_claim"),
    ],
)
def test_a_text_without_a_claim_is_a_normal_answer(
    client: FlaskClient, text: str, code: str
) -> None:
    answer = client.post("/v1/match", json={"text": text})
    assert answer.status_code == 200
    assert answer.get_json()["no_match"]["code"] == code


@pytest.mark.parametrize(
    "text",
    [
        "سور الصين العظيم مرئي من القمر.",
        "החומה הסינית נראית מהירח.",
        "\u202eThe wall\u202c is seen from the Moon.",
        "a" * 20_000,
        "z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍a̴̵̜̰͔lgo text here",
        "\x01\x02 controls \x7f here",
        "'; DROP TABLE claims; --",
        "<script>alert(1)</script> is a claim",
    ],
)
def test_unusual_texts_are_looked_up(client: FlaskClient, text: str) -> None:
    answer = client.post("/v1/match", json={"text": text})
    assert answer.status_code == 200
    assert answer.get_json()["text"] == text


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"text": "ok then", "lmit": 3}, "lmit"),
        ({"text": "ok then", "filters": {"language": ["de"]}}, "filters.language"),
        ({"text": "ok then", "limit": 10**30}, "limit"),
        ({"text": "ok then", "limit": 101}, "limit"),
        ({"text": "ok then", "limit": 0}, "limit"),
        ({"text": "ok then", "limit": "5"}, "limit"),
        ({"text": "ok then", "limit": True}, "limit"),
        ({"text": "ok then", "limit": 1.5}, "limit"),
        ({"text": "ok then", "limit": None}, "limit"),
        ({"text": "ok then", "min_probability": 1.1}, "min_probability"),
        ({"text": "ok then", "min_probability": "0"}, "min_probability"),
        ({"text": "ok then", "lang": "klingon"}, "lang"),
        ({"text": "ok then", "lang": ""}, "lang"),
        ({"text": "ok then", "lang": 7}, "lang"),
        ({"text": "ok then", "filters": []}, "filters"),
        ({"text": "ok then", "filters": {"verdicts": ["wrong"]}}, "filters.verdicts.0"),
        ({"text": "ok then", "filters": {"max_age_days": -1}}, "filters.max_age_days"),
        ({"text": "ok then", "filters": {"languages": "de"}}, "filters.languages"),
        ({}, "text"),
        ([], "request"),
        ("text", "request"),
        (None, "request"),
        ({"text": "ok then", "\ud800": 1}, "request"),
    ],
)
def test_the_field_is_named(client: FlaskClient, sent: object, field: str) -> None:
    answer = client.post(
        "/v1/match", data=json.dumps(sent), content_type="application/json; charset=utf-8"
    )
    assert answer.status_code == 422
    [problem] = answer.get_json()["errors"]
    assert problem["field"] == field
    assert problem["pointer"] == ("#" if field == "request" else "#/" + field.replace(".", "/"))


@pytest.mark.parametrize("limit", ["1e19", "1e308", "9" * 23, "9" * 4000])
def test_a_number_that_is_much_too_large_is_told_the_most(client: FlaskClient, limit: str) -> None:
    sent = f'{{"text": "ok then", "limit": {limit}}}'
    answer = client.post("/v1/match", data=sent, content_type="application/json")
    assert answer.get_json()["detail"] == "limit: must be at most 100"
    if "e" not in limit:
        answer = client.get(f"/v1/match?q=ok&limit={limit}")
        assert answer.get_json()["detail"] == "limit: must be at most 100"
    answer = client.get(f"/v1/match?q=ok&min_probability={limit}")
    assert answer.get_json()["detail"] == "min_probability: must be less than or equal to 1"


def test_a_pointer_escapes_what_it_must(client: FlaskClient) -> None:
    answer = client.post("/v1/match", json={"text": "ok then", "a/b~ c": 1, "x" * 500: 1})
    found = [(each["field"][:6], each["pointer"]) for each in answer.get_json()["errors"]]
    assert found == [("a/b~ c", "#/a~1b~0%20c"), ("xxxxxx", None)]


def test_an_unknown_language_is_no_error(client: FlaskClient) -> None:
    answer = client.post("/v1/match", json={"text": "qapla' batlh je", "lang": "tlh"})
    assert answer.status_code == 200
    assert answer.get_json()["language"] == "tlh"


@pytest.mark.parametrize(
    "sent",
    [
        b"", b"{", b"\xff\xfe", b'{"text": "\xc3\x28 wrong"}', b'{"text": NaN}', TOO_DEEP,
        b'{"limit": ' + b"9" * 5000 + b"}", b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf{}",
    ],
)  # fmt: skip
def test_what_is_not_json_is_400(client: FlaskClient, sent: bytes) -> None:
    answer = client.post("/v1/match", data=sent, content_type="application/json")
    assert answer.status_code == 400
    assert answer.get_json()["title"] == "The request is not JSON"


def test_a_byte_order_mark_is_read_over(client: FlaskClient) -> None:
    sent = b'\xef\xbb\xbf{"text": "The \xef\xbb\xbfwall"}'
    answer = client.post("/v1/match", data=sent, content_type="application/json")
    assert (answer.status_code, answer.get_json()["text"]) == (200, "The \ufeffwall")


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        (b'{"text": "A", "text": "B"}', "text"),
        (b'{"text": "A", "filters": {"verdicts": [], "a": 1, "verdicts": []}}', "verdicts"),
        (rb'{"t\u00e9xt": 1, "t\u00e9xt": 1}', "téxt"),
        (rb'{"\ud800": 1, "\ud800": 1}', "\\ud800"),
        (b'{"%(key)s": 1, "%(key)s": 1}' % {b"key": b"x" * 500}, "x" * 100),
    ],
)
def test_a_key_that_is_given_twice_is_named(client: FlaskClient, sent: bytes, key: str) -> None:
    answer = client.post("/v1/match", data=sent, content_type="application/json")
    assert answer.status_code == 400
    [problem] = answer.get_json()["errors"]
    assert (problem["field"], problem["reason"]) == (key, "is given twice")


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded"])
def test_another_content_type_is_415(client: FlaskClient, kind: str) -> None:
    answer = client.post("/v1/match", data=b'{"text": "ok"}', content_type=kind)
    assert answer.status_code == 415


def test_a_compressed_request_is_415(client: FlaskClient) -> None:
    sent = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    assert client.post("/v1/match", data=b"\x1f\x8b", headers=sent).status_code == 415


@pytest.mark.parametrize("query", ["q=%ff", "q=a%C3", "q=ok&q=again", "&".join(["a=1"] * 501)])
def test_a_query_string_that_cannot_be_read_is_400(client: FlaskClient, query: str) -> None:
    assert client.get("/v1/match?" + query).status_code == 400


@pytest.mark.parametrize("again", ["q=a&q=b", "q=a&max_age_days=1&max_age_days=1"])
def test_a_parameter_that_is_given_twice_is_named(client: FlaskClient, again: str) -> None:
    problem = client.get("/v1/match?" + again).get_json()
    name = again.rpartition("&")[2].partition("=")[0]
    assert problem["detail"] == f"{name}: is given twice"
    assert problem["errors"] == [{"field": name, "pointer": None, "reason": "is given twice"}]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "q"),
        ("q=", "q"),
        ("q=%00", "q"),
        ("q=ok&limit=x", "limit"),
        ("q=ok&limit=1_0", "limit"),
        ("q=ok&limit=+1", "limit"),
        ("q=ok&limit=%D9%A3", "limit"),
        ("q=ok&limit=" + "9" * 5000, "limit"),
        ("q=ok&min_probability=nan", "min_probability"),
        ("q=ok&max_age_days=-1", "max_age_days"),
        ("q=ok&verdicts=wrong", "verdicts"),
        ("q=ok&languages=en,de", "languages"),
        ("q=ok&foo=1", "foo"),
        ("q=ok&text=ok", "text"),
        ("q=ok&filters=%7B%7D", "filters"),
        ("q=o&lang=é", "lang"),
    ],
)
def test_a_query_that_cannot_be_used_names_the_parameter(
    client: FlaskClient, query: str, parameter: str
) -> None:
    answer = client.get("/v1/match?" + query)
    assert answer.status_code == 422
    [problem] = answer.get_json()["errors"]
    assert (problem["field"], problem["pointer"]) == (parameter, None)


def test_a_query_string_may_hold_plain_utf8(client: FlaskClient) -> None:
    query = "q=größere Flüsse".encode().decode("latin-1")
    answer = client.get("/v1/match", environ_overrides={"QUERY_STRING": query})
    assert answer.get_json()["text"] == "größere Flüsse"


def test_wrong_paths_and_methods(client: FlaskClient) -> None:
    assert client.get("/v1/nothing").get_json()["status"] == 404
    refused = client.put("/v1/match")
    assert refused.status_code == 405
    assert {"GET", "POST"} <= set(refused.headers["Allow"].split(", "))
    assert refused.content_type == "application/problem+json"
