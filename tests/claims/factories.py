"""Builders of model values, every argument optional."""

from __future__ import annotations

from claims.model import Provenance, Publisher, Record, Review, Verdict


def make_record(
    text: str = "The Great Wall can be seen from the Moon.",
    *,
    claim_key: str | None = None,
    url: str | None = "https://example.org/wall",
    site: str | None = "example.org",
    name: str | None = None,
    title: str | None = None,
    summary: str | None = None,
    rating_text: str | None = "False",
    verdict: Verdict | None = Verdict.FALSE,
    language: str | None = "en",
    claimant: str | None = None,
    claimed_at: str | None = None,
    appearances: tuple[str, ...] = (),
    source: str = "test",
    record_id: str | None = None,
    retrieved_at: str | None = "2024-01-01T00:00:00Z",
    content_sha256: str = "0" * 64,
) -> Record:
    """A record as a source would yield it."""
    return Record(
        claim_key=claim_key or f"text\x1f{text}",
        text=text,
        language=language,
        claimant=claimant,
        claimed_at=claimed_at,
        appearances=appearances,
        review=Review(
            publisher=Publisher(name=name, site=site),
            url=url,
            title=title,
            summary=summary,
            rating_text=rating_text,
            verdict=verdict,
            verdict_rule="test" if verdict else None,
            reviewed_at=None,
            language=language,
            provenance=Provenance(
                source=source,
                record_id=record_id,
                retrieved_at=retrieved_at,
                licence=None,
                content_sha256=content_sha256,
                parser_version="test/1",
            ),
        ),
    )
