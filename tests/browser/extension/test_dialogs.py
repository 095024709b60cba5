"""Sentences in a modal dialog, outside of which nothing can be reached."""

from __future__ import annotations

import pytest

from tests.browser.extension.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.model]

WALL = "The Great Wall of China is visible from the Moon with the naked eye."
PAGE = f"""<!doctype html><html lang="en"><body><p>{WALL}</p>
<dialog id="modal"><p>It rained. {WALL} Nice day.</p><button>Fine</button></dialog>
<script>modal.showModal()</script></body></html>"""
FOCUSED = "document.activeElement.localName"


def test_a_card_in_a_modal_dialog(reader: Reader) -> None:
    page = reader.visit(PAGE)
    source = page.evaluate("modal.innerHTML")
    reader.check(page)
    mark = page.locator("dialog priorcheck-mark")
    mark.click()
    box = mark.bounding_box()
    assert box
    under = f"document.elementFromPoint({box['x'] + 60}, {box['y'] + 90}).localName"
    assert page.evaluate(under) == "priorcheck-layer"
    assert page.evaluate(FOCUSED) == "priorcheck-layer"
    page.mouse.click(box["x"] + 60, box["y"] + 90)
    assert reader.card(page) is not None
    page.keyboard.press("Escape")
    assert reader.card(page) is None
    assert page.evaluate("modal.open")
    assert page.evaluate(FOCUSED) == "priorcheck-mark"
    mark.click()
    page.evaluate("modal.close()")
    page.wait_for_timeout(100)
    assert reader.card(page) is None
    assert reader.status(page).startswith("2 sentences")
    assert (
        page.evaluate("document.querySelector('priorcheck-layer').parentNode.localName") == "html"
    )
    reader.clear(page)
    assert page.evaluate("modal.innerHTML") == source


def test_a_dialog_that_is_taken_away_with_an_open_card(reader: Reader) -> None:
    page = reader.visit(PAGE)
    reader.check(page)
    page.locator("dialog priorcheck-mark").click()
    page.evaluate("modal.remove()")
    reader.until(page, lambda sums: sums["matched"] == 1)
    assert reader.card(page) is None
    page.locator("priorcheck-mark").click()
    assert reader.card(page) is not None


def test_a_sentence_that_fills_the_screen(reader: Reader) -> None:
    page = reader.visit(
        f"<!doctype html><html lang=en><div id=a><p>{WALL}</p></div>"
        "<button onclick=a.requestFullscreen()>Enlarge</button>"
    )
    source = page.evaluate("document.documentElement.outerHTML")
    reader.check(page)
    page.get_by_role("button", name="Enlarge").click()
    page.wait_for_function("document.fullscreenElement === a")
    mark = page.locator("priorcheck-mark")
    mark.click()
    assert reader.card(page) is not None
    assert page.evaluate("document.activeElement.localName") == "priorcheck-layer"
    box = mark.bounding_box()
    assert box
    below = f"{box['x'] + 60}, {box['y'] + box['height'] + 60}"
    assert page.evaluate(f"document.elementFromPoint({below}).localName") == "priorcheck-layer"
    page.evaluate("document.exitFullscreen()")
    page.wait_for_function("document.fullscreenElement === null")
    assert reader.card(page) is not None
    reader.clear(page)
    assert page.evaluate("document.documentElement.outerHTML") == source
