"""Lookups over HTTP: one text or a batch. Nothing here writes, nothing logs a text."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response
from pydantic import BaseModel, TypeAdapter, ValidationError

from index.lookup import Lookup
from service.engine import engine
from service.errors import render_problem
from service.memory import ask_of
from service.refusals import moved
from service.render import render_lookup
from service.requests import BatchRequest, MatchRequest, Options, parse_request
from service.schemas import BatchJson, FailedLookupJson, LookupJson, ProblemJson
from service.sent import Text
from service.wire import read_json, read_query

blueprint = Blueprint("lookup", __name__)
_TEXT: TypeAdapter[str] = TypeAdapter(Text)


@blueprint.get("/v1/match")
def match_query() -> Response:
    """Look up `q`."""
    return _match(read_query(engine().limits))


@blueprint.post("/v1/match")
def match_text() -> Response:
    """Look up one text."""
    return _match(parse_request(MatchRequest, read_json(), engine().limits))


@blueprint.post("/v1/match/batch")
def match_batch() -> Response:
    """Look up several texts, in order."""
    asked = parse_request(BatchRequest, read_json(), engine().limits)
    judged = [_judge(number, text) for number, text in enumerate(asked.texts)]
    good = [text for text in judged if isinstance(text, str)]
    found = iter(look_up(good, asked))
    answers: list[LookupJson | FailedLookupJson] = [
        render_lookup(next(found)) if isinstance(text, str) else text for text in judged
    ]
    return answer(BatchJson(lookups=answers))


def _match(asked: MatchRequest) -> Response:
    return answer(render_lookup(look_up([asked.text], asked)[0]))


def _judge(number: int, text: Any) -> str | FailedLookupJson:
    """The text, or the problem to answer in its place."""
    try:
        return _TEXT.validate_python(text, context={"limits": engine().limits})
    except ValidationError as error:
        problem = render_problem(moved(error, error.title, lambda _: ("texts", number)))
        return FailedLookupJson(error=ProblemJson.model_validate(problem))


def look_up(texts: list[str], asked: Options) -> list[Lookup]:
    """One lookup a text, all by one snapshot."""
    with engine().place():
        answers = engine().answers(engine().matcher(), texts, ask_of(asked))
    return [found.lookup(text) for found, text in zip(answers, texts, strict=True)]


def answer(model: BaseModel, status: int = 200) -> Response:
    """A model as a JSON response: UTF-8, nothing escaped that need not be."""
    return Response(model.model_dump_json(), status, content_type="application/json")
