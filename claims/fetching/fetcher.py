"""Fetcher: one address at a time into a folder, politely and within limits."""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from urllib.parse import urljoin

from protego import Protego
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Retry, Timeout
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from claims.errors import SourceError
from claims.fetching.cut import TooSlow, cut_at
from claims.fetching.guard import Guard, Target
from claims.fetching.patience import asked_for, pause_before

AGENT = "PriorCheck"
_CHUNK = 1 << 16
_REDIRECTS = 5
_ROBOTS_BYTES = 500 << 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a fetch is too much: bytes unpacked, seconds in all, tries."""

    max_bytes: int = 128 << 20
    seconds: float = 60.0
    tries: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What was fetched: where it was found in the end, when, and the server's marks on it.

    `content_type` is as the server sent it; copies of earlier versions have none.
    """

    url: str
    file: str
    retrieved_at: str
    etag: str | None
    last_modified: str | None
    content_type: str | None = None


class Fetcher:
    """Fetches what a guard allows; what has not changed on the server is not sent again."""

    def __init__(self, guard: Guard, folder: Path, limits: Limits | None = None) -> None:
        self._guard = guard
        self._folder = folder
        self._limits = limits or Limits()
        self._robots: dict[str, Protego | None] = {}

    def fetch(self, url: str) -> Copy:
        """Fetch an address; raises SourceError, and leaves an earlier copy as it is."""
        deadline = time.monotonic() + self._limits.seconds
        earlier = self._earlier(url)
        marks = _marks(earlier)
        place = url
        for _ in range(_REDIRECTS + 1):
            target = self._guard.check(place)
            self._obey_robots(target, deadline)
            response = self._open(target, marks, deadline)
            try:
                if response.status in (301, 302, 303, 307, 308):
                    place = _next(place, response.headers.get("Location"))
                    continue
                if response.status == 304 and earlier:
                    return earlier
                if response.status != 200:
                    raise SourceError(f"{place} answered {_refusal(response)}")
                content = self._read(response, place, self._limits.max_bytes, deadline)
                return self._keep(url, place, response, content)
            finally:
                response.close()
        raise SourceError(f"{url} redirects more than {_REDIRECTS} times")

    def _open(self, target: Target, headers: dict[str, str], deadline: float) -> BaseHTTPResponse:
        """One request to the address that was checked, whatever the name resolves to by now."""
        left = max(0.1, deadline - time.monotonic())
        timeout = Timeout(connect=min(10.0, left), read=min(20.0, left))
        pool = (
            HTTPSConnectionPool(
                target.ip,
                target.port,
                timeout=timeout,
                server_hostname=target.host,
                assert_hostname=target.host,
            )
            if target.scheme == "https"
            else HTTPConnectionPool(target.ip, target.port, timeout=timeout)
        )
        usual = 443 if target.scheme == "https" else 80
        host = target.host if target.port == usual else f"{target.host}:{target.port}"
        retries = Retry(
            total=self._limits.tries - 1,
            redirect=0,
            backoff_factor=0.5,
            raise_on_redirect=False,
            respect_retry_after_header=False,
        )
        sent = {"Host": host, "User-Agent": AGENT, "Accept-Encoding": "gzip", **headers}
        try:
            for tried in count(1):
                with cut_at(pool, deadline):
                    response = pool.request(
                        "GET",
                        target.path,
                        headers=sent,
                        retries=retries,
                        redirect=False,
                        preload_content=False,
                    )
                pause = pause_before(response, tried, deadline)
                if pause is None or tried >= self._limits.tries:
                    break
                response.close()
                time.sleep(pause)
            return response
        except TooSlow as error:
            raise self._slow(target.url) from error
        except HTTPError as error:
            raise SourceError(f"{target.url} cannot be fetched: {error}") from error

    def _read(self, response: BaseHTTPResponse, url: str, most: int, deadline: float) -> bytes:
        content = bytearray()
        try:
            # what is there: to wait for a whole chunk may take days, a byte before each timeout
            while chunk := response.read1(_CHUNK, decode_content=True):
                content += chunk
                if len(content) > most:
                    raise SourceError(f"{url} is larger than {most} bytes")
                if time.monotonic() > deadline:
                    raise self._slow(url)
        except HTTPError as error:
            raise SourceError(f"{url} broke off: {error}") from error
        return bytes(content)

    def _slow(self, url: str) -> SourceError:
        return SourceError(f"{url} took longer than {self._limits.seconds:g} seconds")

    def _obey_robots(self, target: Target, deadline: float) -> None:
        if target.origin not in self._robots:
            self._robots[target.origin] = self._read_robots(target, deadline)
        robots = self._robots[target.origin]
        if robots is not None and not robots.can_fetch(target.url, AGENT):
            raise SourceError(f"{target.url} is closed to robots by its site's robots.txt")

    def _read_robots(self, target: Target, deadline: float) -> Protego | None:
        """The rules of a site; None where it has none. Unreachable rules forbid everything."""
        place = f"{target.origin}/robots.txt"
        for _ in range(_REDIRECTS + 1):
            response = self._open(self._guard.check(place), {}, deadline)
            try:
                if response.status in (301, 302, 303, 307, 308):
                    place = _next(place, response.headers.get("Location"))
                    continue
                if 400 <= response.status < 500:
                    return None
                if response.status != 200:
                    raise SourceError(f"{place} answered {_refusal(response)}: try again later")
                rules = self._read(response, place, _ROBOTS_BYTES, deadline)
                return Protego.parse(rules.decode("utf-8", "replace"))
            finally:
                response.close()
        return None

    def _keep(self, url: str, place: str, response: BaseHTTPResponse, content: bytes) -> Copy:
        name = _name(url)
        copy = Copy(
            url=place,
            file=str(self._folder / name),
            retrieved_at=datetime.now(tz=UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            etag=response.headers.get("ETag"),
            last_modified=response.headers.get("Last-Modified"),
            content_type=response.headers.get("Content-Type"),
        )
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _replace(self._folder / name, content)
            _replace(self._folder / f"{name}.json", json.dumps(asdict(copy)).encode())
        except OSError as error:
            raise SourceError(f"{self._folder} cannot be written: {error.strerror}") from error
        return copy

    def _earlier(self, url: str) -> Copy | None:
        with suppress(OSError, ValueError, TypeError):
            copy = Copy(**json.loads((self._folder / f"{_name(url)}.json").read_text("utf-8")))
            return copy if Path(copy.file).is_file() else None
        return None


def _name(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:24]


def _marks(earlier: Copy | None) -> dict[str, str]:
    marks = {
        "If-None-Match": earlier.etag if earlier else None,
        "If-Modified-Since": earlier.last_modified if earlier else None,
    }
    return {name: mark for name, mark in marks.items() if mark}


def _refusal(response: BaseHTTPResponse) -> str:
    wait = asked_for(response)
    return f"{response.status}" + (f" and asks for {wait:.0f} seconds of rest" if wait else "")


def _next(place: str, location: str | None) -> str:
    if not location:
        raise SourceError(f"{place} redirects to nowhere")
    with suppress(UnicodeError):  # headers are read as Latin-1; who writes more means UTF-8
        location = location.encode("latin-1").decode()
    try:
        following = urljoin(place, location)
    except ValueError as error:
        raise SourceError(f"{place} redirects to {location}, which is no address") from error
    if place.startswith("https:") and not following.startswith("https:"):
        raise SourceError(f"{place} redirects to {following}, which is not encrypted")
    return following


def _replace(path: Path, content: bytes) -> None:
    aside = path.with_name(f"{path.name}.part")
    aside.write_bytes(content)
    aside.replace(path)
