"""A check as a file: JSON as /v1/check answers it, CSV for a spreadsheet, a page to print."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache

from flask import Response, render_template

from claims.formulas import begins_formula
from claims.model import Review
from claims.quotations import Quotation
from claims.sentences import Sentence
from index.lookup import Lookup, Match
from service.check_json import render_check
from service.engine import engine
from service.look import helpers, today
from service.phrasing import Words
from service.reading import Reading, lay_out
from service.stylesheet import FOLDER
from service.viewing import View, name_of, reviewed

_SENTENCE = ("start", "end", "sentence", "quote", "speaker", "sentence_language", "outcome")
_MATCH = (
    *("rank", "band", "probability", "score", "relation", "differences"),
    *("claim_id", "claim", "claim_language", "claimant", "claimed_at"),
)
_REVIEW = (
    *("reviewed_claim", "publisher", "verdict", "rating_text", "title", "url", "reviewed_at"),
    *("source", "record_id", "retrieved_at", "licence", "content_sha256"),
)


def as_json(reading: Reading, _: Words) -> Response:
    """What /v1/check answers: every sentence with its lookup."""
    whole = render_check(reading.passage, reading.checked)
    indented = json.dumps(json.loads(whole), indent=1, ensure_ascii=False)
    return _attached(indented, "application/json", "json")


def as_csv(reading: Reading, _: Words) -> Response:
    """One line a sentence, match and review; with a byte order mark, which spreadsheets expect."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow((*_SENTENCE, *_MATCH, *_REVIEW))
    quoted = reading.quotations
    for sentence, lookup in reading.sentences:
        for line in _lines(sentence, quoted.get(sentence), lookup):
            writer.writerow([_inert(cell) for cell in line])
    return _attached("\ufeff" + text.getvalue(), "text/csv; charset=utf-8", "csv")


def as_print(reading: Reading, t: Words) -> Response:
    """A page that carries its own style, to print or to keep; it has no script at all."""
    policy = f"default-src 'none'; style-src 'sha256-{_style()[1]}'"
    text = render_template(
        "print.html",
        t=t,
        reading=reading,
        outcomes=reading.outcomes,
        paragraphs=lay_out(reading, View()),
        index=engine().matcher().info,
        style=_style()[0],
        policy=policy,
        today=t.day(today().isoformat()),
        **helpers(t),
    )
    response = Response(text, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = policy + "; frame-ancestors 'none'"
    return response


def _lines(
    sentence: Sentence, quoted: Quotation | None, lookup: Lookup
) -> Iterator[tuple[object, ...]]:
    outcome = lookup.no_match.code.value if lookup.no_match else "matched"
    said = (sentence.text, quoted.text, quoted.speaker) if quoted else (sentence.text, "", "")
    place = (sentence.start, sentence.end, *said, lookup.language, outcome)
    if not lookup.matches:
        yield (*place, *("" for _ in (*_MATCH, *_REVIEW)))
    for rank, match in enumerate(lookup.matches, 1):
        for of, review in reviewed(match.claim):
            yield (*place, rank, *_match_cells(match), of.text, *_review_cells(review))


def _match_cells(match: Match) -> tuple[object, ...]:
    claim = match.compared
    differences = (f"{each.kind}: {each.query} / {each.claim}" for each in match.differences)
    return (
        *(match.band, match.probability, match.score, match.relation, "; ".join(differences)),
        *(match.claim.id, claim.text, claim.language, claim.claimant, claim.claimed_at),
    )


def _review_cells(review: Review) -> tuple[object, ...]:
    origin = review.provenance
    return (
        *(name_of(review.publisher), review.verdict, review.rating_text),
        *(review.title, review.url, review.reviewed_at),
        *(origin.source, origin.record_id, origin.retrieved_at),
        *(origin.licence, origin.content_sha256),
    )


def _inert(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if cell is None or isinstance(cell, (int, float)):
        return cell
    text = str(cell)
    return "'" + text if begins_formula(text) else text


def _attached(text: str, kind: str, ending: str) -> Response:
    response = Response(text, content_type=kind)
    name = f"priorcheck-{datetime.now(UTC):%Y%m%d-%H%M%S}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@cache
def _style() -> tuple[str, str]:
    """The style of the printed page and its hash."""
    style = (FOLDER / "print.css").read_text(encoding="utf-8")
    return style, base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
