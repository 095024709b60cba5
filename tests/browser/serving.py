"""The real server in a process of its own, as scripts/serve starts it, on a free port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from service.config import CHECKOUT, Settings

_PATIENCE = 120  # seconds; the first start of all may have to compile the model


def prepare(data: Path, **settings: str) -> None:
    """Make a data folder of the demo claims, as scripts/serve does."""
    command = [sys.executable, "scripts/prepare.py"]
    environment = _environment(data, free_port(), settings)
    done = subprocess.run(
        command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@contextmanager
def serving(data: Path, *, wait_for: str = "readyz", **settings: str) -> Iterator[str]:
    """Serve a data folder, warm; yields the address. `settings` are PRIORCHECK_ variables."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "service"], cwd=CHECKOUT, env=_environment(data, port, settings)
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_answered(f"{address}/{wait_for}", server)
        yield address
    finally:
        server.terminate()
        server.wait(_PATIENCE)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _environment(data: Path, port: int, settings: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PRIORCHECK_")}
    return kept | {
        "PRIORCHECK_CACHE": str(Settings().cache),
        "PRIORCHECK_DATA": str(data),
        "PRIORCHECK_PORT": str(port),
        "PRIORCHECK_LOG_LEVEL": "warning",
        **settings,
    }


def _wait_until_answered(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        assert server.poll() is None, f"the server ended with {server.returncode}"
        assert time.monotonic() < deadline, "the server did not get ready"
        try:
            urlopen(address).close()  # noqa: S310 - http
            return
        except (URLError, ConnectionError) as error:
            getattr(error, "close", lambda: None)()
        time.sleep(0.1)
