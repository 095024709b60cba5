"""Fetching: from a real server on this machine, and never from where it must not."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from urllib3 import HTTPResponse

from claims.errors import SourceError
from claims.fetching.fetcher import Fetcher, Limits
from claims.fetching.guard import Guard, allow, public_addresses
from claims.fetching.patience import pause_before
from claims.ingest import Intake, ingest
from claims.store import ClaimStore

Answer = tuple[int, dict[str, str], bytes]


class Site:
    """A server whose answers a test sets, and the requests that it saw."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | list[Answer]] = {"/robots.txt": (404, {}, b"")}
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.step = 1 << 20  # how many bytes are sent at once
        self.pause = 0.0
        self.wait = 0.0  # after each header
        self.told = 0
        self.sent = 0
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.seen.append((self.path, dict(self.headers)))
                answer = site.answers.get(self.path, (404, {}, b""))
                if isinstance(answer, list):
                    answer = answer.pop(0) if len(answer) > 1 else answer[0]
                status, headers, content = answer
                with suppress(OSError):  # whoever asked has left
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                        self.flush_headers()
                        site.told += 1
                        time.sleep(site.wait)
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    for start in range(0, len(content), site.step):
                        self.wfile.write(content[start : start + site.step])
                        site.sent += 1
                        time.sleep(site.pause)

            def log_message(self, *_: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.base = f"http://desk.example:{self.server.server_port}"


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def fetcher(tmp_path: Path) -> Fetcher:
    return make(tmp_path)


def make(folder: Path, **limits: float) -> Fetcher:
    guard = Guard(hosts=allow(["desk.example"]), resolve=lambda _host, _port: ["127.0.0.1"])
    return Fetcher(guard, folder, Limits(**limits))  # type: ignore[arg-type]


def test_a_page_is_kept_with_where_and_when(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a?b=1"] = (200, {}, b"<html>")
    copy = fetcher.fetch(f"{site.base}/a?b=1#part")
    assert Path(copy.file).read_bytes() == b"<html>"
    assert copy.url == f"{site.base}/a?b=1#part" and copy.retrieved_at.endswith("Z")
    path, headers = site.seen[-1]
    assert (path, headers["User-Agent"]) == ("/a?b=1", "PriorCheck")
    assert headers["Host"] == site.base.removeprefix("http://")


def test_a_page_is_read_in_the_encoding_that_its_server_names(
    site: Site, fetcher: Fetcher, tmp_path: Path
) -> None:
    text = "Вода чиста."
    review = json.dumps({"@type": "ClaimReview", "claimReviewed": text}, ensure_ascii=False)
    page = f'<meta charset="windows-1251"><script type="application/ld+json">{review}</script>'
    headers = {"Content-Type": "text/html; charset=koi8-r", "ETag": '"1"'}
    site.answers["/a"] = [(200, headers, page.encode("koi8-r")), (304, {}, b"")]
    for _ in range(2):  # once as the server says, once as it said before
        copy = fetcher.fetch(f"{site.base}/a")
        intake = Intake(path=copy.file, address=copy.url, content_type=copy.content_type)
        with ClaimStore.open(tmp_path / "store.sqlite") as store:
            ingest(store, intake, tmp_path / "rejects")
            assert [claim.text for claim in store.claims()] == [text]


def test_what_has_not_changed_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a"] = [(200, {"ETag": '"1"', "Last-Modified": "x"}, b"one"), (304, {}, b"")]
    first = fetcher.fetch(f"{site.base}/a")
    again = fetcher.fetch(f"{site.base}/a")
    assert again == first and Path(again.file).read_bytes() == b"one"
    assert site.seen[-1][1]["If-None-Match"] == '"1"'
    assert site.seen[-1][1]["If-Modified-Since"] == "x"


def test_redirects_are_followed_and_checked_anew(site: Site, fetcher: Fetcher) -> None:
    site.answers["/old"] = (301, {"Location": "/new"}, b"")
    site.answers["/new"] = (200, {}, b"new")
    assert fetcher.fetch(f"{site.base}/old").url == f"{site.base}/new"
    site.answers["/away"] = (302, {"Location": "http://evil.example/"}, b"")
    with pytest.raises(SourceError, match=r"evil\.example is not an allowed host"):
        fetcher.fetch(f"{site.base}/away")
    site.answers["/file"] = (302, {"Location": "file:///etc/passwd"}, b"")
    with pytest.raises(SourceError, match="no http"):
        fetcher.fetch(f"{site.base}/file")
    site.answers["/loop"] = (302, {"Location": "/loop"}, b"")
    with pytest.raises(SourceError, match="more than 5 times"):
        fetcher.fetch(f"{site.base}/loop")


def test_a_redirect_in_utf_8_is_followed(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a"] = (302, {"Location": "/прог".encode().decode("latin-1")}, b"")
    site.answers["/%D0%BF%D1%80%D0%BE%D0%B3"] = (200, {}, b"found")
    copy = fetcher.fetch(f"{site.base}/a")
    assert copy.url == f"{site.base}/прог" and Path(copy.file).read_bytes() == b"found"


def test_a_redirect_to_no_address_is_told(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a"] = (302, {"Location": "http://[::1/"}, b"")
    with pytest.raises(SourceError, match=r"redirects to http://\[::1/, which is no address"):
        fetcher.fetch(f"{site.base}/a")


def test_robots_txt_is_obeyed(site: Site, fetcher: Fetcher) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /closed")
    site.answers["/open"] = (200, {}, b"x")
    fetcher.fetch(f"{site.base}/open")
    with pytest.raises(SourceError, match=r"closed to robots"):
        fetcher.fetch(f"{site.base}/closed/page")
    assert [path for path, _ in site.seen] == ["/robots.txt", "/open"]


def test_rules_that_cannot_be_read_forbid(site: Site, tmp_path: Path) -> None:
    site.answers["/robots.txt"] = (500, {}, b"")
    with pytest.raises(SourceError, match=r"robots\.txt answered 500"):
        make(tmp_path).fetch(f"{site.base}/a")


@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_too_large_is_refused_and_the_old_copy_kept(
    site: Site, tmp_path: Path, packed: bool
) -> None:
    fetcher = make(tmp_path, max_bytes=1_000_000)
    headers = {"Content-Encoding": "gzip"} if packed else {}
    large = gzip.compress(b"x" * 5_000_000) if packed else b"x" * 1_500_000
    site.answers["/a"] = [(200, {}, b"old"), (200, headers, large)]
    copy = fetcher.fetch(f"{site.base}/a")
    with pytest.raises(SourceError, match="larger than"):
        fetcher.fetch(f"{site.base}/a")
    assert Path(copy.file).read_bytes() == b"old"


@pytest.mark.parametrize("packed", [False, True])
def test_a_server_that_dribbles_is_left(site: Site, tmp_path: Path, packed: bool) -> None:
    headers = {"Content-Encoding": "gzip"} if packed else {}
    content = bytes(range(200))
    site.answers["/a"] = (200, headers, gzip.compress(content) if packed else content)
    site.step, site.pause = 1, 0.05
    with pytest.raises(SourceError, match=r"longer than 0\.5 seconds"):
        make(tmp_path, seconds=0.5).fetch(f"{site.base}/a")
    assert site.sent < len(content)


def test_a_server_whose_headers_dribble_is_left(site: Site, tmp_path: Path) -> None:
    site.answers["/a"] = (200, {}, b"first")
    copy = make(tmp_path).fetch(f"{site.base}/a")
    site.answers["/a"] = (200, {f"X-{n}": "y" for n in range(40)}, b"second")
    site.wait = 0.05
    with pytest.raises(SourceError, match=r"longer than 0\.5 seconds"):
        make(tmp_path, seconds=0.5).fetch(f"{site.base}/a")
    assert site.told < 40
    assert Path(copy.file).read_bytes() == b"first"  # and not what was cut off


@pytest.mark.parametrize("packed", [False, True])
def test_a_slow_answer_is_read_to_its_end(site: Site, fetcher: Fetcher, packed: bool) -> None:
    headers = {"Content-Encoding": "gzip"} if packed else {}
    content = bytes(range(256)) * 200
    site.answers["/a"] = (200, headers, gzip.compress(content) if packed else content)
    site.step, site.pause = 500, 0.001
    assert Path(fetcher.fetch(f"{site.base}/a").file).read_bytes() == content


def test_a_passing_failure_is_tried_again(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a"] = [(503, {}, b""), (200, {}, b"x")]
    assert Path(fetcher.fetch(f"{site.base}/a").file).read_bytes() == b"x"


@pytest.mark.parametrize(
    ("status", "after", "pause"),
    [
        (429, "7", 7),
        (503, "7", 7),
        (503, None, 1),
        (429, "soon", 1),
        (429, "Fri, 31 Dec 1999 23:59:59 GMT", 0),
        (429, "61", None),
        (429, "9" * 400, None),
        (500, "7", None),
        (200, "7", None),
    ],
)
def test_a_busy_server_is_given_the_rest_that_it_asks_for(
    status: int, after: str | None, pause: float | None
) -> None:
    answer = HTTPResponse(status=status, headers={"Retry-After": after} if after else {})
    assert pause_before(answer, 2, time.monotonic() + 60) == pause


def test_a_server_that_rested_is_asked_again(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a"] = [(429, {"Retry-After": "1"}, b""), (200, {}, b"<html>")]
    assert Path(fetcher.fetch(f"{site.base}/a").file).read_bytes() == b"<html>"


def test_a_server_that_wants_more_rest_than_there_is_time_is_left(
    site: Site, fetcher: Fetcher
) -> None:
    site.answers["/a"] = (503, {"Retry-After": "3600"}, b"")
    with pytest.raises(SourceError, match="/a answered 503 and asks for 3600 seconds of rest"):
        fetcher.fetch(f"{site.base}/a")
    assert [path for path, _ in site.seen].count("/a") == 1


def test_an_error_is_told(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(SourceError, match="answered 404"):
        fetcher.fetch(f"{site.base}/none")
    with pytest.raises(SourceError, match="cannot be fetched"):
        make(Path("x"), tries=1).fetch("http://desk.example:1/")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://desk.example/", "no http"),
        ("https://", "no http"),
        ("http://[x/", "no web address"),
        ("http://desk.example:99999/", "no web address"),
        ("http://user:secret@desk.example/", "name and password"),
        ("http://notdesk.example/", "not an allowed host"),
        ("http://b\u00fc_cher.example/", "no web address"),
        ("http://desk.example/\udcff", r"desk.example/\\xff is no web address"),
        ("http://desk.example.evil.example/", "not an allowed host"),
    ],
)
def test_addresses_that_are_never_asked(fetcher: Fetcher, url: str, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        fetcher.fetch(url)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "::1",
        "fd00::1",
        "fe80::1",
        "::ffff:10.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::8.8.8.8",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "fec0::1",
        "224.0.0.1",
        "2130706433",
    ],
)
def test_private_addresses_are_refused(address: str) -> None:
    guard = Guard(hosts=allow([address]), resolve=public_addresses)
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(SourceError, match="not public"):
        guard.check(f"http://{host}/")


def test_a_public_address_that_the_network_translates_is_allowed() -> None:
    assert public_addresses("64:ff9b::8.8.8.8", 443) == ["64:ff9b::808:808"]


def test_a_host_with_other_letters_is_asked_for_as_browsers_do(site: Site, tmp_path: Path) -> None:
    guard = Guard(hosts=allow(["Проверка.example"]), resolve=lambda _host, _port: ["127.0.0.1"])
    site.answers["/a"] = (200, {}, b"<html>")
    for host in ("проверка.example", "xn--80adjurfhd.example"):
        fetched = Fetcher(guard, tmp_path).fetch(f"http://{host}:{site.server.server_port}/a")
        assert Path(fetched.file).read_bytes() == b"<html>"
        assert site.seen[-1][1]["Host"].startswith("xn--80adjurfhd.example:")
    with pytest.raises(SourceError, match="a host to be allowed is none"):
        allow(["ü_ü.example"])


def test_subdomains_of_an_allowed_host_are_allowed() -> None:
    resolve: Callable[[str, int], list[str]] = lambda _host, _port: ["192.0.2.1"]  # noqa: E731
    guard = Guard(hosts=allow(["Desk.Example."]), resolve=resolve)
    target = guard.check("https://www.desk.example/x?y")
    assert (target.port, target.path, target.ip) == (443, "/x?y", "192.0.2.1")
