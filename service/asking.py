"""What the pages' forms ask: read into requests, matched, or refused in the reader's words."""

from __future__ import annotations

from typing import Any

from flask import request
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from index.errors import MatchingError
from index.lookup import Lookup
from service.checking import check_passage
from service.engine import engine
from service.errors import ServiceError, UnreadablePage
from service.look import words
from service.lookup import look_up
from service.placing import place
from service.reading import Reading
from service.requests import CheckHtmlRequest, CheckTextRequest, MatchRequest, parse_request
from service.viewing import View
from service.wire import read_content

REFUSALS = (ValidationError, ServiceError, MatchingError)
_CHOICES = {"languages": "language", "publishers": "publisher", "verdicts": "verdict"}
_MOST_FOUND = 10
# Its address has to fit into a request line; there a code point takes up to 3, 6 or 12 bytes.
SEARCHABLE = r"[\u0001-\u007f]{0,2080}|[\u0001-\u07ff]{0,1040}|.{0,520}"


def pasted() -> str:
    """The text in the form, with plain line ends."""
    request.max_form_memory_size = request.max_content_length  # one field is all there is
    return request.form.get("text", "").replace("\r\n", "\n")


def read_pasted() -> Reading:
    """The pasted text, every sentence looked up; raises one of REFUSALS."""
    read_content(again=True)  # all of it, before the form is read from it
    asked = _asked(pasted(), html=request.form.get("kind") == "html")
    with engine().place():
        passage = place(asked, engine())
        found = check_passage(passage, asked, engine())
    if passage.page is not None and not passage.page.text.strip():
        raise UnreadablePage("no text was found in it")
    text = passage.page.text if passage.page is not None else pasted()
    lookups = tuple(each.answer.lookup(each.text) for each in found)
    return Reading(text=text, passage=passage, lookups=lookups, checked=tuple(found))


def _asked(text: str, *, html: bool) -> CheckTextRequest | CheckHtmlRequest:
    if html:
        return parse_request(CheckHtmlRequest, {"html": text}, engine().limits)
    return parse_request(CheckTextRequest, {"text": text}, engine().limits)


def search_for(text: str, view: View, *, nearest: bool) -> Lookup:
    """One sentence looked up among the claims of a view; raises one of REFUSALS."""
    filters = {
        "languages": [view.language] if view.language else [],
        "publishers": [view.publisher] if view.publisher else [],
        "verdicts": [view.verdict] if view.verdict else [],
    }
    sent: dict[str, Any] = {"text": text, "filters": filters, "limit": _MOST_FOUND}
    if nearest:
        sent["min_probability"] = 0
    return look_up([text], parse_request(MatchRequest, sent, engine().limits))[0]


def say_refusal(error: Exception, status: int) -> str:
    """What is wrong with what was entered, in the reader's words."""
    t = words()
    if isinstance(error, UnreadablePage):
        return t("page_unreadable")
    if not isinstance(error, ValidationError):
        return t(f"problem_{status}")
    if chosen := _CHOICES.get(_place(error)):
        return t("choice_unusable", choice=t(chosen))
    found = _first(error)["type"]
    if found == "too_long":
        return t("field_too_long", most=t.number(_most(error)))
    return t(f"field_{found}") if found in ("empty", "nul") else t("problem_422")


def blamed(error: Exception) -> str:
    """The field of the search form that is wrong; empty where none is."""
    if not isinstance(error, ValidationError):
        return ""
    return _CHOICES.get(_place(error), "q")


def _first(error: ValidationError) -> ErrorDetails:
    return error.errors(include_url=False, include_input=False)[0]


def _place(error: ValidationError) -> str:
    """The field, or of filters which one."""
    return str(next((step for step in _first(error)["loc"] if step != "filters"), ""))


def _most(error: ValidationError) -> int:
    limits = engine().limits
    of = {CheckHtmlRequest.__name__: limits.html, MatchRequest.__name__: limits.text}
    return of.get(error.title, limits.check)
