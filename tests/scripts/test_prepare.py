"""What scripts/serve does before it serves: once, and only into an empty store."""

from __future__ import annotations

import os
import shlex
import socket
import subprocess
import sys
from pathlib import Path

from claims.store import ClaimStore
from index.publish import current_id
from scripts.prepare import SENTENCE, example
from service.config import CHECKOUT, Settings
from tests.service.claims import build


def _prepare(folder: Path, port: int, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        **settings,
        "PRIORCHECK_DATA": str(folder),
        "PRIORCHECK_ENCODER": "hashing",
        "PRIORCHECK_PORT": str(port),
    }
    return subprocess.run(
        [sys.executable, "scripts/prepare.py"],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def test_it_prepares_once(tmp_path: Path) -> None:
    first = _prepare(tmp_path, _free_port())
    assert first.returncode == 0, first.stderr
    assert SENTENCE in first.stdout
    published = current_id(tmp_path / "snapshots")
    with ClaimStore.open(tmp_path / "claims.sqlite") as store:
        assert store.count() >= 300
    second = _prepare(tmp_path, _free_port())
    assert second.returncode == 0
    assert "demo" not in second.stderr
    assert current_id(tmp_path / "snapshots") == published


def test_a_store_in_use_gets_no_demo_claims(tmp_path: Path) -> None:
    build(tmp_path, claims=2)
    assert _prepare(tmp_path, _free_port()).returncode == 0
    with ClaimStore.open(tmp_path / "claims.sqlite") as store:
        assert store.count() == 2


def test_another_encoders_snapshot_is_built_again(tmp_path: Path) -> None:
    build(tmp_path, claims=2)
    before = current_id(tmp_path / "snapshots")
    prepared = _prepare(tmp_path, _free_port(), PRIORCHECK_QUERY_PREFIX="other: ")
    assert prepared.returncode == 0
    assert "Building it again" in prepared.stderr
    assert current_id(tmp_path / "snapshots") != before


def test_demo_claims_never_replace_what_is_published(tmp_path: Path) -> None:
    build(tmp_path, claims=2)
    before = current_id(tmp_path / "snapshots")
    mistaken = f"sqlite:///{tmp_path}/other.sqlite"
    serving = _prepare(tmp_path, _free_port(), PRIORCHECK_STORE=mistaken)
    assert serving.returncode == 0, serving.stderr  # a copy that only serves
    updated = {"PRIORCHECK_STORE": mistaken, "PRIORCHECK_QUERY_PREFIX": "other: "}
    refused = _prepare(tmp_path, _free_port(), **updated)
    assert refused.returncode == 1
    assert "the store is new and holds nothing" in refused.stderr
    assert current_id(tmp_path / "snapshots") == before
    with ClaimStore.open(mistaken) as store:
        assert store.count() == 0


def test_a_port_in_use_is_said_before_any_work(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        refused = _prepare(tmp_path, taken.getsockname()[1])
    assert refused.returncode == 1
    assert "PRIORCHECK_PORT" in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_example_is_one_line_of_shell() -> None:
    words = shlex.split(example(Settings(port=8001)))
    assert words[0] == "curl"
    assert "http://127.0.0.1:8001/v1/match" in words
    assert SENTENCE in words[-1]


def test_serve_takes_no_arguments() -> None:
    refused = subprocess.run(
        ["bash", "scripts/serve", "--fast"], cwd=CHECKOUT, capture_output=True, text=True
    )
    assert refused.returncode == 2
    assert "Usage" in refused.stderr
