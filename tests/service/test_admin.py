"""The admin calls over a store and snapshots of their own."""

from __future__ import annotations

import csv
import re
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from pydantic import SecretStr
from werkzeug.test import TestResponse

from claims.store import ClaimStore
from index.encoders import open_encoder
from index.library import Library
from index.publish import only_build
from service.app import create_app, engine_of
from service.config import Settings
from tests.service.claims import WALL, build

KEY = "sixteen-characters-at-least"
HEADERS = {"Authorization": f"Bearer {KEY}"}
NEW = "Zebras are white with black stripes painted on by hand."


def review(text: str = NEW, **changes: Any) -> dict[str, Any]:
    """A ClaimReview as a publisher would send it."""
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": text,
        "url": "https://zebra.example/1",
        "author": {"@type": "Organization", "name": "Zebra Desk", "url": "https://zebra.example"},
        "reviewRating": {"@type": "Rating", "alternateName": "False"},
        **changes,
    }


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """An application whose data folder a test may write to."""
    build(tmp_path)
    app = create_app(Settings(data=tmp_path, encoder="hashing", admin_key=SecretStr(KEY)))
    engine_of(app).warm_up()
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def ingested(client: FlaskClient, document: object) -> dict[str, Any]:
    answer = client.post("/v1/admin/claims", json=document, headers=HEADERS)
    assert answer.status_code == 200, answer.text
    report = answer.get_json()
    assert report["read"] == sum(
        report[name] for name in ("new", "changed", "unchanged", "rejected")
    )
    return report


def matched(client: FlaskClient, text: str) -> list[dict[str, Any]]:
    answer = client.post("/v1/match", json={"text": text, "min_probability": 0, "limit": 1})
    return [match for match in answer.get_json()["matches"] if match["claim"]["text"] == text]


def publish(client: FlaskClient, query: str = "") -> TestResponse:
    return client.post(f"/v1/admin/publish{query}", headers=HEADERS)


def test_an_ingested_claim_is_found_once_published(client: FlaskClient) -> None:
    report = ingested(client, review())
    assert (report["new"], report["rejected"], report["rejects"]) == (1, 0, [])
    assert matched(client, NEW) == []
    answer = publish(client)
    assert (answer.status_code, answer.get_json()["status"]) == (200, "published")
    assert answer.get_json()["snapshot"]["encoded"] == 1
    (match,) = matched(client, NEW)
    assert match["reviews"][0]["verdict"] == "false"
    assert match["provenance"]["source"] == "admin" and match["provenance"]["retrieved_at"]


@pytest.mark.parametrize(
    "document",
    [
        [review("One"), review("Two")],
        {"@context": "https://schema.org", "@graph": [review("One"), review("Two")]},
        {"dataFeedElement": [{"@type": "DataFeedItem", "item": [review("One"), review("Two")]}]},
    ],
)
def test_every_shape_of_document_is_read(client: FlaskClient, document: object) -> None:
    assert ingested(client, document)["new"] == 2
    assert ingested(client, document)["unchanged"] == 2


def test_what_cannot_be_stored_is_said(client: FlaskClient) -> None:
    report = ingested(client, [review("One"), {"@type": "Recipe"}, review("!!!"), 5])
    assert (report["new"], report["rejected"]) == (1, 3)
    assert all(reject["reason"] for reject in report["rejects"])


