"""Claims as an attacker would write them, in every field that a page shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from claims.fields import LONGEST_TEXT
from claims.model import Publisher, Record, Verdict
from claims.store import ClaimStore
from scripts.build_index import build_and_publish
from service.config import Settings
from tests.factories import make_provenance, make_record, make_review

SCRIPT = "<script>alert('ran')</script>"
IMAGE = '"><img src="http://evil.example/x.png" onerror="alert(1)">'
TEMPLATE = "{{ 7 * 191 }}{% raw %}${7*191}"
REVERSED = "\u202egnihton\u202d"
LONG = "very long " * 100_000  # a megabyte: publishers and ratings may have any length
LONGEST = "very long " * (LONGEST_TEXT // 10)  # what a store may hold as a claim or a title

HALL = f"The town hall of Lindau was sold for one euro {SCRIPT}."
BRIDGE = f"The old bridge at Passau {REVERSED} was built in 1897 {TEMPLATE}."
LAKE = "The lake of Konstanz has been emptied overnight."
TEXT = f"{HALL}\n\n{BRIDGE}\n\n{LAKE}\n\n{IMAGE} {SCRIPT}"
URLS = (
    "javascript:alert('url')",
    "data:text/html,<script>alert('url')</script>",
    "https://evil.example/\"onmouseover=\"alert('url')",
    " javascript:alert('url')",
)


def build(folder: Path) -> None:
    """Store them, past the checks of ingest, and publish a snapshot with the embedded model."""
    settings = Settings(data=folder)
    with ClaimStore.open(settings.store_url) as store:
        store.upsert(_records())
    build_and_publish(settings)


def _records() -> list[Record]:
    return [
        *(_record(HALL, url, number) for number, url in enumerate(URLS)),
        _record(BRIDGE, "https://checks.example/bridge", 4, name=f"{REVERSED}{TEMPLATE}"),
        _record(LAKE, "https://checks.example/lake", 5, name=LONG, title=LONGEST, rating=LONG),
        _record(LONGEST, "https://checks.example/long", 6),
    ]


def _record(
    text: str,
    url: str,
    number: int,
    *,
    name: str = SCRIPT + IMAGE,
    title: str = IMAGE + SCRIPT,
    rating: str = "</q></div>" + SCRIPT,
) -> Record:
    review = make_review(
        publisher=Publisher(name=name, site=f"evil{number}.example" if number < 5 else None),
        url=url,
        title=title,
        rating_text=rating,
        verdict=list(Verdict)[number],
        verdict_rule=SCRIPT,
        reviewed_at=f"2025-0{number + 1}-03",
        language='en" onmouseover="alert(2)',
        provenance=make_provenance(record_id=f"{IMAGE}{number}"),
    )
    record = make_record(
        text,
        review=review,
        claimant=SCRIPT + LONG[:2000],
        claimed_at=SCRIPT,
        language="ar" if number == 4 else "en",
        appearances=URLS,
    )
    foreign = {"source": SCRIPT, "licence": IMAGE, "parser_version": TEMPLATE}
    provenance = replace(record.review.provenance, **foreign)
    return replace(record, review=replace(record.review, provenance=provenance))
