"""What the OpenAPI document says of statuses, their headers, and the keys that are asked for."""

from __future__ import annotations

from typing import Any

from service.browsers import KEY_HEADER

KEYS = {
    "adminKey": {"type": "http", "scheme": "bearer"},
    "publicKey": {
        "type": "apiKey",
        "in": "header",
        "name": KEY_HEADER,
        "description": "The publishable key, where the service has one: browser extensions must "
        "send it, others need none.",
    },
}
_MEANINGS = {
    304: "The same as the answer that `If-None-Match` names.",
    400: "The request is not JSON, or not UTF-8, or gives a parameter twice.",
    401: "The key that is needed here is missing, or it is another one.",
    403: "The admin calls are switched off.",
    404: "Not there.",
    409: "Not in this state: another build is running, or the claims are merged or apart already.",
    413: "The request is too large.",
    414: "The request line, method and protocol included, is longer than 8190 bytes.",
    415: "Another Content-Type than JSON, or what is sent is compressed.",
    422: "A field cannot be used; `errors` says which and why.",
    429: "Too many lookups under way, or the key's rate is used up; `Retry-After` says how long.",
    500: "The service failed.",
    503: "No snapshot can be searched, or not yet; `detail` says what to do.",
}
_ETAG = {
    "ETag": {"description": "Of this answer, for `If-None-Match`.", "schema": {"type": "string"}}
}
_WAIT = {
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 0}}
}
_HEADERS = {304: _ETAG, 429: _WAIT, 503: _WAIT}


def answered(content: dict[str, Any], *, kept: bool, later: bool) -> dict[str, Any]:
    """The responses of a call that went well; `kept` ones have an ETag and may be the same as
    before, `later` ones may come while the work goes on."""
    found: dict[str, Any] = {"200": {"description": "The answer.", "content": content}}
    if later:
        found["202"] = {"description": "Still running.", "content": content}
    if kept:
        found["200"]["headers"] = _ETAG
        found["304"] = _described(304)
    return found


def refused(status: int, content: dict[str, Any]) -> dict[str, Any]:
    """The response of a call that went wrong."""
    return {**_described(status), "content": content}


def asked_key(path: str, *, admin: bool) -> tuple[list[dict[str, Any]], tuple[int, ...]]:
    """The keys that a call asks for, {} for none, and the statuses that come of it."""
    if admin:
        return [{"adminKey": []}], (401, 403)
    return ([{}, {"publicKey": []}], (401, 429)) if path.startswith("/v1") else ([], ())


def _described(status: int) -> dict[str, Any]:
    headers = {"headers": _HEADERS[status]} if status in _HEADERS else {}
    return {"description": _MEANINGS[status], **headers}
