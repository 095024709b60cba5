"""POST /v1/check: every sentence of a text, segments or a page, at once or line by line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

from flask import Blueprint, Response, request
from pydantic import BaseModel

from index.lookup import Lookup, NoMatchCode
from service.engine import CHUNK, engine
from service.errors import log_failure, render_problem
from service.lookup import answer, look_up, match_options
from service.placing import Asked, Passage, Placed, place, unusable
from service.render import render_lookup
from service.requests import (
    CheckHtmlRequest,
    CheckSegmentsRequest,
    CheckTextRequest,
    parse_request,
)
from service.schemas import (
    CheckJson,
    CheckPageJson,
    PageSentenceJson,
    PageSummaryLineJson,
    PlaceJson,
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
_KINDS: dict[str, type[Asked]] = {
    "text": CheckTextRequest,
    "html": CheckHtmlRequest,
    "segments": CheckSegmentsRequest,
}

Chunk = list[tuple[Placed, Lookup]]


@blueprint.post("/v1/check")
def check() -> Response:
    """Look up every sentence."""
    asked = _parse(read_json())
    with engine().place():
        passage = place(asked, engine())
    asked = asked.model_copy(update={"lang": passage.language})
    if request.accept_mimetypes.best_match(("application/json", NDJSON)) == NDJSON:
        return _stream(passage, asked)
    lookups = look_up([each.sentence.text for each in passage.placed], asked)
    return answer(render_check(passage, lookups))


def _parse(sent: Any) -> Asked:
    given = [kind for kind in _KINDS if isinstance(sent, dict) and kind in sent]
    if len(given) > 1:
        kinds = ", ".join(_KINDS)
        raise unusable(given[1], f"cannot stand beside {given[0]}: send one of {kinds}")
    return parse_request(_KINDS[given[0] if given else "text"], sent, engine().limits)


def render_check(passage: Passage, lookups: list[Lookup]) -> BaseModel:
    """The answer as one document."""
    pairs = zip(passage.placed, lookups, strict=True)
    answers = [_render(passage, *pair) for pair in pairs]
    summary = _summary(Counter(map(_outcome, lookups)))
    if passage.page is None:
        return CheckJson(language=passage.language, sentences=answers, summary=summary)
    return CheckPageJson(
        language=passage.language,
        text=passage.page.text,
        sentences=[each for each in answers if isinstance(each, PageSentenceJson)],
        summary=summary,
    )


def _render(passage: Passage, placed: Placed, lookup: Lookup) -> SentenceJson:
    found = placed.sentence
    known: dict[str, Any] = {"text": found.text, "start": found.start, "end": found.end}
    known["lookup"] = render_lookup(lookup)
    if passage.page is not None:
        places = passage.page.places(found.start, found.end)
        nodes = [PlaceJson.model_validate(each) for each in places]
        return PageSentenceJson(**known, nodes=nodes)
    if placed.segment is not None:
        return SegmentSentenceJson(**known, segment=placed.segment)
    return SentenceJson(**known)


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


def _stream(passage: Passage, asked: Asked) -> Response:
    """Lines as they are found, all by the one matcher of now.

    The first chunk is matched before the answer begins: an error there still has its status.
    """
    shared = engine()
    shared.enter()
    try:
        chunks = _chunks(passage.placed, asked)
        lines = _lines(passage, next(chunks), chunks)
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


def _lines(passage: Passage, first: Chunk, others: Iterator[Chunk]) -> Iterator[str]:
    outcomes: Counter[str] = Counter()
    try:
        for chunk in chain([first], others):
            outcomes.update(_outcome(lookup) for _, lookup in chunk)
            yield "".join(_line(_render(passage, *pair)) for pair in chunk)
        yield _line(_last_line(passage, _summary(outcomes)))
    except Exception as error:  # the status is sent, so the last line has to say it
        log_failure(error)
        yield json.dumps({"error": render_problem(error)}, ensure_ascii=False) + "\n"


def _last_line(passage: Passage, summary: SummaryJson) -> SummaryLineJson:
    if passage.page is None:
        return SummaryLineJson(summary=summary)
    return PageSummaryLineJson(summary=summary, text=passage.page.text)


def _line(model: BaseModel) -> str:
    return model.model_dump_json() + "\n"
