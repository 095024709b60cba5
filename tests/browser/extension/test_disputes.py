"""Opposite verdicts on one sentence: the card says so and shows both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.extension.articles import WALL
from tests.browser.extension.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.model]
_DISPUTE = """() => {
  globalThis.really ??= fetch;
  const dispute = (line) => {
    const sentence = JSON.parse(line);
    const [first] = sentence.lookup?.matches ?? [];
    if (!first) return line;
    const reviews = first.reviews.map((review) => ({ ...review, verdict: "true" }));
    sentence.lookup.matches = [{ ...first, reviews }, first];
    return JSON.stringify(sentence);
  };
  globalThis.fetch = async (url, options) => {
    const response = await really(url, options);
    if (!options?.body) return response;
    const lines = (await response.text()).split("\\n").filter(Boolean).map(dispute);
    return new Response(lines.join("\\n"), { headers: response.headers });
  };
}"""


@pytest.fixture
def torn(reader: Reader) -> Iterator[Reader]:
    """A reader whose server knows a second publisher, who rates every claim as true."""
    reader.worker.evaluate(_DISPUTE)
    yield reader
    reader.worker.evaluate("() => { globalThis.fetch = globalThis.really; }")


def test_the_card_shows_both_verdicts(torn: Reader, artefacts: Path) -> None:
    page = torn.visit(f"<!doctype html><p>It is cold. {WALL}</p>")
    torn.check(page)
    mark = page.locator("priorcheck-mark")
    assert "The publishers do not agree." in (mark.get_attribute("aria-description") or "")
    mark.click()
    card = torn.card(page)
    assert card is not None
    [said] = card.find_class("disputed")
    assert said.text_content() == "The publishers do not agree."
    assert card.xpath("details/@open") == [""]
    shown = [each.text_content() for each in card.find_class("verdict")]
    assert shown == ["✓True", "✗False"]
    page.screenshot(path=artefacts / "extension-dispute.png")
