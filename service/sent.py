"""What callers may put into a request: its limits and the types of its fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, NoReturn

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StrictStr,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from claims.fields import language_tag
from claims.text import SURROGATE
from service.config import Settings

_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,4}")
HASH_DIGITS = range(3, 6)
_HASH_PREFIX = re.compile(rf"[0-9a-f]{{{HASH_DIGITS[0]},{HASH_DIGITS[-1]}}}")
# For readers of the document; code decides. What `\s` leaves out in their dialect is space to us.
_VISIBLE = r"^[^\u0000]*[^\s\u0000\u001c-\u001f\u0085][^\u0000]*$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the settings allow a caller to ask for."""

    text: int
    check: int
    html: int
    sentences: int
    segments: int
    batch: int
    matches: int

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """The limits of these settings."""
        return cls(
            text=settings.max_text_chars,
            check=settings.max_check_chars,
            html=settings.max_html_chars,
            sentences=settings.max_sentences,
            segments=settings.max_segments,
            batch=settings.max_batch,
            matches=settings.max_limit,
        )


def limits_of(info: ValidationInfo) -> Limits:
    """The limits by which a request is validated; raises TypeError where none were given."""
    limits = (info.context or {}).get("limits")
    if not isinstance(limits, Limits):
        raise TypeError("validate requests with a context that holds the limits")
    return limits


def refuse(kind: str, sentence: str) -> NoReturn:
    """Raise what pydantic tells of a field as a problem of its `kind`."""
    raise PydanticCustomError(kind, sentence)


def _encodable(text: object) -> object:
    """Refuse what no UTF-8 text holds before pydantic meets it."""
    if isinstance(text, str):
        if not text.isascii() and SURROGATE.search(text):
            refuse("lone_surrogate", "holds half of a surrogate pair: send well-formed Unicode")
        if "\0" in text:
            refuse("nul", "holds a NUL character: remove it")
    return text


def _sayable(text: str, most: int) -> str:
    if not text.strip():
        refuse("empty", "is empty: send a sentence")
    if len(text) > most:
        refuse("too_long", f"has {len(text)} characters; the most is {most}")
    return text


def _text(text: str, info: ValidationInfo) -> str:
    return _sayable(text, limits_of(info).text)


def _long_text(text: str, info: ValidationInfo) -> str:
    return _sayable(text, limits_of(info).check)


def _html(text: str, info: ValidationInfo) -> str:
    return _sayable(text, limits_of(info).html)


def _language(tag: str) -> str:
    if not _TAG.fullmatch(tag):
        refuse("language", "is not a language tag: send one such as de or pt-BR")
    return language_tag(tag) or tag


def _prefix(prefix: str) -> str:
    if not _HASH_PREFIX.fullmatch(prefix):
        refuse("prefix", "is not the first 3 to 5 hex digits of a hash, in lower case")
    return prefix


def _limit(limit: int, info: ValidationInfo) -> int:
    most = limits_of(info).matches
    if limit > most:
        refuse("too_many", f"must be at most {most}")
    return limit


def _number(value: object) -> object:
    if isinstance(value, (str, bool)):
        refuse("number", "must be a number")
    # A whole number is compared as one: pydantic reads none beyond 64 bits from a float.
    return int(value) if isinstance(value, float) and value.is_integer() else value


LANGUAGE = {
    "type": "string",
    "pattern": rf"^{_TAG.pattern}$",
    "description": "BCP 47 language tag, such as `de` or `pt-BR`.",
    "examples": ["de"],
}
SAYABLE = {"type": "string", "minLength": 1, "pattern": _VISIBLE}
Text = Annotated[
    StrictStr, BeforeValidator(_encodable), AfterValidator(_text), WithJsonSchema(SAYABLE)
]
LongText = Annotated[
    StrictStr, BeforeValidator(_encodable), AfterValidator(_long_text), WithJsonSchema(SAYABLE)
]
Html = Annotated[
    StrictStr, BeforeValidator(_encodable), AfterValidator(_html), WithJsonSchema(SAYABLE)
]
Name = Annotated[
    StrictStr,
    Field(min_length=1, max_length=200, pattern=r"^[^\x00]*$"),
    BeforeValidator(_encodable),
]
Address = Annotated[
    StrictStr,
    Field(min_length=1, max_length=2048, pattern=r"^[^\x00]*$"),
    BeforeValidator(_encodable),
]
Language = Annotated[
    StrictStr,
    BeforeValidator(_encodable),
    AfterValidator(_language),
    WithJsonSchema(LANGUAGE),
]
# Bounds stand before the validators: behind one they would be missing in the document.
Limit = Annotated[int, Field(ge=1), BeforeValidator(_number), AfterValidator(_limit)]
Probability = Annotated[float, Field(ge=0, le=1), BeforeValidator(_number)]
Days = Annotated[int, Field(ge=0, le=100_000), BeforeValidator(_number)]


HASH_PREFIX = {
    "type": "string",
    "pattern": f"^{_HASH_PREFIX.pattern}$",
    "examples": ["3fa9"],
}
Prefix = Annotated[
    StrictStr, BeforeValidator(_encodable), AfterValidator(_prefix), WithJsonSchema(HASH_PREFIX)
]
