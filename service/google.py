"""GET /v1alpha1/claims:search: Google Fact Check Tools' call, for its clients as they are."""

from __future__ import annotations

import base64
import binascii
import re
from http import HTTPStatus

from flask import Blueprint, Response, request
from pydantic import ValidationError
from werkzeug.exceptions import MethodNotAllowed, NotFound

from claims.canonical import canonical
from claims.model import Claim
from index.lookup import Filters, Lookup
from service.engine import engine
from service.errors import render_problem, respond
from service.google_json import GoogleClaims, GoogleError, GoogleProblem, google_claim
from service.memory import Ask
from service.refusals import unusable
from service.requests import parse_request
from service.requests_google import GoogleQuery
from service.wire import read_parameters

blueprint = Blueprint("google", __name__)
_STATUSES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    405: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    503: "UNAVAILABLE",
}
# What every one of Google's calls takes; keys are for the limit of a publishable key.
_COMMON = frozenset(
    ("key", "alt", "fields", "prettyPrint", "quotaUser", "userIp", "callback", "access_token",
     "oauth_token", "upload_protocol", "uploadType", "$.xgafv")
)  # fmt: skip
_KEPT = frozenset(("Allow", "Retry-After", "WWW-Authenticate"))
_TOKEN = re.compile(r"from:(\d{1,6})")


@blueprint.get("/v1alpha1/claims:search")
def search() -> Response:
    """Claims for a query, believed matches first; or those of a publisher, newest first."""
    asked = parse_request(GoogleQuery, read_parameters(_COMMON), engine().limits)
    start = _start(asked)
    filters = Filters(
        languages=(asked.language_code,) if asked.language_code else (),
        publishers=(asked.site,) if asked.site else (),
        max_age_days=asked.max_age_days,
    )
    with engine().place():
        found = _claims(asked, filters, start + asked.page_size + 1)
    page = found[start : start + asked.page_size]
    answer = GoogleClaims(
        claims=[google_claim(claim, asked.site) for claim in page],
        next_page_token=_token(start + asked.page_size) if len(found) > start + len(page) else "",
    )
    return _json(answer.model_dump_json(by_alias=True, exclude_defaults=True))


def _claims(asked: GoogleQuery, filters: Filters, count: int) -> list[Claim]:
    matcher = engine().matcher()
    if asked.query is None:
        return matcher.newest(filters, count)
    ask = Ask(
        limit=engine().limits.matches,
        min_probability=0,
        filters=filters,
        language=None,
    )
    [answer] = engine().answers(matcher, [asked.query], ask)
    return _worthy(asked.query, answer.lookup(asked.query))


def _worthy(query: str, lookup: Lookup) -> list[Claim]:
    """Believed matches, then the nearest claims that hold every word of the query.

    Callers of this call search by words too, and see neither probability nor relation.
    """
    words = set(canonical(query).split())
    believed = [match.claim for match in lookup.matches if match.band is not None]
    others = [match.claim for match in lookup.matches if match.band is None]
    return believed + [claim for claim in others if words and words <= _words(claim)]


def _words(claim: Claim) -> set[str]:
    titles = (review.title or "" for review in claim.reviews)
    return set(canonical(" ".join((claim.text, *titles))).split())


def _start(asked: GoogleQuery) -> int:
    if not asked.page_token:
        return asked.offset
    try:
        token = base64.urlsafe_b64decode(asked.page_token.encode()).decode()
    except (binascii.Error, ValueError):
        token = ""
    found = _TOKEN.fullmatch(token)
    if found is None:
        raise unusable("pageToken", "is not one that was given here")
    return int(found[1])


def _token(start: int) -> str:
    return base64.urlsafe_b64encode(f"from:{start}".encode()).decode()


def _json(text: str, status: int = 200) -> Response:
    return Response(text, status, content_type="application/json; charset=UTF-8")


@blueprint.before_app_request
def refuse_unrouted() -> Response | None:
    """What no route takes belongs to no blueprint, so no handler of one sees it."""
    wrong = request.routing_exception
    ours = request.path.startswith("/v1alpha1/")
    return refuse(wrong) if ours and isinstance(wrong, (NotFound, MethodNotAllowed)) else None


@blueprint.errorhandler(Exception)
def refuse(error: Exception) -> Response:
    """An error as Google's APIs say it."""
    problem, response = render_problem(error), respond(error)
    status = problem["status"]
    if isinstance(error, ValidationError):
        status = HTTPStatus.BAD_REQUEST
    refused = _refusal(status, problem["detail"])
    for name in _KEPT.intersection(response.headers.keys()):
        refused.headers[name] = response.headers[name]
    return refused


def _refusal(status: int, message: str) -> Response:
    said = GoogleProblem(code=status, message=message, status=_STATUSES.get(status, "INTERNAL"))
    return _json(GoogleError(error=said).model_dump_json(), status)
