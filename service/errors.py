"""Problems: every error as an RFC 9457 document, and the one table that gives it a status.

ServiceError
├── BadJson             the request is not JSON, or not UTF-8
├── BadQueryString      a query string that cannot be read
├── UnsupportedContent  another Content-Type than JSON
├── UnreadablePage      a page that takes too long to read
├── UnknownClaim        no claim of that id
├── AdminOff            an admin call to a service without an admin key
├── BadKey              an admin call without the key
├── BadPublicKey        an extension's call without the publishable key
├── NotReady            no snapshot is open yet, or the encoder is still warming up
└── Overloaded          as many lookups as the settings allow are under way
"""

from __future__ import annotations

import json
import logging
import traceback
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, g, has_app_context
from gunicorn.http.errors import ParseException  # type: ignore[import-untyped]
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from claims import errors as claims_errors
from index import errors as index_errors
from service.config import SettingsError

PROBLEM_TYPE = "application/problem+json"
QUERY = "Query"  # ends the names of models of addresses, of which no JSON pointer can be given
_LONGEST_POINTER = 200
Location = tuple[int | str, ...]
_LOG = logging.getLogger("priorcheck")


class ServiceError(Exception):
    """Anything the service itself refuses; its message is for the caller, and of `field` if any."""

    def __init__(self, said: str = "", field: str | None = None) -> None:
        super().__init__(said)
        self.field = field


class BadJson(ServiceError):
    """The request is not JSON."""


class BadQueryString(ServiceError):
    """The query string cannot be read."""


class UnsupportedContent(ServiceError):
    """A Content-Type or encoding that is not read here."""


class UnreadablePage(ServiceError):
    """A page that could not be read in the time and memory a page is given."""


class UnknownClaim(ServiceError):
    """No claim of that id in the snapshot."""


class AdminOff(ServiceError):
    """The admin calls are switched off."""


class BadKey(ServiceError):
    """An admin call without the admin key, or with another one."""


class BadPublicKey(ServiceError):
    """An extension's call without the publishable key, or a call with another one."""


class NotReady(ServiceError):
    """Not ready to answer lookups."""


class Overloaded(ServiceError):
    """Too many lookups under way."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem. `detail` replaces the exception's own words, which may name paths."""

    status: int
    slug: str
    title: str
    detail: str | None = None
    retry_after: int | None = None
    challenge: str | None = None  # WWW-Authenticate: how the key is sent


_BUILD = "Run scripts/build_index.py; the service takes the new snapshot up by itself."
_INTERNAL = Kind(
    500, "internal", "Internal error", "The service failed; its log names this request's id."
)
_STORE = Kind(503, "store", "The claim store failed", "What was stored before stays stored.", 30)
_NO_ENCODER = Kind(
    503, "encoder", "The encoder failed", "The encoder cannot be used; the log says why.", 30
)
_NO_SNAPSHOT = Kind(503, "no-snapshot", "No snapshot is published", _BUILD, 30)
_DAMAGED = Kind(503, "snapshot-damaged", "The snapshot is damaged", "Build it again. " + _BUILD, 30)
_FOREIGN = Kind(
    503,
    "snapshot-foreign",
    "The snapshot belongs to another encoder",
    "Build one with the running encoder. " + _BUILD,
    30,
)
_REFUSED = Kind(422, "invalid", "The request cannot be used")

# What HTTP itself refuses; a status that is not here says no more than HTTP does (about:blank).
HTTP_KINDS: dict[int, Kind] = {
    404: Kind(
        404,
        "no-such-path",
        "Not found",
        "There is nothing at this path; /docs lists what there is.",
    ),
    405: Kind(
        405, "method-not-allowed", "Method not allowed", "The header Allow names the others."
    ),
    413: Kind(
        413,
        "too-large",
        "The request is too large",
        "The request is larger than PRIORCHECK_MAX_BODY_BYTES allows: send it in parts.",
    ),
    414: Kind(
        414,
        "address-too-long",
        "The address is too long",
        "A request line takes 8190 bytes: send a longer text by POST.",
    ),
    429: Kind(
        429,
        "rate",
        "Too many calls",
        "More calls with the publishable key than PRIORCHECK_PUBLIC_RATE allows: wait a little.",
    ),
}

KINDS: dict[type[Exception], Kind] = {
    ServiceError: _INTERNAL,
    BadJson: Kind(400, "malformed-json", "The request is not JSON"),
    BadQueryString: Kind(400, "malformed-query", "The query string cannot be read"),
    ParseException: Kind(
        400, "malformed-http", "The request is not HTTP", "Its chunks or trailers are malformed."
    ),
    UnsupportedContent: Kind(415, "unsupported-media-type", "Unsupported media type"),
    UnreadablePage: Kind(422, "unreadable-page", "The page cannot be read"),
    UnknownClaim: Kind(404, "not-found", "Not found"),
    AdminOff: Kind(
        403, "admin-off", "Admin is off", "Set PRIORCHECK_ADMIN_KEY to switch the admin calls on."
    ),
    BadKey: Kind(
        401,
        "unauthorized",
        "The admin key is needed",
        "Send it as Authorization: Bearer KEY.",
        challenge="Bearer",
    ),
    BadPublicKey: Kind(
        401,
        "public-key",
        "The publishable key is needed",
        "Send the service's publishable key in the header X-PriorCheck-Key.",
        challenge='ApiKey header="X-PriorCheck-Key"',
    ),
    NotReady: Kind(503, "not-ready", "Not ready", None, 2),
    Overloaded: Kind(429, "overloaded", "Too many lookups under way", None, 1),
    ValidationError: _REFUSED,
    SettingsError: _INTERNAL,
    claims_errors.ClaimsError: _INTERNAL,
    claims_errors.RecordError: _REFUSED,
    claims_errors.SourceError: _REFUSED,
    claims_errors.StoreError: _STORE,
    claims_errors.MergeError: Kind(409, "merge-refused", "The claims stay as they are"),
    index_errors.MatchingError: _INTERNAL,
    index_errors.VectorError: _INTERNAL,
    index_errors.EncoderError: _NO_ENCODER,
    index_errors.ModelFileError: _NO_ENCODER,
    index_errors.SnapshotError: Kind(
        503,
        "snapshot-failed",
        "The snapshot could not be built or read",
        "What was published before keeps serving; the log says why this failed.",
        30,
    ),
    index_errors.BuildRunning: Kind(409, "build-running", "Another build is running"),
    index_errors.NoSnapshot: _NO_SNAPSHOT,
    index_errors.SnapshotDamaged: _DAMAGED,
    index_errors.SnapshotForeign: _FOREIGN,
    index_errors.QueryError: _REFUSED,
}


