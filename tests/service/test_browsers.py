"""Extensions: only configured origins, the key and its rate; what may be kept; compression."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from index.encoders import open_encoder
from index.library import Library
from service.app import create_app, engine_of
from service.config import Settings
from tests.service.claims import WALL

ORIGIN = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
KEY = {"X-PriorCheck-Key": "desk-extension-1"}


def _client(settings: Settings, **more: Any) -> FlaskClient:
    chosen = Settings(data=settings.data, encoder="hashing", admin_key=None, **more)
    library = Library(chosen.snapshots, open_encoder("hashing", cache=chosen.cache))
    app = create_app(chosen, library)
    engine_of(app).warm_up()
    return app.test_client()


def _preflight(client: FlaskClient, path: str, origin: str) -> Any:
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    return client.options(path, headers=asked).headers.get("Access-Control-Allow-Origin")


def test_no_origin_is_let_in_unless_it_is_configured(
    client: FlaskClient, settings: Settings
) -> None:
    assert _preflight(client, "/v1/check", ORIGIN) is None
    opened = _client(settings, extension_origins=f"{ORIGIN} moz-extension://abc")
    for path in ("/v1/check", "/v1/match/batch", "/v1/hashes/abc", "/v1alpha1/claims:search"):
        assert _preflight(opened, path, ORIGIN) == ORIGIN
        assert _preflight(opened, path, "https://evil.example") is None
        assert _preflight(opened, path, ORIGIN + ".evil.example") is None
    assert _preflight(opened, "/v1/admin/claims", ORIGIN) is None
    answer = opened.post("/v1/match", json={"text": WALL}, headers={"Origin": ORIGIN})
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Origin" in answer.headers["Vary"]
    assert "Origin" in opened.get("/v1/stats").headers["Vary"]  # a cache keeps it for others


def test_an_extension_needs_the_key_where_there_is_one(settings: Settings) -> None:
    client = _client(settings, extension_origins=ORIGIN, public_key="desk-extension-1")
    ask = {"text": WALL}
    assert client.post("/v1/match", json=ask).status_code == 200
    refused = client.post("/v1/match", json=ask, headers={"Origin": ORIGIN})
    assert (refused.status_code, refused.content_type) == (401, "application/problem+json")
    assert "X-PriorCheck-Key" in refused.get_json()["detail"]
    assert refused.headers["WWW-Authenticate"] == 'ApiKey header="X-PriorCheck-Key"'
    wrong = client.post("/v1/match", json=ask, headers={"X-PriorCheck-Key": "another-key"})
    assert wrong.status_code == 401
    assert client.post("/v1/match", json=ask, headers={"Origin": ORIGIN, **KEY}).status_code == 200
    assert _preflight(client, "/v1/match", ORIGIN) == ORIGIN


def test_the_key_has_a_rate_and_others_have_none(settings: Settings) -> None:
    client = _client(settings, public_key="desk-extension-1", public_rate="3 per hour")
    answers = [client.get("/v1/match?q=wall", headers=KEY) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[0].headers["X-RateLimit-Remaining"] == "2"
    assert "Retry-After" not in answers[0].headers
    limited = answers[-1]
    assert limited.content_type == "application/problem+json"
    assert "PRIORCHECK_PUBLIC_RATE" in limited.get_json()["detail"]
    assert int(limited.headers["Retry-After"]) > 0
    google = client.get("/v1alpha1/claims:search?query=wall", headers=KEY).get_json()
    assert google["error"]["status"] == "RESOURCE_EXHAUSTED"
    assert client.get("/v1/match?q=wall").status_code == 200


def test_behind_a_proxy_every_caller_has_a_rate(settings: Settings) -> None:
    limits = {"public_key": "desk-extension-1", "public_rate": "2 per hour"}

    def call(client: FlaskClient, *addresses: str) -> int:
        sent = {**KEY, "X-Forwarded-For": ", ".join(addresses)}
        return client.get("/v1/match?q=wall", headers=sent).status_code

    behind = _client(settings, proxies=1, **limits)
    for reader in ("203.0.113.7", "203.0.113.8"):
        made_up = [str(n) for n in range(3)]  # what callers write themselves parts nobody
        assert [call(behind, forged, reader) for forged in made_up] == [200, 200, 429]
    assert call(behind, "203.0.113.9") == 200
    open_to_all = _client(settings, **limits)
    assert [call(open_to_all, f"203.0.113.{n}") for n in range(3)] == [200, 200, 429]


def test_only_the_rate_makes_wait_for_the_rate(settings: Settings) -> None:
    client = _client(settings, public_key="desk-extension-1", public_rate="9 per hour")
    for query, status in (("q=", 422), ("q=%ff", 400)):
        refused = client.get(f"/v1/match?{query}", headers=KEY)
        assert (refused.status_code, refused.headers.get("Retry-After")) == (status, None)
    shared = engine_of(client.application)
    for _ in range(shared.settings.max_inflight):
        shared.enter()
    busy = client.get("/v1/match?q=wall", headers=KEY)
    assert (busy.status_code, busy.headers["Retry-After"]) == (429, "1")


def test_what_may_be_kept_has_a_tag(client: FlaskClient) -> None:
    found = client.get(f"/v1/match?q={WALL}&min_probability=0").get_json()
    claim = found["matches"][0]["claim"]["id"]
    for path in (f"/v1/claims/{claim}", "/v1/stats", "/openapi.json", "/v1/hashes/abc"):
        first = client.get(path)
        assert first.headers["Cache-Control"].startswith("public, max-age=")
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        packed = client.get(path, headers={"Accept-Encoding": "gzip"})
        sent = {"If-None-Match": packed.headers["ETag"], "Accept-Encoding": "gzip"}
        assert client.get(path, headers=sent).status_code == 304
    for path in ("/v1/match?q=wall", "/healthz"):
        assert client.get(path).headers["Cache-Control"] == "no-store"
    assert client.get("/v1/claims/nothing").headers["Cache-Control"] == "no-store"


def test_whole_answers_are_compressed_and_lines_are_not(client: FlaskClient) -> None:
    accepted = {"Accept-Encoding": "gzip"}
    plain = client.get("/openapi.json")
    packed = client.get("/openapi.json", headers=accepted)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert json.loads(gzip.decompress(packed.data)) == plain.get_json()
    for algorithm in ("br", "zstd"):
        found = client.get("/openapi.json", headers={"Accept-Encoding": algorithm})
        assert found.headers["Content-Encoding"] == algorithm
    for refused in ("gzip;q=0", "GZIP; q=0.0, br;q=0", "gzip;q=0, *"):
        found = client.get("/openapi.json", headers={"Accept-Encoding": refused})
        assert ("Content-Encoding" in found.headers, found.get_json()) == (False, plain.get_json())
        assert "Accept-Encoding" in found.headers["Vary"]
    found = client.get("/openapi.json", headers={"Accept-Encoding": "gzip;q=0, br;q=0.1"})
    assert found.headers["Content-Encoding"] == "br"
    lines = {"Accept": "application/x-ndjson", **accepted}
    text = " ".join(f"Sentence number {number} says a thing." for number in range(100))
    streamed = client.post("/v1/check", json={"text": text}, headers=lines)
    assert "Content-Encoding" not in streamed.headers
    streamed.close()


@pytest.mark.parametrize(
    "origins", ["*", "chrome-extension://*", "https://a.*", "a b", "https://a/"]
)
def test_an_origin_is_no_pattern(origins: str) -> None:
    with pytest.raises(ValueError):
        Settings(extension_origins=origins)
