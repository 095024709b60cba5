"""A re-check that asks a service: the same answers, and patience with a busy one."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from werkzeug.serving import make_server

from index.changes import ChangeKind
from index.library import Library
from scripts.rechecking.answers import Asked
from scripts.rechecking.errors import RecheckError
from scripts.rechecking.remote import RemoteAnswerer
from service.app import create_app
from tests.scripts.rechecking.conftest import World


@contextmanager
def _serving(application: Any) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, application, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Busy:
    """The service, but every other answer is 429."""

    def __init__(self, application: Any) -> None:
        self._application = application
        self.asked = self.refused = 0

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        self.asked += 1
        if self.asked % 2:
            self.refused += 1
            start_response("429 Too Many Requests", [("Retry-After", "0")])
            return [b"{}"]
        found: Iterable[bytes] = self._application(environ, start_response)
        return found


def test_a_busy_service_answers_what_the_matcher_does_and_is_asked_once(world: World) -> None:
    world.publish()
    here = world.run(world.request(None))
    settings = world.settings()
    busy = _Busy(create_app(settings, Library(settings.snapshots, world.encoder)))
    with _serving(busy) as url:
        request = replace(world.request("state", "there.jsonl"), service=url)
        there = world.run(request)
        assert there.output == here.output
        assert busy.refused > 1
        world.documents["more"] = "Only this is new, and 12 towns know it."
        asked = busy.asked
        again = world.run(replace(world.request("state", "there.jsonl"), service=url))
    assert again.info.sentences > there.info.sentences
    assert again.info.documents == there.info.documents + 1
    assert busy.asked - asked <= 6
    assert again.info.previous == there.info.snapshot


def test_one_sentence_that_the_service_refuses_keeps_no_other_from_an_answer(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.documents = {
        "nul": "The mayor secretly\0 sold the new railway.",
        "long": f"A banker {'really ' * 50}banned two thirds of all taxes.",
        "plain": "The river never stopped in Vienna.",
    }
    world.publish()
    here = world.run(world.request(None))
    settings = world.settings().model_copy(update={"max_text_chars": 100})
    with _serving(create_app(settings, Library(settings.snapshots, world.encoder))) as url:
        there = world.run(replace(world.request("state", "there.jsonl"), service=url))
    asked = [json.loads(line) for line in here.output.splitlines()]
    found = [json.loads(line) for line in there.output.splitlines()]
    for before, now in zip(asked, found, strict=True):
        if now["document"] == "long":
            assert (now["matches"], now["no_match"]) == ([], None)
        else:
            assert now == before
    said = capsys.readouterr().err
    assert "characters; the most is 100: A banker really" in said


class _Publishing:
    """The service; a new snapshot is published before it answers the first batch."""

    def __init__(self, application: Any, publish: Callable[[], object]) -> None:
        self._application = application
        self._publish: Callable[[], object] | None = publish

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/v1/match/batch" and self._publish:
            self._publish()
            self._publish = None
        found: Iterable[bytes] = self._application(environ, start_response)
        return found


def test_a_snapshot_published_in_the_middle_is_no_part_of_the_run(world: World) -> None:
    world.publish()
    settings = world.settings()
    application = create_app(settings, Library(settings.snapshots, world.encoder))

    def publish() -> None:
        world.add_claims(5)
        world.publish()
        time.sleep(1.1)  # until the library looks again

    with _serving(_Publishing(application, publish)) as url:
        request = replace(world.request("state", "there.jsonl"), service=url)
        with pytest.raises(RecheckError, match="another snapshot meanwhile"):
            world.run(request)
        again = world.run(request)
    assert {json.loads(line)["snapshot"] for line in again.output.splitlines()} == {
        again.info.snapshot
    }


def test_what_is_withdrawn_is_told_apart_from_what_is_lost(world: World) -> None:
    world.publish()
    settings = world.settings()
    library = Library(settings.snapshots, world.encoder)
    with _serving(create_app(settings, library)) as url:
        world.run(replace(world.request("state"), service=url))
        world.drop_claims(60)
        world.add_claims(60)
        world.publish()
        time.sleep(1.1)  # until the library looks again
        run = world.run(replace(world.request("state"), service=url))
    claim = library.current().claim
    gone = [change for change in run.changes if change.now is None]
    assert {(change.kind, claim(change.match.claim_id) is None) for change in gone} == {
        (ChangeKind.CLAIM_WITHDRAWN, True),
        (ChangeKind.LOST_MATCH, False),
    }


@pytest.mark.parametrize("limits", [{"max_batch": 3}, {"max_body_bytes": 1024}])
def test_a_service_that_takes_few_texts_at_once_gets_no_more(
    world: World, limits: dict[str, int]
) -> None:
    world.publish()
    here = world.run(world.request(None))
    settings = world.settings().model_copy(update=limits)
    with _serving(create_app(settings, Library(settings.snapshots, world.encoder))) as url:
        assert world.run(replace(world.request(None), service=url)).output == here.output
        with pytest.raises(RecheckError, match="answered 422: limit: must be at most"):
            world.run(replace(world.request(None), service=url, limit=2000))


@pytest.mark.parametrize(
    ("status", "content", "said"),
    [
        ("200 OK", b"<html>", "is no PriorCheck service: it answers no JSON;"),
        ("200 OK", b"{}", "is no PriorCheck service: its statistics name no snapshot"),
        ("200 OK", b'{"snapshot": {"id": 1}}', "is no PriorCheck service"),
        ("404 Not Found", b"[]", "is no PriorCheck service: it answers no JSON object"),
        ("404 Not Found", b'{"detail": "none"}', "answered 404: none"),
    ],
)
def test_a_service_that_is_another_one(
    world: World, status: str, content: bytes, said: str
) -> None:
    def another(environ: Any, start_response: Any) -> list[bytes]:
        start_response(status, [])
        return [content]

    with _serving(another) as url, pytest.raises(RecheckError, match=said):
        world.run(replace(world.request(None), service=url))


@pytest.mark.parametrize("content", [b"{}", b'{"lookups": []}', b'{"lookups": [1]}'])
def test_answers_of_another_form_are_an_error(content: bytes) -> None:
    def another(environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [content]

    with _serving(another) as url, pytest.raises(RecheckError, match="in a form unknown here"):
        RemoteAnswerer(url).answer([Asked("A sentence.", None)], {})


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://no.such.host.invalid"])
def test_an_address_where_nobody_answers_is_told_at_once(world: World, url: str) -> None:
    started = time.monotonic()
    with pytest.raises(RecheckError, match="does not answer"):
        world.run(replace(world.request(None), service=url))
    assert time.monotonic() - started < 20


def test_a_service_that_stays_busy_is_told_to_be(world: World) -> None:
    def busy(environ: Any, start_response: Any) -> list[bytes]:
        start_response("429 Too Many Requests", [("Retry-After", "0")])
        return [b"{}"]

    with _serving(busy) as url, pytest.raises(RecheckError, match="too many 429 error responses"):
        RemoteAnswerer(url, tries=1).snapshot()
