"""Readiness, statistics, claims, metrics, headers, and what happens without a good snapshot."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from io import BytesIO
from pathlib import Path
from typing import cast

import pytest
from flask.testing import FlaskClient

from index.lookup import Filters, Lookup
from index.matcher import Matcher
from service.app import create_app, engine_of
from service.config import Settings
from service.memory import Ask
from tests.service.claims import CLAIMS, WALL, build

ASK = {"text": WALL, "min_probability": 0}
CHUNKED = {"Transfer-Encoding": "chunked"}  # as gunicorn hands it on: without the chunks' frames


def _client(folder: Path, **more: object) -> FlaskClient:
    settings = Settings.model_validate({"data": folder, "encoder": "hashing", **more})
    return create_app(settings).test_client()


def test_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "alive"}
    ready = client.get("/readyz")
    assert ready.status_code == 200
    snapshot = client.post("/v1/match", json=ASK).get_json()["snapshot"]
    assert ready.get_json() == {
        "status": "ready",
        "snapshot": snapshot["id"],
        "encoder": snapshot["encoder"],
        "trouble": None,
    }


def test_stats_and_claims(client: FlaskClient) -> None:
    stats = client.get("/v1/stats").get_json()
    assert (stats["claims"], stats["reviews"]) == (len(CLAIMS), len(CLAIMS))
    assert stats["languages"][0] == {"value": "en", "count": 3}
    [first, *_] = client.post("/v1/match", json=ASK).get_json()["matches"]
    claim = client.get(f"/v1/claims/{first['claim']['id']}").get_json()
    assert claim["text"] == WALL
    assert claim["reviews"][0]["provenance"]["source"] == "test"
    assert client.get("/v1/claims/cffff").status_code == 404


def test_metrics_count_outcomes_and_hold_no_text(client: FlaskClient) -> None:
    client.post("/v1/match", json={"text": "Quixotic marmalade flies."})
    client.get("/v1/match?q=marmalade")
    client.get("/marmalade")
    text = client.get("/metrics").text
    assert 'priorcheck_lookups_total{outcome="matched"}' in text
    assert 'call="/v1/match"' in text
    assert "marmalade" not in text


COUNTING = """
import shutil, sys
from service.metrics import Metrics
metrics = Metrics()
shutil.rmtree(sys.argv[1])
for _ in range(2):
    metrics.observe("/v1/match", 200, 0.1)
    metrics.count(["matched"])
