"""A record as an export holds it, flat and whole, and back again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claims.errors import RecordError
from claims.fields import check_text, web_url
from claims.model import LanguageGuess, Provenance, Publisher, Record, Review, Verdict

MARK = "priorcheck_export"
EDITION = 1

FIELDS = (
    MARK,
    "id",
    "claim_key",
    "text",
    "claim_language",
    "claimant",
    "claimed_at",
    "appearances",
    "publisher",
    "site",
    "url",
    "title",
    "summary",
    "rating",
    "verdict",
    "verdict_rule",
    "reviewed_at",
    "language",
    "source",
    "record_id",
    "retrieved_at",
    "licence",
    "content_sha256",
    "parser_version",
    "guessed_language",
    "guess_confidence",
    "guess_detector",
    "kind",
    "seen_at",
    "file",
    "reason",
)
WITHDRAWN, REINSTATED = "withdrawn", "reinstated"
_OF_CLAIMS = (WITHDRAWN, REINSTATED)  # which no record goes with
_NO_TEXT = (MARK, "appearances", "guess_confidence")
_REQUIRED = ("claim_key", "text", "source", "content_sha256", "parser_version")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an export tells: a record that stands, a version of one, or that its claim was withdrawn
    or reinstated.

    `kind` is None for a record that stands, and `record` for what became of the claim. `seen_at` is
    when that was or the version was read, `file` where it was read, `reason` why the claim went.
    """

    claim_id: str
    record: Record | None
    kind: str | None = None
    seen_at: str | None = None
    file: str | None = None
    reason: str | None = None


def row_of_told(told: Told) -> dict[str, Any]:
    """What is told as an object of plain values; unknown is None."""
    row: dict[str, Any] = dict.fromkeys(FIELDS)
    if told.record is not None:
        row |= row_of_record(told.record)
    row |= {MARK: EDITION, "id": told.claim_id, "kind": told.kind, "seen_at": told.seen_at}
    return row | {"file": told.file, "reason": told.reason}


def told_of_row(row: Mapping[str, Any]) -> Told:
    """What an exported object tells; raises RecordError."""
    kind, seen_at, file, reason = (
        _text(name, row.get(name)) for name in ("kind", "seen_at", "file", "reason")
    )
    if kind not in (None, "new", "changed", *_OF_CLAIMS):
        raise RecordError("kind is none of ours")
    if kind in _OF_CLAIMS:
        claim_id = _text("id", row.get("id"))
        if row.get(MARK) != EDITION or not claim_id:
            raise RecordError("it is no exported withdrawal")
        return Told(claim_id=claim_id, record=None, kind=kind, seen_at=seen_at, reason=reason)
    record = record_of_row(row)
    return Told(claim_id=record.claim_id, record=record, kind=kind, seen_at=seen_at, file=file)


def row_of_record(record: Record) -> dict[str, Any]:
    """The record as an object of plain values; `id` is that of its claim."""
    review, provenance = record.review, record.review.provenance
    values = (
        EDITION,
        record.claim_id,
        record.claim_key,
        record.text,
        record.language,
        record.claimant,
        record.claimed_at,
        list(record.appearances),
        review.publisher.name,
        review.publisher.site,
        review.url,
        review.title,
        review.summary,
        review.rating_text,
        review.verdict.value if review.verdict else None,
        review.verdict_rule,
        review.reviewed_at,
        review.language,
        provenance.source,
        provenance.record_id,
        provenance.retrieved_at,
        provenance.licence,
        provenance.content_sha256,
        provenance.parser_version,
        record.guess.language if record.guess else None,
        record.guess.confidence if record.guess else None,
        record.guess.detector if record.guess else None,
    )
    return dict(zip(FIELDS, values, strict=False))


def record_of_row(row: Mapping[str, Any]) -> Record:
    """The record of an exported object; raises RecordError."""
    if row.get(MARK) != EDITION:
        raise RecordError(f"it is no exported record of edition {EDITION}")
    text = {name: _text(name, row.get(name)) for name in row if name not in _NO_TEXT}
    for name in _REQUIRED:
        if not text.get(name):
            raise RecordError(f"{name} is missing")
    return Record(
        claim_key=str(text["claim_key"]),
        text=str(text["text"]),
        language=text.get("claim_language"),
        claimant=text.get("claimant"),
        claimed_at=text.get("claimed_at"),
        appearances=tuple(_url(url) or "" for url in row.get("appearances") or ()),
        review=Review(
            publisher=Publisher(name=text.get("publisher"), site=text.get("site")),
            url=_url(text.get("url")),
            title=text.get("title"),
            summary=text.get("summary"),
            rating_text=text.get("rating"),
            verdict=_verdict(text.get("verdict")),
            verdict_rule=text.get("verdict_rule"),
            reviewed_at=text.get("reviewed_at"),
            language=text.get("language"),
            provenance=Provenance(
                source=str(text["source"]),
                record_id=text.get("record_id"),
                retrieved_at=text.get("retrieved_at"),
                licence=text.get("licence"),
                content_sha256=str(text["content_sha256"]),
                parser_version=str(text["parser_version"]),
            ),
        ),
        guess=_guess(text, row.get("guess_confidence")),
    )


def _guess(text: Mapping[str, str | None], confidence: object) -> LanguageGuess | None:
    detector = text.get("guess_detector")
    if not detector:
        return None
    if not isinstance(confidence, (int, float)) or not 0 <= confidence <= 1:
        raise RecordError("guess_confidence is no number from 0 to 1")
    return LanguageGuess(
        language=text.get("guessed_language"), confidence=float(confidence), detector=detector
    )


def _text(name: str, value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise RecordError(f"{name} is no text")
    check_text(name, value)
    return value


def _url(value: object) -> str | None:
    text = _text("url", value)
    if text is not None and web_url(text) != text:
        raise RecordError("url is no http(s) address")
    return text


def _verdict(value: str | None) -> Verdict | None:
    if value is None:
        return None
    if value not in set(Verdict):
        raise RecordError("verdict is none of ours")
    return Verdict(value)
