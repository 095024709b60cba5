"""POST /v1/check: every sentence of a text, segments or a page, at once or line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain
from typing import Any

from flask import Blueprint, Response, request
from pydantic import ValidationError
from werkzeug.datastructures import MIMEAccept

from index.lookup import SnapshotInfo
from service.check_json import last_line, render_check, render_compact, rendered
from service.checking import Checked, Tally, check_passage, checked
from service.engine import Engine, engine
from service.errors import log_failure, render_problem
from service.placing import Asked, Passage, place
from service.refusals import reworded, unusable
from service.requests import CheckHtmlRequest, CheckSegmentsRequest, CheckTextRequest, parse_request
from service.wire import read_json

blueprint = Blueprint("check", __name__)
NDJSON = "application/x-ndjson"
_KINDS: dict[str, type[Asked]] = {
    "text": CheckTextRequest,
    "html": CheckHtmlRequest,
    "segments": CheckSegmentsRequest,
}

_ONE = f"send one of {', '.join(_KINDS)}"


@blueprint.post("/v1/check")
def check() -> Response:
    """Look up every sentence."""
    asked = _parse(read_json())
    if _accepted().best_match(("application/json", NDJSON)) == NDJSON:
        return _stream(asked, engine())
    with engine().place():
        passage = place(asked, engine())
        found = check_passage(passage, asked, engine())
    if asked.compact:
        whole = render_compact(passage, found, _snapshot(found, engine()))
    else:
        whole = render_check(passage, found)
    return Response(whole, content_type="application/json")


def _accepted() -> MIMEAccept:
    """What the caller takes, without parameters: none of them changes what is said."""
    found = request.accept_mimetypes
    return MIMEAccept([(kind.partition(";")[0].strip(), quality) for kind, quality in found])


def _stream(asked: Asked, shared: Engine) -> Response:
    """Lines as they are found; the place is given back when the caller has them or has left."""
    shared.enter()
    try:
        passage = place(asked, shared)
        chunks = checked(passage, asked, shared)
        # The first chunk is matched before the answer begins: an error still has its status.
        first = next(chunks)
        info = _snapshot(first, shared) if asked.compact else None
        lines = _lines(passage, info, first, chunks)
    except BaseException:
        shared.leave()
        raise
    place_taken = ExitStack()
    place_taken.callback(shared.leave)  # once: after the last line, or when the caller has left
    response = Response(_then(lines, place_taken), content_type=NDJSON)
    response.headers["X-Accel-Buffering"] = "no"  # a proxy must not hold lines back
    response.call_on_close(place_taken.close)
    return response


def _then(lines: Iterator[str], after: ExitStack) -> Iterator[str]:
    with after:
        yield from lines


def _snapshot(found: list[Checked], shared: Engine) -> SnapshotInfo:
    """The snapshot that answered; the one of now where there was nothing to ask."""
    return found[0].answer.kept.snapshot if found else shared.matcher().info


def _parse(sent: Any) -> Asked:
    given = [kind for kind in _KINDS if isinstance(sent, dict) and kind in sent]
    if len(given) > 1:
        raise unusable(given[1], f"cannot stand beside {given[0]}: {_ONE}")
    try:
        return parse_request(_KINDS[given[0] if given else "text"], sent, engine().limits)
    except ValidationError as error:
        raise error if given else reworded(error, "missing", f"is missing: {_ONE}") from None


def _lines(
    passage: Passage,
    info: SnapshotInfo | None,
    first: list[Checked],
    others: Iterator[list[Checked]],
) -> Iterator[str]:
    """Sentences, then the summary; the compact form where there is `info`."""
    tally, compact = Tally.empty(), info is not None
    try:
        for chunk in chain([first], others):
            tally.count(chunk)
            yield "".join(line + "\n" for line in rendered(passage, chunk, compact=compact))
        yield last_line(passage, tally, info)
    except Exception as error:  # the status is sent, so the last line has to say it
        log_failure(error)
        yield json.dumps({"error": render_problem(error)}, ensure_ascii=False) + "\n"
