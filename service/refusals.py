"""Refusals of fields that pydantic did not make, or made elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from service.errors import Location


def unusable(field: str, sentence: str) -> ValidationError:
    """The refusal of one field."""
    return _refusal("request", [_found("unusable", sentence, (field,))])


def reworded(error: ValidationError, kind: str, sentence: str) -> ValidationError:
    """The same refusal; what is of one kind says this sentence instead."""
    found = error.errors(include_url=False, include_input=False, include_context=False)
    said = {kind: ("unusable", sentence)}
    words = (said.get(each["type"], (each["type"], each["msg"])) for each in found)
    locations = (each["loc"] for each in found)
    return _refusal(error.title, [_found(*w, at) for w, at in zip(words, locations, strict=True)])


def moved(error: ValidationError, title: str, move: Callable[[Location], Location]) -> Exception:
    """The same refusal with every field named as the caller knows it."""
    found = error.errors(include_url=False, include_input=False, include_context=False)
    return _refusal(title, [_found(f["type"], f["msg"], move(f["loc"])) for f in found])


def _found(kind: Any, sentence: Any, location: Location) -> dict[str, Any]:
    return {"type": PydanticCustomError(kind, sentence), "loc": location, "input": None}


def _refusal(title: str, found: list[dict[str, Any]]) -> ValidationError:
    return ValidationError.from_exception_data(title, found)  # type: ignore[arg-type]
