"""POST /v1/check: every sentence of a text or of segments, as one answer or line by line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from flask import Blueprint, Response, request
from pydantic import BaseModel
from pydantic_core import PydanticCustomError, ValidationError

from claims.language import detect
from claims.sentences import Sentence, sentences
from index.lookup import Lookup, NoMatchCode
from service.engine import CHUNK, engine
from service.errors import log_failure, render_problem
from service.lookup import answer, look_up, match_options
from service.render import render_lookup
from service.requests import CheckSegmentsRequest, CheckTextRequest, parse_request
from service.schemas import (
    CheckJson,
    SegmentSentenceJson,
    SentenceJson,
    SummaryJson,
    SummaryLineJson,
)
from service.wire import read_json

blueprint = Blueprint("check", __name__)
NDJSON = "application/x-ndjson"
_FIRST_LINES = 8  # the first answers come early
_UNREAD = (NoMatchCode.TOO_SHORT.value, NoMatchCode.NOT_A_CLAIM.value)
_KINDS = ("text", "html", "segments")

Asked = CheckTextRequest | CheckSegmentsRequest


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence and the segment it stands in (None: the text itself)."""

    sentence: Sentence
    segment: str | int | None


Chunk = list[tuple[Placed, Lookup]]


@blueprint.post("/v1/check")
def check() -> Response:
    """Look up every sentence."""
    asked = _parse(read_json())
    language = asked.lang or detect(_whole(asked)).language
    asked = asked.model_copy(update={"lang": language})
    placed = _place(asked, language)
    if request.accept_mimetypes.best_match(("application/json", NDJSON)) == NDJSON:
        return _stream(placed, asked)
    lookups = look_up([each.sentence.text for each in placed], asked)
    answers = [_render(each, found) for each, found in zip(placed, lookups, strict=True)]
    summary = _summary(Counter(map(_outcome, lookups)))
    return answer(CheckJson(language=language, sentences=answers, summary=summary))


def _parse(sent: Any) -> Asked:
    given = [kind for kind in _KINDS if isinstance(sent, dict) and kind in sent]
    if len(given) > 1:
        raise _unusable(given[1], f"cannot stand beside {given[0]}: send one of {_any_kind()}")
    if given == ["html"]:
        raise _unusable("html", "is not read yet: send the page's text as text or segments")
    if given == ["segments"]:
        return parse_request(CheckSegmentsRequest, sent, engine().limits)
    return parse_request(CheckTextRequest, sent, engine().limits)


def _any_kind() -> str:
    return ", ".join(_KINDS)


def _unusable(field: str, sentence: str) -> ValidationError:
    problem = PydanticCustomError("unusable", sentence)
    found = [{"type": problem, "loc": (field,), "input": None}]
    return ValidationError.from_exception_data("request", found)  # type: ignore[arg-type]


def _whole(asked: Asked) -> str:
    if isinstance(asked, CheckTextRequest):
        return asked.text
    return "\n".join(segment.text for segment in asked.segments)


def _place(asked: Asked, language: str | None) -> list[Placed]:
    if isinstance(asked, CheckTextRequest):
        return [Placed(found, None) for found in sentences(asked.text, language)]
    return [
        Placed(found, segment.id if segment.id is not None else place)
        for place, segment in enumerate(asked.segments)
        for found in sentences(segment.text, language)
    ]


def _render(placed: Placed, lookup: Lookup) -> SentenceJson | SegmentSentenceJson:
    found, rendered = placed.sentence, render_lookup(lookup)
    if placed.segment is None:
        return SentenceJson(text=found.text, start=found.start, end=found.end, lookup=rendered)
    return SegmentSentenceJson(
        text=found.text,
        start=found.start,
        end=found.end,
        lookup=rendered,
        segment=placed.segment,
    )


def _outcome(lookup: Lookup) -> str:
    return lookup.no_match.code.value if lookup.no_match else "matched"


def _summary(outcomes: Counter[str]) -> SummaryJson:
    skipped = {code: outcomes[code] for code in _UNREAD if outcomes[code]}
    return SummaryJson(
        sentences=outcomes.total(),
        checked=outcomes.total() - sum(skipped.values()),
        skipped=skipped,
        matched=outcomes["matched"],
    )


def _stream(placed: list[Placed], asked: Asked) -> Response:
    """Lines as they are found, all by the one matcher of now.

    The first chunk is matched before the answer begins: an error there still has its status.
    """
    shared = engine()
    shared.enter()
    try:
        chunks = _chunks(placed, asked)
        lines = _lines(next(chunks), chunks)
    except BaseException:
        shared.leave()
        raise
    response = Response(lines, content_type=NDJSON)
    response.call_on_close(shared.leave)
    return response


def _chunks(placed: list[Placed], asked: Asked) -> Iterator[Chunk]:
    shared, matcher, options = engine(), engine().matcher(), match_options(asked)

    def chunks() -> Iterator[Chunk]:
        for part in chain([placed[:_FIRST_LINES]], _parts(placed[_FIRST_LINES:])):
            texts = [each.sentence.text for each in part]
            yield list(zip(part, shared.match(matcher, texts, **options), strict=True))

    return chunks()


def _parts(placed: list[Placed]) -> Iterator[list[Placed]]:
    return (placed[start : start + CHUNK] for start in range(0, len(placed), CHUNK))


def _lines(first: Chunk, others: Iterator[Chunk]) -> Iterator[str]:
    outcomes: Counter[str] = Counter()
    try:
        for chunk in chain([first], others):
            outcomes.update(_outcome(lookup) for _, lookup in chunk)
            yield "".join(_line(_render(*pair)) for pair in chunk)
        yield _line(SummaryLineJson(summary=_summary(outcomes)))
    except Exception as error:  # the status is sent, so the last line has to say it
        log_failure(error)
        yield json.dumps({"error": render_problem(error)}, ensure_ascii=False) + "\n"


def _line(model: BaseModel) -> str:
    return model.model_dump_json() + "\n"
