"""page(): a template as an answer, in the reader's language, under a strict policy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from flask import Response, g, render_template, request
from werkzeug.exceptions import HTTPException

from claims.errors import ClaimsError
from claims.fields import web_url
from claims.model import Verdict
from index.errors import MatchingError
from index.lookup import Match, Relation, SnapshotInfo
from service.disputes import disputed, leading
from service.engine import engine
from service.errors import render_problem, respond
from service.phrasing import LANGUAGES, Words, clip, lang_of, words_of
from service.stylesheet import static_url
from service.viewing import NONE, band_of, facets_of, name_of, own_first, primary

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_TONES = {
    Verdict.TRUE: "yes",
    Verdict.MOSTLY_TRUE: "yes",
    Verdict.FALSE: "no",
    Verdict.MOSTLY_FALSE: "no",
    Verdict.MIXED: "part",
    Verdict.MISLEADING: "part",
    Verdict.OUTDATED: "part",
}


def page(template: str, *, status: int = 200, here: str = "", **values: Any) -> Response:
    """A rendered page; `here` is its place in the navigation."""
    t = words()
    shared = {"t": t, "status": status, "here": here, "index": _index(), **helpers(t)}
    text = render_template(template, **shared, **values)
    response = Response(text, status, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Content-Language"] = t.language
    response.headers["Vary"] = "Accept-Language"
    return response


def problem_page(error: Exception) -> Response:
    """An exception as a page, with the status and headers of its problem document."""
    answered = respond(error)
    status = answered.status_code
    if status < HTTPStatus.BAD_REQUEST:
        return answered
    t = words()
    name = f"problem_{status}"
    detail = render_problem(error)["detail"] if name not in t.messages else None
    said = t(name) if name in t.messages else HTTPStatus(status).phrase
    response = page(
        "problem.html", status=status, said=said, detail=detail, request_id=g.request_id
    )
    kept = ("Retry-After", "Allow")
    response.headers.extend({n: v for n, v in answered.headers.items() if n in kept})
    return response


def wants_page() -> bool:
    """Whether the caller would rather have a page: a browser's address bar says so."""
    offered = ("application/problem+json", "application/json", "text/html")
    best = request.accept_mimetypes.best_match(offered)
    return best == "text/html" and not request.path.startswith("/v1")


def words() -> Words:
    """The words in the language that the reader asks for."""
    asked = (primary(tag) for tag in request.accept_languages.values())
    return words_of(next((tag for tag in asked if tag in LANGUAGES), LANGUAGES[0]))


def today() -> date:
    """The day it is, in UTC."""
    return datetime.now(UTC).date()


def helpers(t: Words) -> dict[str, Any]:
    """What templates call."""
    return {
        "static": static_url,
        "clip": clip,
        "lang_of": lang_of,
        "tone_of": tone_of,
        "tone_of_match": tone_of_match,
        "tones_of_sentence": tones_of_sentence,
        "leading": leading,
        "disputed": disputed,
        "facets_of": facets_of,
        "band_of": band_of,
        "name_of": name_of,
        "own_first": own_first,
        "verdict_name": lambda verdict: t(f"verdict_{verdict}"),
        "choice_name": lambda facet, value: _choice(t, facet, value),
    }


FILTERS = {
    "clip": clip,
    "link": lambda url: web_url(url) if url else None,
    "host": lambda url: urlsplit(url).hostname or "",
    "capfirst": lambda text: text[:1].upper() + text[1:],
}


def tone_of(verdict: Verdict | str | None) -> str:
    """Which of four colours, each with its sign, a verdict has."""
    return _TONES.get(Verdict(verdict), "open") if verdict in list(Verdict) else "open"


def tone_of_match(match: Match) -> str:
    """The colour of a match: a verdict's only where the sentence says the same."""
    if match.relation is not Relation.SAME:
        return "aside"
    tones = {tone_of(review.verdict) for review in match.claim.reviews if review.verdict}
    return tones.pop() if len(tones) == 1 else "part" if tones else "open"


def tone_of_sentence(best: Match, matches: Sequence[Match]) -> str:
    """The colour of a matched sentence: that of its best match, unless others dispute it."""
    tones = {tone_of_match(each) for each in leading(best, matches)}
    return tones.pop() if len(tones) == 1 else "part"


def tones_of_sentence(matches: Sequence[Match]) -> list[str]:
    """The colour that a sentence has where each of its matches is the first that is shown."""
    return [tone_of_sentence(each, matches) for each in matches]


def _choice(t: Words, facet: str, value: str) -> str:
    if facet == "language":
        return t.name_of(None if value == NONE else value)
    return value if facet == "publisher" else t(f"{facet}_{value}")


def _index() -> SnapshotInfo | None:
    """The snapshot that serves, None where none does: a problem page has to come out too."""
    try:
        return engine().matcher().info
    except (MatchingError, ClaimsError, HTTPException):
        return None
