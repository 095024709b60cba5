"""Calls: a service asked over HTTP, with patience where it is busy."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from scripts.rechecking.addresses import cause
from scripts.rechecking.errors import RecheckError

_STATUSES = (429, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of whatever status: a JSON object."""

    status: int
    said: dict[str, Any]


class Calls:
    """Waits and asks again as long as the service says that it is busy, or is being restarted."""

    def __init__(self, url: str, *, tries: int = 8) -> None:
        self.url = url.rstrip("/")
        # urllib3 honours Retry-After by itself
        self._retries = Retry(
            tries, backoff_factor=0.5, status_forcelist=_STATUSES, allowed_methods=None
        )
        self._pool = PoolManager(timeout=Timeout(connect=10.0, read=120.0))

    def first(self, path: str) -> Reply:
        """The first call: where nobody listens or answers, the address is taken to be wrong."""
        return self._ask("GET", path, None, self._retries.new(connect=1, read=0))

    def get(self, path: str) -> Reply:
        """What a path says; raises RecheckError where it says nothing."""
        return self._ask("GET", path, None, self._retries)

    def post(self, path: str, sent: object) -> Reply:
        """What is said to JSON."""
        return self._ask("POST", path, sent, self._retries)

    def expect(self, reply: Reply) -> dict[str, Any]:
        """What was said, where all went well; else raises RecheckError."""
        if reply.status != 200:
            raise RecheckError(f"{self.url} answered {reply.status}: {reply.said.get('detail')}")
        return reply.said

    def stranger(self, why: str) -> RecheckError:
        """That it is something else than a PriorCheck."""
        return RecheckError(f"{self.url} is no PriorCheck service: {why}; correct --service")

    def _ask(self, method: str, path: str, sent: object, retries: Retry) -> Reply:
        try:
            response = self._pool.request(method, self.url + path, json=sent, retries=retries)
            found = json.loads(response.data)
        except HTTPError as error:
            raise RecheckError(
                f"{self.url} does not answer ({cause(error)}): start the service, or "
                "correct --service, and run the same command again; it goes on where it stopped"
            ) from error
        except ValueError as error:
            raise self.stranger("it answers no JSON") from error
        if not isinstance(found, dict):
            raise self.stranger("it answers no JSON object")
        return Reply(response.status, found)
