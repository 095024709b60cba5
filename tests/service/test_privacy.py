"""A lookup leaves no trace: nothing written, nothing logged of what was asked."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from service.app import create_app
from service.config import Settings

SECRET = "Quixotic marmalade flies over the secret hill."


class Broken:
    """A library whose failure quotes the text."""

    trouble = None

    def current(self) -> None:
        """Fail as a bug might."""
        raise RuntimeError(f"could not handle {SECRET!r}")


def _state(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(p): (p.stat().st_size, p.stat().st_mtime_ns) for p in folder.rglob("*")}


def test_nothing_is_written_and_no_text_is_logged(
    client: FlaskClient, data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = _state(data)
    with caplog.at_level(logging.DEBUG):
        client.post("/v1/match", json={"text": SECRET})
        client.post("/v1/match", json={"text": SECRET, SECRET: 1})
        client.get("/v1/match", query_string={"q": SECRET})
        client.post("/v1/match/batch", json={"texts": [SECRET, SECRET + "\0"]})
        client.post("/v1/check", json={"text": SECRET})
        lines = {"Accept": "application/x-ndjson"}
        assert client.post("/v1/check", json={"text": SECRET}, headers=lines).text
        client.get(f"/v1/match/{SECRET}")
    assert _state(data) == before
    assert "marmalade" not in caplog.text
    assert "/v1/match 200" in caplog.text


def test_a_failure_says_neither_what_nor_where(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    broken: object = Broken()
    client = create_app(settings, broken).test_client()  # type: ignore[arg-type]
    answer = client.post("/v1/match", json={"text": SECRET}, headers={"X-Request-Id": "r1"})
    assert answer.status_code == 500
    assert answer.get_json()["type"].endswith("internal")
    assert "marmalade" not in answer.text + caplog.text
    assert "RuntimeError" not in answer.text
    assert "request r1: RuntimeError" in caplog.text


def test_importing_the_service_loads_no_engine() -> None:
    import subprocess

    code = (
        "import sys, service.app, service.server;"
        "print([n for n in ('numpy', 'faiss', 'torch', 'openvino') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
