"""The OpenAPI document: made from the request and answer models themselves."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from service import google_json, requests, schemas
from service.calls import CALLS, JSON, Call
from service.openapi_statuses import KEYS, answered, asked_key, refused
from service.sent import Limits

_REF = "#/components/schemas/"
_PROBLEM = "application/problem+json"
_LONG_TEXTS = (requests.CheckTextRequest.__name__, requests.Segment.__name__)


def build_document(limits: Limits) -> dict[str, Any]:
    """The OpenAPI 3.1 document of this service with these limits."""
    _, definitions = models_json_schema(
        [(model, "validation") for call in CALLS for model in call.sent]
        + [(model, "serialization") for call in CALLS for model in _answers(call)]
        + [(schemas.ProblemJson, "validation"), (google_json.GoogleError, "serialization")],
        ref_template=_REF + "{model}",
    )
    paths: dict[str, dict[str, Any]] = {}
    for call in CALLS:
        paths.setdefault(call.path, {})[call.method] = _operation(call, limits)
    for name, schema in definitions["$defs"].items():
        _limit(name, schema.get("properties", {}), limits)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "PriorCheck",
            "version": version("priorcheck"),
            "description": "Has this sentence been checked before? A match says that the sentence "
            "is close to a reviewed claim; it never says that the sentence is false.",
        },
        "paths": paths,
        "components": {
            "schemas": definitions["$defs"],
            "securitySchemes": KEYS,
        },
    }


def _limit(name: str, properties: dict[str, Any], limits: Limits) -> None:
    """Write the settings' limits where the models leave them to the settings."""
    if "limit" in properties:
        properties["limit"]["maximum"] = limits.matches
    if name == requests.MatchRequest.__name__:
        properties["text"]["maxLength"] = limits.text
    if name in _LONG_TEXTS:
        properties["text"]["maxLength"] = limits.check
    if name == requests.CheckHtmlRequest.__name__:
        properties["html"]["maxLength"] = limits.html
    if name == requests.CheckSegmentsRequest.__name__:
        properties["segments"]["maxItems"] = limits.segments
    if name == requests.BatchRequest.__name__:
        properties["texts"]["maxItems"] = limits.batch


def _operation(call: Call, limits: Limits) -> dict[str, Any]:
    content = {kind: dict(media) for kind, media in call.other_answers.items()}
    if answers := _answers(call):
        content[JSON] = {"schema": _either("anyOf", answers)}
    operation: dict[str, Any] = {
        "summary": call.summary,
        "operationId": call.method + call.path.title().translate({ord(c): "" for c in "/{}_:"}),
        "responses": answered(content, kept=call.kept, later=call.later),
    }
    if call.description:
        operation["description"] = call.description
    keys, keyed = asked_key(call.path, admin=call.admin)
    if keys:
        operation["security"] = keys
    for status in sorted({*call.problems, *keyed}):
        problem = {_PROBLEM: {"schema": _ref(schemas.ProblemJson)}}
        if call.google and status != 414:  # that is said before the call is known
            problem = {JSON: {"schema": _ref(google_json.GoogleError)}}
        operation["responses"][str(status)] = refused(status, problem)
    if call.parameters:
        operation["parameters"] = [_limited(each, limits) for each in call.parameters]
    if call.sent:
        media = {"schema": _either("oneOf", call.sent)}
        operation["requestBody"] = {
            "required": True,
            "content": dict.fromkeys(call.sent_as, media),
        }
    return operation


def _answers(call: Call) -> tuple[type[BaseModel], ...]:
    return call.answer if isinstance(call.answer, tuple) else (call.answer,) if call.answer else ()


def _either(word: str, models: tuple[type[BaseModel], ...]) -> dict[str, Any]:
    return _ref(models[0]) if len(models) == 1 else {word: list(map(_ref, models))}


def _limited(parameter: dict[str, Any], limits: Limits) -> dict[str, Any]:
    bound = {"limit": {"maximum": limits.matches}, "q": {"maxLength": limits.text}}
    return parameter | {"schema": parameter["schema"] | bound.get(parameter["name"], {})}


def _ref(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": _REF + model.__name__}