def kind_of(error: Exception) -> Kind:
    """The kind of problem an exception is; that of its nearest base in the table."""
    return next((KINDS[base] for base in type(error).__mro__ if base in KINDS), _INTERNAL)


def render_problem(error: Exception) -> dict[str, Any]:
    """The problem document of an exception."""
    if isinstance(error, HTTPException):
        return _http_problem(error)
    kind = kind_of(error)
    fields = _fields(error)
    detail = kind.detail or "; ".join(f"{f['field']}: {f['reason']}" for f in fields) or str(error)
    problem = _document(kind.status, kind.slug, kind.title, detail)
    return problem | {"errors": fields} if fields else problem


def _document(status: int, slug: str, title: str, detail: str) -> dict[str, Any]:
    where = f"/docs#problem-{slug}"
    return {"type": where, "title": title, "status": status, "detail": detail}


def _http_problem(error: HTTPException) -> dict[str, Any]:
    methods = getattr(error, "valid_methods", None)
    problem = http_problem(error.code or 500)
    return problem | {"detail": f"Use {' or '.join(sorted(methods))}."} if methods else problem


def http_problem(status: int) -> dict[str, Any]:
    """The problem document of a status that HTTP itself answers."""
    kind = HTTP_KINDS.get(status)
    if kind is None:
        said = HTTPStatus(status)
        return {
            "type": "about:blank",
            "title": said.phrase,
            "status": status,
            "detail": said.description or said.phrase,
        }
    return _document(status, kind.slug, kind.title, kind.detail or kind.title)


def _fields(error: Exception) -> list[dict[str, str | None]]:
    """What is wrong, field by field, without repeating what was sent."""
    if isinstance(error, ServiceError) and error.field is not None:
        return [{"field": _path((error.field,)), "pointer": None, "reason": str(error)}]
    return _refused(error) if isinstance(error, ValidationError) else []


def _refused(error: ValidationError) -> list[dict[str, str | None]]:
    found = error.errors(include_url=False, include_input=False, include_context=False)[:20]
    queried = error.title.endswith(QUERY)
    return [
        {
            "field": _path(each["loc"]),
            "pointer": None if queried else _pointer(each["loc"]),
            "reason": _reason(each),
        }
        for each in found
    ]


def _path(location: Location) -> str:
    path = ".".join(str(step) for step in location) or "request"
    return path.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")[:100]


def _pointer(location: Location) -> str | None:
    """A JSON pointer as a fragment; none to what only the caller named, and at length."""
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in location)
    pointer = "#" + "".join("/" + quote(step, errors="surrogatepass") for step in steps)
    return pointer if len(pointer) <= _LONGEST_POINTER else None


_REASONS = {
    "extra_forbidden": "is not a field of this request",
    "missing": "is missing",
    "string_type": "must be a string",
    "list_type": "must be a list",
    "too_short": "is empty: send one at least",
    "model_type": "must be a JSON object",
    "model_attributes_type": "must be a JSON object",
    "string_unicode": "is not well-formed Unicode",
    "invalid_key": "has a field name that is not well-formed Unicode",
}


def _reason(found: Any) -> str:
    message = _REASONS.get(found["type"], str(found["msg"]))
    message = message.replace("input should be", "must be").replace("Input should be", "must be")
    return message[0].lower() + message[1:]


def respond(error: Exception) -> Response:
    """The HTTP answer to an exception."""
    if isinstance(error, HTTPException) and (error.code or 500) < 400:
        return Response(status=error.code, headers=error.get_headers())
    problem = render_problem(error)
    response = Response(json.dumps(problem, ensure_ascii=False), problem["status"])
    response.content_type = PROBLEM_TYPE
    if isinstance(error, HTTPException):
        kept = (pair for pair in error.get_headers() if not pair[0].startswith("Content-"))
        response.headers.extend(kept)
    else:
        _finish(response, error)
    return response


def _finish(response: Response, error: Exception) -> None:
    kind = kind_of(error)
    if kind.challenge is not None:
        response.headers["WWW-Authenticate"] = kind.challenge
    if kind.retry_after is not None:
        response.headers["Retry-After"] = str(kind.retry_after)
    if kind.status >= 500 and not isinstance(error, NotReady):
        log_failure(error)


def log_failure(error: Exception) -> None:
    """Log where it happened. Its message only if it is ours: others' may quote a text."""
    ours = isinstance(error, (claims_errors.ClaimsError, index_errors.MatchingError))
    said = f": {error}" if ours else ""
    frames = "".join(traceback.format_tb(error.__traceback__))
    here = g.get("request_id", "-") if has_app_context() else "-"
    _LOG.error("request %s: %s%s\n%s", here, type(error).__name__, said, frames)


def init_errors(app: Flask) -> None:
    """Answer every exception of the application with a problem document."""
    app.register_error_handler(Exception, respond)
