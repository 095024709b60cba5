"""Something at an address that is no PriorCheck and answers everything alike."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def silent() -> Iterator[str]:
    """An address that takes every call and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@contextmanager
def answering(
    content: bytes, status: int = 200, *, goes_on: bool = False, **headers: str
) -> Iterator[str]:
    """An address where every POST is answered so; it `goes_on` for ever, and says no more."""
    over = threading.Event()

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(content)
            if goes_on:
                over.wait()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the tests' output is enough."""

    with _serving(Answer, over) as address:
        yield address


@contextmanager
def unending(pages: dict[str, str]) -> Iterator[str]:
    """A site of pages that begin so and never come to their end."""
    over = threading.Event()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages.get(self.path, "").encode())
            over.wait()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the tests' output is enough."""

    with _serving(Answer, over) as address:
        yield address


@contextmanager
def _serving(answer: type[BaseHTTPRequestHandler], over: threading.Event) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()
