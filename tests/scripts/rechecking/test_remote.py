"""A re-check that asks a service: the same answers, and patience with a busy one."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from werkzeug.serving import make_server

from claims.sources.texts import Columns
from index.library import Library
from scripts.rechecking.errors import RecheckError
from scripts.rechecking.request import Request
from scripts.rechecking.run import rechecked
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


def test_a_service_that_is_not_there_or_is_another_one(tmp_path: Path, world: World) -> None:
    source = tmp_path / "a.txt"
    source.write_text("The river never stopped in Vienna.")

    def another(environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [b"<html>"]

    with _serving(another) as url:
        asked = Request(inputs=(str(source),), output=tmp_path / "o.jsonl", columns=Columns())
        with pytest.raises(RecheckError, match="no PriorCheck service"):
            with rechecked(replace(asked, service=url), world.settings()):
                pass
