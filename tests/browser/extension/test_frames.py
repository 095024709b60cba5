"""Frames and shadow trees: what the browser lets an extension into is checked, nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.extension.plain import unending
from tests.browser.extension.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.model]

WALL = "The Great Wall of China is visible from the Moon with the naked eye."
FLAT = "The Earth is flat."
SUGAR = "Sugar makes children hyperactive."
FISH = "Goldfish have a memory of only three seconds."
PAGES = {
    "https://news.example/": f"""<!doctype html><html lang="en"><meta charset="utf-8"><body>
<h1>Frames</h1><p>We met on top. {WALL}</p>
<iframe title="own" src="/own" width="560" height="120"></iframe>
<iframe title="inline" srcdoc="<p>We met inline. {SUGAR}</p>" width="560" height="60"></iframe>
<iframe title="other" src="https://other.example/" width="560" height="60"></iframe>
<reader-comment><p slot="said">We met again. {FISH}</p>
<p>We never met. {FLAT}</p></reader-comment>
<script>customElements.define("reader-comment", class extends HTMLElement {{
  connectedCallback() {{
    this.attachShadow({{ mode: "open" }}).innerHTML =
      "<style>p > * {{ border: 3px solid red !important; padding: 9px }}</style>" +
      "<section><p>We met in the shadow. {WALL}</p><slot name=said></slot></section>";
  }}
}})</script></body></html>""",
    "https://news.example/own": f"<!doctype html><p>We met at the gate. {FLAT}</p>",
    "https://other.example/": f"<!doctype html><p>We met elsewhere. {FLAT}</p>",
}


def test_frames_and_shadow_trees(reader: Reader, artefacts: Path) -> None:
    page = reader.visit(PAGES)
    source = page.evaluate("document.querySelector('reader-comment').shadowRoot.innerHTML")
    reader.check(page)
    reader.until(page, lambda sums: sums["matched"] == 5)
    marked = [reader.sentences(frame) for frame in page.frames]
    assert marked == [[WALL, FISH, WALL], [FLAT], [SUGAR], []]  # slotted before shadow
    assert reader.badge(page) == "5"
    assert reader.status(page).startswith("5 sentences")
    box = page.locator("reader-comment priorcheck-mark").first
    assert box.evaluate("mark => getComputedStyle(mark).borderTopWidth") == "0px"
    box.click()
    card = reader.card(page)
    assert card is not None and "Goldfish" in card.text_content()
    page.screenshot(path=artefacts / "extension-frames.png")
    reader.clear(page)
    page.keyboard.press("Escape")
    assert page.locator("priorcheck-mark").count() == 0
    after = page.evaluate("document.querySelector('reader-comment').shadowRoot.innerHTML")
    assert after == source


def test_a_frame_that_comes_later(reader: Reader) -> None:
    page = reader.visit(PAGES)
    reader.check(page)
    reader.until(page, lambda sums: sums["matched"] == 5)
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('iframe'), "
        "{ src: '/own', title: 'late' }))"
    )
    reader.until(page, lambda sums: sums["matched"] == 6)


def test_a_card_in_a_frame(reader: Reader) -> None:
    page = reader.visit(PAGES)
    reader.check(page)
    reader.until(page, lambda sums: sums["matched"] == 5)
    page.frames[1].locator("priorcheck-mark").click()
    card = reader.card(page)
    assert card is not None and "flat" in card.text_content()
    page.keyboard.press("Escape")
    assert reader.card(page) is None


def test_a_later_shadow_tree(reader: Reader) -> None:
    page = reader.visit(PAGES)
    reader.check(page)
    reader.until(page, lambda sums: sums["matched"] == 5)
    page.evaluate(
        "document.querySelector('reader-comment').shadowRoot"
        f".querySelector('p').textContent = 'It is warm now. {SUGAR}'"
    )
    page.wait_for_function(
        "document.querySelector('reader-comment').shadowRoot"
        f".querySelector('priorcheck-mark')?.textContent === '{SUGAR}'"
    )


def test_a_page_and_a_frame_that_never_end(reader: Reader) -> None:
    page = reader.open_tab()
    with unending(
        {"/": f"<!doctype html><iframe src=/frame></iframe><p>We met. {WALL}</p>"}
    ) as site:
        page.goto(site, wait_until="commit")
        page.wait_for_selector("p")
        reader.check(page)
        assert reader.sentences(page.main_frame) == [WALL]
        reader.popup(page).get_by_role("button", name="Clear").click()
        page.wait_for_function("!document.querySelector('priorcheck-mark')")