"""


def test_an_answer_that_cannot_be_counted_is_given(tmp_path: Path) -> None:
    """The folder of several processes' counters is swept while one of them starts."""
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "counted")}
    (tmp_path / "counted").mkdir()
    counting = [sys.executable, "-c", COUNTING, str(tmp_path / "counted")]
    done = subprocess.run(counting, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("not counted any more") == 1


def test_every_answer_is_guarded(client: FlaskClient) -> None:
    for path in ("/healthz", "/nothing", "/docs", "/v1/match"):
        headers = client.get(path, headers={"X-Request-Id": "caller-1"}).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Request-Id"] == "caller-1"
    assert client.get("/healthz", headers={"X-Request-Id": "a b"}).headers["X-Request-Id"] != "a b"


def test_without_a_snapshot(tmp_path: Path) -> None:
    client = _client(tmp_path)
    assert client.get("/healthz").status_code == 200
    for answer in (client.get("/readyz"), client.post("/v1/match", json=ASK)):
        assert answer.status_code == 503
        assert answer.headers["Retry-After"]
        assert "scripts/build_index.py" in answer.get_json()["detail"]
        assert str(tmp_path) not in answer.text


def test_a_snapshot_published_later_is_taken_up(tmp_path: Path) -> None:
    client = _client(tmp_path)
    assert client.get("/readyz").status_code == 503
    build(tmp_path)
    assert client.post("/v1/match", json=ASK).status_code == 200
    engine_of(client.application).warm_up()
    assert client.get("/readyz").status_code == 200


def test_a_foreign_snapshot(data: Path) -> None:
    answer = _client(data, query_prefix="other: ").post("/v1/match", json=ASK)
    assert answer.status_code == 503
    assert answer.get_json()["type"].endswith("snapshot-foreign")


@pytest.mark.parametrize("damage", ["cut", "remove"])
def test_a_damaged_snapshot(data: Path, tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    [vectors] = folder.glob("snapshots/*/vectors.npy")
    vectors.write_bytes(vectors.read_bytes()[:-1]) if damage == "cut" else vectors.unlink()
    client = _client(folder)
    answer = client.post("/v1/match", json=ASK)
    assert answer.status_code == 503
    assert answer.get_json()["type"].endswith("snapshot-damaged")
    assert client.get("/healthz").status_code == 200


def test_too_many_lookups_at_once_get_429(data: Path) -> None:
    client = _client(data, max_inflight=1)
    engine = engine_of(client.application)
    with engine.place():
        answer = client.post("/v1/match", json=ASK)
        assert answer.status_code == 429
        assert answer.headers["Retry-After"] == "1"
        assert client.get("/healthz").status_code == 200
    assert client.post("/v1/match", json=ASK).status_code == 200


def test_a_stream_gives_its_place_back(data: Path) -> None:
    client = _client(data, max_inflight=1)
    for _ in range(3):
        asked = {"Accept": "application/x-ndjson"}
        with client.post("/v1/check", json={"text": WALL}, headers=asked) as answer:
            assert answer.status_code == 200


def test_a_request_that_is_too_large_gets_413(data: Path) -> None:
    client = _client(data, max_body_bytes=2000)
    answer = client.post("/v1/match", json={"text": "x" * 3000})
    assert answer.status_code == 413
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize(("length", "status"), [(1999, 200), (2000, 200), (2001, 413)])
@pytest.mark.parametrize("headers", [{}, CHUNKED])
def test_the_largest_request_has_the_size_that_is_set(
    data: Path, length: int, status: int, headers: dict[str, str]
) -> None:
    sent = json.dumps(ASK).encode().ljust(length)
    with _client(data, max_body_bytes=2000) as client:
        answer = client.post(
            "/v1/match",
            input_stream=BytesIO(sent),
            content_type="application/json",
            headers=headers,
            environ_overrides={"wsgi.input_terminated": True},
        )
    assert answer.status_code == status


def test_many_threads_get_their_own_answers(client: FlaskClient) -> None:
    app, found = client.application, {}

    def ask(text: str) -> None:
        asked = {"text": text, "limit": 1, "min_probability": 0}
        answer = app.test_client().post("/v1/match", json=asked).get_json()
        found[text] = answer["matches"][0]["claim"]["text"]

    threads = [threading.Thread(target=ask, args=(text,)) for text, *_ in CLAIMS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {text: text for text, *_ in CLAIMS}


def test_lookups_wait_their_turn_and_long_texts_let_others_in(data: Path) -> None:
    client = _client(data, parallel=1)
    engine = engine_of(client.application)
    order: list[str] = []

    class Slow:
        """Notes who is matched when."""

        info = engine.matcher().info

        def match(self, texts: list[str], **_: object) -> list[Lookup]:
            order.append(texts[0])
            if texts[0] == "long":
                other.start()
            time.sleep(0.05)
            return engine.matcher().match(texts, limit=1, min_probability=0)

    slow = cast(Matcher, Slow())
    ask = Ask(limit=1, min_probability=0, filters=Filters(), language=None)
    other = threading.Thread(target=engine.answers, args=(slow, ["short"], ask))
    engine.answers(slow, ["long", *map(str, range(200))], ask)
    other.join()
    assert order[0] == "long"
    assert order.index("short") < len(order) - 1


@pytest.mark.parametrize(
    ("limit", "least", "turns"), [(5, None, 2), (5, 0, 2), (100, None, 2), (100, 0, 25)]
)
def test_a_turn_is_of_fewer_texts_where_each_gets_many_matches(
    data: Path, limit: int, least: float | None, turns: int
) -> None:
    engine = engine_of(_client(data).application)
    sizes: list[int] = []

    class Counting:
        """Notes how many are matched in a turn."""

        info = engine.matcher().info

        def match(self, texts: list[str], **_: object) -> list[Lookup]:
            sizes.append(len(texts))
            return engine.matcher().match(texts, limit=1)

    ask = Ask(limit=limit, min_probability=least, filters=Filters(), language=None)
    engine.answers(cast(Matcher, Counting()), list(map(str, range(200))), ask)
    assert (len(sizes), sum(sizes)) == (turns, 200)


def test_a_damaged_newer_snapshot_leaves_the_last_good_one_serving(tmp_path: Path) -> None:
    old = build(tmp_path)
    client = _client(tmp_path)
    engine_of(client.application).warm_up()
    assert client.get("/readyz").get_json()["snapshot"] == old.id
    new = build(tmp_path)
    (tmp_path / "snapshots" / new.id / "vectors.npy").write_bytes(b"")
    time.sleep(1.1)  # the library looks once a second
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.get_json()["snapshot"] == old.id
    assert "newer snapshot" in ready.get_json()["trouble"]
    assert client.post("/v1/match", json=ASK).get_json()["snapshot"]["id"] == old.id
    newest = build(tmp_path)
    time.sleep(1.1)
    ready = client.get("/readyz").get_json()
    assert (ready["snapshot"], ready["trouble"]) == (newest.id, None)