def test_a_full_temporary_folder_is_a_store_that_fails(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    answer = client.post("/v1/admin/claims", json=review(), headers=HEADERS)
    assert (answer.status_code, answer.get_json()["title"]) == (503, "The claim store failed")
    assert "the temporary folder failed (No such file or directory)" in caplog.text


def test_source_and_licence_are_the_callers_to_say(client: FlaskClient) -> None:
    path = "/v1/admin/claims?source=desk&licence=CC0-1.0"
    report = client.post(path, json=review(), headers=HEADERS).get_json()
    assert report["source"] == "desk"
    jsonld = {**HEADERS, "Content-Type": "application/ld+json"}
    assert client.post(path, data=b"[]", headers=jsonld).status_code == 200
    assert client.post(path + "&x=1", json=[], headers=HEADERS).status_code == 422
    assert client.post(path, json="text", headers=HEADERS).status_code == 422
    assert client.post(path, data=b"{", headers=jsonld).status_code == 400
    assert client.post(path, data=b"[]", headers=HEADERS).status_code == 415


def test_an_export_sent_by_others_names_no_source(client: FlaskClient, tmp_path: Path) -> None:
    record = {"priorcheck_export": 1, "claim_key": "id\x1fother\x1f1", "source": "other"}
    ingested(client, review(**{"priorcheck:record": record}))
    with ClaimStore.open(tmp_path / "claims.sqlite") as store:
        sources = {record.review.provenance.source for record in store.records()}
    assert sources == {"admin", "test"}


def test_a_withdrawn_claim_is_gone_with_the_next_snapshot(client: FlaskClient) -> None:
    (match,) = matched(client, WALL)
    path = f"/v1/admin/claims/{match['claim']['id']}"
    answer = client.delete(path + "?reason=taken+back", headers=HEADERS)
    assert answer.status_code == 200 and answer.get_json()["withdrawn_at"]
    history = client.get(path + "/history", headers=HEADERS).get_json()
    assert [version["kind"] for version in history["versions"]] == ["new", "withdrawn"]
    assert history["versions"][1]["reason"] == "taken back"
    assert client.delete(path, headers=HEADERS).status_code == 404
    assert publish(client).status_code == 200
    assert matched(client, WALL) == []


def test_an_unknown_claim_has_no_history(client: FlaskClient) -> None:
    assert client.get("/v1/admin/claims/c0/history", headers=HEADERS).status_code == 404


def test_it_is_built_with_the_encoder_that_serves(tmp_path: Path) -> None:
    encoder = open_encoder("hashing", cache=tmp_path, query_prefix="the service's own: ")
    build(tmp_path, encoder=encoder)
    settings = Settings(data=tmp_path, encoder="hashing", admin_key=SecretStr(KEY))
    client = create_app(settings, Library(settings.snapshots, encoder)).test_client()
    ingested(client, review())
    assert publish(client).get_json()["snapshot"]["encoded"] == 1
    assert len(matched(client, NEW)) == 1


def test_one_build_at_a_time(client: FlaskClient, tmp_path: Path) -> None:
    with only_build(tmp_path / "snapshots"):
        answer = publish(client)
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/docs#problem-build-running")
    assert publish(client).status_code == 200


def test_a_build_that_fails_says_so_and_not_that_nothing_is_published(
    client: FlaskClient, tmp_path: Path
) -> None:
    (tmp_path / "snapshots" / ".lock").unlink()
    (tmp_path / "snapshots" / ".lock").mkdir()  # nobody can write there
    answer = publish(client)
    assert (answer.status_code, answer.get_json()["type"]) == (503, "/docs#problem-snapshot-failed")
    assert len(matched(client, WALL)) == 1


def test_a_second_build_is_refused_at_once(client: FlaskClient) -> None:
    statuses = [publish(client, "?wait=0").status_code for _ in range(3)]
    assert statuses == [202, 409, 409]
    _join_build()
    assert publish(client).status_code == 200
    assert publish(client).status_code == 200  # whoever waited may build again


def test_a_long_build_goes_on_in_the_background(client: FlaskClient) -> None:
    ingested(client, review())
    answer = publish(client, "?wait=0")
    assert (answer.status_code, answer.get_json()) == (202, {"status": "running", "snapshot": None})
    _join_build()
    assert publish(client).get_json()["snapshot"]["encoded"] == 0


def _join_build() -> None:
    for thread in threading.enumerate():
        if thread.name == "build":
            thread.join(30)


@pytest.mark.parametrize("sent", [5, "text", True])
def test_what_is_no_document_is_refused_plainly(client: FlaskClient, sent: object) -> None:
    answer = client.post("/v1/admin/claims", json=sent, headers=HEADERS)
    assert answer.status_code == 422
    assert answer.get_json()["detail"] == "request: must be a JSON object or a list of them"


@pytest.fixture
def calls(app: Flask) -> Iterator[tuple[str, str]]:
    """Every admin call as (method, path)."""
    return iter(
        (method, rule.rule.replace("<claim_id>", "c0"))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/v1/admin")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    )


@pytest.mark.parametrize("offered", [None, "", KEY, f"Basic {KEY}", "Bearer wrong", "Bearer ключ"])
def test_without_the_key_nobody_comes_in(
    client: FlaskClient, calls: Iterator[tuple[str, str]], offered: str | None
) -> None:
    headers = {} if offered is None else {"Authorization": offered.encode().decode("latin-1")}
    for method, path in calls:
        answer = client.open(path, method=method, headers=headers)
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer"), path


def test_without_a_key_set_admin_is_off(tmp_path: Path, calls: Iterator[tuple[str, str]]) -> None:
    app = create_app(Settings(data=tmp_path, encoder="hashing", admin_key=None))
    for method, path in calls:
        answer = app.test_client().open(path, method=method, headers=HEADERS)
        assert answer.status_code == 403 and "PRIORCHECK_ADMIN_KEY" in answer.get_json()["detail"]


def test_the_admin_calls_do_what_the_document_says(app: Flask) -> None:
    schema = schemathesis.openapi.from_wsgi("/openapi.json", app).include(path_regex="admin/claims")
    for found in schema.get_all_operations():

        @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=found.ok().as_strategy())
        def ask(case: schemathesis.Case) -> None:
            case.call_and_validate(headers=HEADERS)

        ask()


def test_claims_are_merged_shown_as_one_and_parted(client: FlaskClient) -> None:
    other = "Goldfish have a memory of three seconds."
    ids = {text: _first(client, text)["claim"]["id"] for text in (WALL, other)}
    sent = {"claim_id": ids[other], "into": ids[WALL], "reason": "for a test"}
    made = client.post("/v1/admin/merges", json=sent, headers=HEADERS)
    assert made.status_code == 200, made.text
    (merge,) = made.get_json()["merges"]
    assert (merge["into"], merge["rule"], merge["merged_by"]) == (ids[WALL], "operator", "operator")
    assert client.get("/v1/admin/merges", headers=HEADERS).get_json()["merges"] == [merge]
    assert client.post("/v1/admin/merges", json=sent, headers=HEADERS).status_code == 409
    assert client.post("/v1/admin/publish?wait=60", headers=HEADERS).status_code == 200

    match = _first(client, other)
    assert (match["claim"]["id"], match["found_by"]) == (ids[WALL], ids[other])
    assert match["score"] == pytest.approx(1, abs=1e-5) and match["agreement"] == "disagree"
    (merged,) = match["claim"]["merged_from"]
    assert (merged["id"], merged["text"], merged["reviews"]) == (ids[other], other, 1)
    assert merged["merge"]["reason"] == "for a test"
    sites = [review["publisher"]["site"] for review in match["reviews"]]
    assert sites == ["moon.example", "brain.example"]
    assert all(review["provenance"]["source"] == "test" for review in match["reviews"])
    assert client.get(f"/v1/claims/{ids[other]}").get_json()["id"] == ids[WALL]
    _assert_cards_say_what_was_compared(client, other)
    stats = client.get("/v1/stats").get_json()
    assert (stats["merged"], stats["claims"]) == (1, stats["snapshot"]["claims"])

    path = f"/v1/admin/merges/{ids[other]}"
    parted = client.delete(f"{path}?reason=enough", headers=HEADERS).get_json()["merges"]
    assert [merge["ended_reason"] for merge in parted] == ["enough"]
    assert client.delete(path, headers=HEADERS).status_code == 409
    history = client.get(f"/v1/admin/claims/{ids[other]}/history", headers=HEADERS).get_json()
    assert history["merges"] == parted
    assert client.post("/v1/admin/publish?wait=60", headers=HEADERS).status_code == 200
    assert _first(client, other)["claim"]["id"] == ids[other]


def _assert_cards_say_what_was_compared(client: FlaskClient, other: str) -> None:
    searched = client.get("/search", query_string={"q": other}).text
    printed = client.post("/export/html", data={"text": other}).text
    for page in (searched, printed):
        _, card = page.split("<blockquote", 1)
        claim, one_with, *_ = re.findall("<bdi[^>]*>([^<]*)</bdi>", card)
        assert (claim, one_with) == (other, WALL) and "Shown as one claim with" in card
        publishers = re.findall('<bdi class="publisher">([^<]*)', card)
        assert publishers[:2] == ["Brain.Example", "Moon.Example"]
    table = client.post("/export/csv", data={"text": other}).text
    first = next(csv.DictReader(table.removeprefix("\ufeff").splitlines()))
    assert first["claim"] == other
    sent = {"text": other, "compact": True}
    [sentence] = client.post("/v1/check", json=sent).get_json()["sentences"]
    assert sentence["matches"][0]["text"] == other


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/admin/claims?source=one&source=two"),
        ("DELETE", "/v1/admin/claims/c0?reason=%ff"),
        ("GET", "/v1/admin/merges?claim_id=%ff"),
        ("DELETE", "/v1/admin/merges/c0?reason=a&reason=b"),
        ("POST", "/v1/admin/publish?wait=1&wait=2"),
    ],
)
def test_a_query_string_is_read_strictly(client: FlaskClient, method: str, path: str) -> None:
    answer = client.open(path, method=method, headers=HEADERS, json={})
    assert answer.status_code == 400 and "query string" in answer.get_json()["title"]


