"""The document: valid, complete, shown, and true (schemathesis asks the service itself)."""

from __future__ import annotations

import re

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from openapi_spec_validator import validate
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from service.browsers import KEY_HEADER
from service.config import Settings
from service.errors import http_problem
from service.openapi import build_document
from service.sent import Limits

UNDOCUMENTED = {"/docs", "/openapi.json"}


def test_the_document_is_valid(client: FlaskClient) -> None:
    document = client.get("/openapi.json").get_json()
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_every_route_is_documented(app: Flask) -> None:
    document = build_document(Limits.of(Settings()))
    documented = {
        (path, method.upper()) for path, calls in document["paths"].items() for method in calls
    }
    routes = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule not in UNDOCUMENTED and not rule.endpoint.startswith("pages.")
    }
    assert documented == routes


def test_the_document_tells_keys_and_headers(client: FlaskClient) -> None:
    document = build_document(Limits.of(Settings()))
    key = document["components"]["securitySchemes"]["publicKey"]
    assert (key["in"], key["name"]) == ("header", KEY_HEADER)
    for path, calls in document["paths"].items():
        for method, call in calls.items():
            public = path.startswith("/v1") and "/admin/" not in path
            assert ({"publicKey": []} in call.get("security", [])) == public, path
            for status in {"429", "503"} & call["responses"].keys():
                assert "Retry-After" in call["responses"][status]["headers"]
            asked = path.replace("{prefix}", "abcd").replace("{claim_id}", "none")
            if method == "get" and "ETag" in client.get(asked).headers:
                assert {"200", "304"} <= call["responses"].keys(), path
                assert "ETag" in call["responses"]["200"]["headers"]
    ingest = document["paths"]["/v1/admin/claims"]["post"]["requestBody"]["content"]
    assert ingest["application/ld+json"] == ingest["application/json"]
    assert "304" in document["paths"]["/v1/claims/{claim_id}"]["get"]["responses"]


def test_the_document_tells_the_settings_limits() -> None:
    limits = Limits(text=123, check=456, html=9, sentences=10, segments=11, batch=7, matches=8)
    schemas = build_document(limits)["components"]["schemas"]
    assert schemas["MatchRequest"]["properties"]["text"]["maxLength"] == 123
    assert schemas["CheckTextRequest"]["properties"]["text"]["maxLength"] == 456
    assert schemas["BatchRequest"]["properties"]["texts"]["maxItems"] == 7
    assert schemas["BatchRequest"]["properties"]["limit"]["maximum"] == 8


@pytest.mark.parametrize("text", ["", " ", "\x1d", "\x85", "\u2003", "\0", "a", " a ", "\x1da"])
def test_the_pattern_of_texts_fits_what_is_accepted(client: FlaskClient, text: str) -> None:
    schemas = build_document(Limits.of(Settings()))["components"]["schemas"]
    pattern = schemas["MatchRequest"]["properties"]["text"]["pattern"]
    told = re.search(
        pattern.replace(r"\s", r"[ \t\n\r\f\v\u00a0\u1680\u2000-\u200a\u3000]"[1:-1]), text
    )
    assert (client.post("/v1/match", json={"text": text}).status_code != 422) == bool(told)


def test_the_page_needs_no_network_and_no_script(client: FlaskClient) -> None:
    page = client.get("/docs")
    assert page.content_type == "text/html; charset=utf-8"
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert "<script" not in page.text
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", page.text)
    for path in client.get("/openapi.json").get_json()["paths"]:
        assert path in page.text


def test_every_link_of_the_page_leads_somewhere(client: FlaskClient) -> None:
    page = client.get("/docs").text
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


def test_problem_types_are_anchors_of_the_page(client: FlaskClient) -> None:
    page = client.get("/docs").text
    for refused in (
        client.post("/v1/match", json={}),
        client.put("/v1/match"),
        client.get("/v1/nothing"),
        client.post("/v1/match", data=b" " * (Settings().max_body_bytes + 1)),
    ):
        assert refused.status_code >= 400
        assert f'id="{refused.get_json()["type"].partition("#")[2]}"' in page


def test_other_refusals_of_http_have_no_type_of_their_own() -> None:
    problem = http_problem(431)
    assert (problem["type"], problem["title"]) == (
        "about:blank",
        "Request Header Fields Too Large",
    )


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_the_service_does_what_the_document_says(app: Flask, mode: GenerationMode) -> None:
    # Too large is a refusal too.
    refused = {"expected-statuses": ["4xx"]}
    config = SchemathesisConfig.from_dict({"checks": {"negative_data_rejection": refused}})
    schema = schemathesis.openapi.from_wsgi("/openapi.json", app, config=config)
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        if mode.is_negative and not (operation.body or operation.query):
            continue  # nothing to get wrong

        @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: schemathesis.Case) -> None:
            # Schemathesis does not unpack what an application in its own process has compressed.
            answer = case.call(headers={"Accept-Encoding": "identity"})
            # No probability can be asked of the hashing encoder: it has no calibration. What the
            # schema of a query string cannot say: one of two, not both, a token from here.
            unsaid = ("has no calibration", "send query or", "send offset or", "pageToken: is not")
            if not any(words in answer.text for words in unsaid):
                case.validate_response(answer)

        ask()
        asked += 1
    assert asked >= 4
