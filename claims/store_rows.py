"""Record -> row and rows -> Claim: the two directions of the store."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from types import SimpleNamespace
from typing import Any, TypeVar

from sqlalchemy import Row

from claims.language import detect
from claims.merges import Merge
from claims.model import (
    Claim,
    LanguageGuess,
    MergedClaim,
    Provenance,
    Publisher,
    Record,
    Review,
    Verdict,
)

RowValues = dict[str, Any]
_KEYS = ("claim_id", "review_key", "state_sha256")
_ARCHIVED = (
    "claim_id",
    "review_key",
    "source",
    "content_sha256",
    "parser_version",
    "licence",
    "retrieved_at",
)
VERSION_COLUMNS = (*_ARCHIVED[:-1], "snapshot_at", "record")
_archived = itemgetter(*_ARCHIVED)
_as_json = json.JSONEncoder(ensure_ascii=False).encode
_Value = TypeVar("_Value")


def row_of(record: Record, claim_id: str, review_key: str) -> RowValues:
    """A review row; `state_sha256` covers all of it but the time of retrieval."""
    review, provenance = record.review, record.review.provenance
    row: RowValues = {
        "claim_id": claim_id,
        "review_key": review_key,
        "text": record.text,
        "claim_language": record.language,
        "claimant": record.claimant,
        "claimed_at": record.claimed_at,
        "appearances": list(record.appearances),
        "publisher_name": review.publisher.name,
        "publisher_site": review.publisher.site,
        "url": review.url,
        "title": review.title,
        "rating_text": review.rating_text,
        "verdict": review.verdict.value if review.verdict else None,
        "verdict_rule": review.verdict_rule,
        "reviewed_at": review.reviewed_at,
        "language": review.language,
        "source": provenance.source,
        "record_id": provenance.record_id,
        "licence": provenance.licence,
        "content_sha256": provenance.content_sha256,
        "parser_version": provenance.parser_version,
    }
    # A summary that is not there leaves the states of older records what they were.
    stated = [*row.values(), *filter(None, [review.summary])]
    state = json.dumps(stated, ensure_ascii=True).encode()
    row["summary"] = review.summary
    row["state_sha256"] = hashlib.sha256(state).hexdigest()
    row["retrieved_at"] = provenance.retrieved_at
    row |= _guess_values(record.guess)
    return row


def with_guess(row: RowValues) -> RowValues:
    """The row with a guess of the language, where neither the source nor an export says any.

    It is no part of the state: what the record says stays the same when the detector changes.
    """
    if row["claim_language"] or row["language"] or row["guess_detector"]:
        return row
    found = detect(row["text"])
    guess = LanguageGuess(
        language=found.language, confidence=round(found.confidence, 4), detector=found.detector
    )
    return row | _guess_values(guess)


def _guess_values(guess: LanguageGuess | None) -> RowValues:
    return {
        "guessed_language": guess.language if guess else None,
        "guess_confidence": guess.confidence if guess else None,
        "guess_detector": guess.detector if guess else None,
    }


def _guess(row: Any) -> LanguageGuess | None:
    """None where the source states the language, and in versions from before guesses were kept."""
    detector = getattr(row, "guess_detector", None)
    if detector is None:
        return None
    return LanguageGuess(
        language=row.guessed_language, confidence=row.guess_confidence, detector=detector
    )


def version_of(row: RowValues) -> tuple[str | None, ...]:
    """What the archive keeps of a review row, by VERSION_COLUMNS; the whole record is the last."""
    record = dict(row)
    for name in _KEYS:
        del record[name]
    return (*_archived(row), _as_json(record))


def record_of(claim_key: str, kept: str) -> Record:
    """A record from what the archive keeps of it."""
    return record_of_row(SimpleNamespace(claim_key=claim_key, **json.loads(kept)))


def record_of_row(row: Any) -> Record:
    """A record from a review row with its claim's key."""
    return Record(
        claim_key=row.claim_key,
        text=row.text,
        language=row.claim_language,
        claimant=row.claimant,
        claimed_at=row.claimed_at,
        appearances=tuple(row.appearances),
        review=_review(row),
        guess=_guess(row),
    )


def claims_of(rows: Iterable[Row[Any]]) -> Iterator[Claim]:
    """Claims from review rows that are ordered by claim and, within it, oldest first."""
    for claim_id, group in groupby(rows, key=lambda row: row.claim_id):
        yield _claim(claim_id, list(group))


def _claim(claim_id: str, rows: list[Row[Any]]) -> Claim:
    return Claim(
        id=claim_id,
        text=rows[0].text,
        language=_first(row.claim_language for row in rows),
        claimant=_all_of(row.claimant for row in rows),
        claimed_at=_first(row.claimed_at for row in rows),
        appearances=tuple(dict.fromkeys(url for row in rows for url in row.appearances)),
        reviews=tuple(_review(row) for row in rows),
        guess=None if _first(row.claim_language for row in rows) else _guess(rows[0]),
    )


def as_cluster(head: Claim, others: Sequence[tuple[Claim, Merge]]) -> Claim:
    """A claim with those that are shown under it; each keeps what its own records state."""
    claims = [head, *(claim for claim, _ in others)]
    return replace(
        head,
        appearances=tuple(dict.fromkeys(url for claim in claims for url in claim.appearances)),
        reviews=tuple(review for claim in claims for review in claim.reviews),
        merged=tuple(
            MergedClaim(
                id=claim.id,
                text=claim.text,
                language=claim.language,
                claimant=claim.claimant,
                claimed_at=claim.claimed_at,
                reviews=len(claim.reviews),
                merge=merge,
            )
            for claim, merge in others
        ),
    )


def _all_of(names: Iterable[str | None]) -> str | None:
    """Who said it by any of the records: a review may be of what another one said."""
    said: dict[str, str] = {}
    for name in filter(None, names):
        said.setdefault(name.casefold(), name)
    return ", ".join(said.values()) or None


def _first(values: Iterable[_Value | None]) -> _Value | None:
    return next((value for value in values if value is not None), None)


def _review(row: Any) -> Review:
    return Review(
        publisher=Publisher(name=row.publisher_name, site=row.publisher_site),
        url=row.url,
        title=row.title,
        summary=getattr(row, "summary", None),  # versions kept before there were summaries
        rating_text=row.rating_text,
        verdict=Verdict(row.verdict) if row.verdict else None,
        verdict_rule=row.verdict_rule,
        reviewed_at=row.reviewed_at,
        language=row.language,
        provenance=Provenance(
            source=row.source,
            record_id=row.record_id,
            retrieved_at=row.retrieved_at,
            licence=row.licence,
            content_sha256=row.content_sha256,
            parser_version=row.parser_version,
        ),
    )