def test_an_id_with_a_nul_is_unknown_to_any_store(tmp_path: Path, store_url: str) -> None:
    settings = Settings(data=tmp_path, store=store_url, encoder="hashing", admin_key=SecretStr(KEY))
    client = create_app(settings).test_client()
    for method, path, status in (
        ("GET", "/v1/admin/claims/c0%00/history", 404),
        ("DELETE", "/v1/admin/claims/c0%00", 404),
        ("DELETE", "/v1/admin/merges/c0%00", 409),
    ):
        assert client.open(path, method=method, headers=HEADERS).status_code == status


def test_a_number_beyond_any_merge_is_refused(tmp_path: Path, store_url: str) -> None:
    settings = Settings(data=tmp_path, store=store_url, encoder="hashing", admin_key=SecretStr(KEY))
    client = create_app(settings).test_client()
    last = client.get(f"/v1/admin/merges?after={2**63 - 1}", headers=HEADERS)
    assert (last.status_code, last.get_json()) == (200, {"merges": []})
    beyond = client.get(f"/v1/admin/merges?after={2**63}", headers=HEADERS)
    assert beyond.status_code == 422 and beyond.get_json()["detail"].startswith("after: ")


@pytest.mark.parametrize("sent", [{}, {"claim_id": "c0"}, {"claim_id": 3, "into": "c1"}])
def test_a_merge_of_nothing_is_refused(client: FlaskClient, sent: dict[str, Any]) -> None:
    assert client.post("/v1/admin/merges", json=sent, headers=HEADERS).status_code == 422
    assert client.post("/v1/admin/merges", json=sent).status_code == 401


def _first(client: FlaskClient, text: str) -> dict[str, Any]:
    asked = {"text": text, "limit": 1, "min_probability": 0}
    matches: list[dict[str, Any]] = client.post("/v1/match", json=asked).get_json()["matches"]
    return matches[0]
