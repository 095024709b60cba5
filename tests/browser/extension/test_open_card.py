"""A card goes with its sentence, whatever the page does to it, and Clear clears."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.extension.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.model]

WALL = "The Great Wall of China is visible from the Moon with the naked eye."
FLAT = "The Earth is flat."
PAGE = f"""<!doctype html><html lang="en"><body><p><a id="link" href="#x">Top</a> Well. {FLAT}</p>
<div id="box"><p id="a">It rained. {WALL} Nice day. <span id="clock">0</span></p></div>
<div style="height: 2000px"></div></body></html>"""
CHANGES = (
    "a.textContent = 'Updated paragraph'",
    "a.remove()",
    "history.pushState({}, '', '/two'); box.innerHTML = '<p>Gone.</p>'",
    "setInterval(() => { clock.textContent = Date.now() }, 200)",
)


def _mark(page: Page, text: str) -> None:
    page.locator("priorcheck-mark", has_text=text).click()


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("passing_by", [False, True])
def test_it_closes_when_its_sentence_goes(reader: Reader, change: str, passing_by: bool) -> None:
    page = reader.visit(PAGE)
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    reader.check(page)
    if passing_by:
        page.focus("#link")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
    else:
        _mark(page, WALL)
    assert reader.card(page) is not None
    page.evaluate(f"() => {{ {change} }}")
    page.mouse.wheel(0, 20)
    page.wait_for_timeout(1200)
    assert reader.card(page) is None
    page.mouse.wheel(0, -20)
    _mark(page, FLAT)
    card = reader.card(page)
    assert card is not None and FLAT in card.text_content()
    reader.clear(page)
    expect(page.locator("priorcheck-mark, priorcheck-layer")).to_have_count(0)
    assert problems == []


def test_clear_at_once_and_check_again(reader: Reader) -> None:
    page = reader.visit(PAGE)
    reader.check(page)
    _mark(page, WALL)
    page.evaluate("a.textContent = 'Updated paragraph'")
    reader.clear(page)
    expect(page.locator("priorcheck-mark, priorcheck-layer")).to_have_count(0)
    assert reader.check(page)["matched"] == 1
    assert reader.card(page) is None
