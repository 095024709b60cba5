"""Builders of claims, reviews and records with sensible defaults."""

from __future__ import annotations

import hashlib
from typing import Any

from claims.model import Claim, Provenance, Publisher, Record, Review, Verdict


def make_provenance(**changes: Any) -> Provenance:
    """A provenance of the source `test`."""
    fields: dict[str, Any] = {
        "source": "test",
        "record_id": None,
        "retrieved_at": "2026-01-02T03:04:05+00:00",
        "licence": "CC0-1.0",
        "content_sha256": "0" * 64,
        "parser_version": "test/1",
    }
    return Provenance(**{**fields, **changes})


def make_review(**changes: Any) -> Review:
    """A review by Example Checks, rated False."""
    fields: dict[str, Any] = {
        "publisher": Publisher(name="Example Checks", site="checks.example"),
        "url": "https://checks.example/1",
        "title": None,
        "rating_text": "False",
        "verdict": Verdict.FALSE,
        "verdict_rule": "en:false",
        "reviewed_at": "2026-01-01",
        "language": "en",
        "provenance": make_provenance(),
    }
    return Review(**{**fields, **changes})


def make_claim(text: str = "The Moon is made of cheese.", **changes: Any) -> Claim:
    """A claim with one review; the id follows from the text."""
    fields: dict[str, Any] = {
        "id": "c" + hashlib.sha256(text.encode()).hexdigest()[:16],
        "text": text,
        "language": "en",
        "claimant": None,
        "claimed_at": None,
        "appearances": (),
        "reviews": (make_review(),),
    }
    return Claim(**{**fields, **changes})


def make_record(text: str = "The Moon is made of cheese.", **changes: Any) -> Record:
    """A record whose key and content hash follow from the text and the review."""
    review = changes.pop("review", None) or make_review()
    digest = hashlib.sha256(f"{text}{review}".encode()).hexdigest()
    provenance = make_provenance(record_id=review.provenance.record_id, content_sha256=digest)
    fields: dict[str, Any] = {
        "claim_key": "text:" + text,
        "text": text,
        "language": "en",
        "claimant": None,
        "claimed_at": None,
        "appearances": (),
    }
    kept = {name: getattr(review, name) for name in Review.__slots__ if name != "provenance"}
    return Record(**{**fields, **changes}, review=Review(**kept, provenance=provenance))
