"""Reading requests off the wire: JSON and query strings, strictly UTF-8."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from flask import request
from pydantic import ValidationError
from werkzeug.exceptions import RequestEntityTooLarge

from service.errors import QUERY, BadJson, BadQueryString, Location, UnsupportedContent
from service.refusals import moved
from service.requests import MatchRequest, parse_request
from service.sent import Limits


def read_json(also: str = "application/json", *, doubles: bool = False) -> Any:
    """The request's JSON, strictly; raises what the error table turns into 400 or 415.

    `also` is another Content-Type to be read. With `doubles` the last of two equal keys counts.
    """
    if request.mimetype not in ("application/json", also):
        raise UnsupportedContent("send JSON with the header Content-Type: application/json")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise UnsupportedContent("compressed requests are not read: send plain JSON")
    try:
        return json.loads(
            read_content().decode("utf-8-sig"),
            parse_constant=_no_number,
            object_pairs_hook=None if doubles else _once,
        )
    except UnicodeDecodeError as error:
        raise BadJson(f"byte {error.start} is not UTF-8: send UTF-8") from None
    except json.JSONDecodeError as error:
        raise BadJson(f"line {error.lineno}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise BadJson("it is nested too deeply") from None
    except ValueError as error:
        raise BadJson(str(error).partition(":")[0]) from None


def read_content(*, again: bool = False) -> bytes:
    """All that was sent; raises RequestEntityTooLarge. With `again` it can be read once more."""
    most = request.max_content_length
    if request.content_length is None and most is not None:
        request.max_content_length = most + 1  # without a length the excess is cut off in silence
    content = request.get_data(cache=again)
    if most is not None and len(content) > most:
        raise RequestEntityTooLarge
    return content


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        counted = Counter(key for key, _ in pairs)
        raise BadJson("is given twice", next(key for key in counted if counted[key] > 1))
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


_FIELDS = {"q": "text", "text": "?text", "filters": "?filters"}  # ?: unknown as parameters
_WHOLE = re.compile(r"-?[0-9]{1,4000}")  # Python reads no more than 4,300
_DECIMAL = re.compile(r"-?[0-9]{1,4000}(\.[0-9]{0,40})?([eE][+-]?[0-9]{1,3})?")
_NUMBERS: dict[str, tuple[re.Pattern[str], type[int | float]]] = {
    "limit": (_WHOLE, int),
    "min_probability": (_DECIMAL, float),
    "max_age_days": (_WHOLE, int),
}
_LISTS = ("languages", "publishers", "verdicts")


def read_query(limits: Limits) -> MatchRequest:
    """GET /v1/match's parameters as the same request that POST takes."""
    sent: dict[str, Any] = {}
    filters: dict[str, Any] = {}
    for name, value in _pairs():
        if name in _LISTS:
            filters.setdefault(name, []).append(value)
            continue
        into, key = (filters, name) if name == "max_age_days" else (sent, _FIELDS.get(name, name))
        if key in into:
            raise BadQueryString("is given twice", name)
        into[key] = _number_of(name, value)
    if filters:
        sent["filters"] = filters
    try:
        return parse_request(MatchRequest, sent, limits)
    except ValidationError as error:
        raise moved(error, f"Match{QUERY}", _parameter) from None


def read_parameters(ignored: Collection[str]) -> dict[str, str]:
    """A query string's parameters but the ignored ones, each given once; raises BadQueryString."""
    found: dict[str, str] = {}
    for name, value in _pairs():
        if name in found:
            raise BadQueryString("is given twice", name)
        if name not in ignored:
            found[name] = value
    return found


def _parameter(location: Location) -> Location:
    """The parameter that said what a field of the request refuses."""
    name = location[1] if location[0] == "filters" and len(location) > 1 else location[0]
    return ("q",) if name == "text" else (str(name).removeprefix("?"),)


def _pairs() -> list[tuple[str, str]]:
    try:
        query = request.query_string.decode("utf-8")
        return parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=500)
    except UnicodeDecodeError:
        raise BadQueryString("it is not UTF-8: percent-encode it") from None
    except ValueError:
        raise BadQueryString("it has more than 500 parameters") from None


def _number_of(name: str, value: str) -> object:
    if name in _NUMBERS:
        pattern, number = _NUMBERS[name]
        if pattern.fullmatch(value):
            return number(value)
    return value  # the model says what is wrong with it
