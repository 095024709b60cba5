"""Claims of which little is known, or more than a card holds, are told in whole sentences."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.browser.extension.plain import answering
from tests.browser.extension.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.model]
TEXT = "The hall was sold."


def _answer(reviews: list[dict[str, Any]]) -> bytes:
    claim = {"text": TEXT, "language": "en", "claimant": None, "claimed_at": None}
    match = {
        "relation": "same",
        "band": "confirmed",
        "probability": 1,
        "differences": [],
        "agreement": "single",
        "provenance": None,
        "claim": claim,
        "reviews": reviews,
    }
    found = {"segment": "0", "start": 0, "end": len(TEXT), "quote": None}
    lines = [
        {**found, "lookup": {"text": TEXT, "matches": [match]}},
        {"summary": {"sentences": 1, "checked": 1}},
    ]
    return "".join(f"{json.dumps(line)}\n" for line in lines).encode()


@pytest.mark.parametrize(("name", "by"), [(None, ""), ("The Desk", " by The Desk")])
def test_a_verdict_with_and_without_a_publisher(reader: Reader, name: str | None, by: str) -> None:
    review = _review(name)
    with answering(_answer([review])) as server:
        reader.choose(server=server)
        page = reader.visit(f"<!doctype html><html lang=en><p>{TEXT}</p>")
        reader.check(page)
        told = page.locator("[role=button]").get_attribute("aria-description")
        assert f"The claim was rated False{by}. Press" in str(told)


@pytest.mark.parametrize(("count", "words"), [(6, "and 1 more check"), (7, "and 2 more checks")])
def test_more_reviews_than_a_card_holds(reader: Reader, count: int, words: str) -> None:
    reviews = [_review(f"Desk {number}") for number in range(count)]
    with answering(_answer(reviews)) as server:
        reader.choose(server=server)
        page = reader.visit(f"<!doctype html><html lang=en><p>{TEXT}</p>")
        reader.check(page)
        page.locator("priorcheck-mark").click()
        card = reader.card(page)
        assert card is not None
        assert words in [each.text_content() for each in card.iter("p")]


def _review(name: str | None) -> dict[str, Any]:
    known = {"verdict": "false", "rating_text": "False", "title": None, "url": None}
    return {
        **known,
        "publisher": {"name": name, "site": None},
        "reviewed_at": None,
        "language": "en",
    }
