"""Long pages: what is on the screen comes first, and all of it is checked."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ExtensionBrowser
from tests.browser.extension.articles import WALL
from tests.browser.extension.pages import MATERIAL
from tests.browser.extension.reader import EXTENSION, Reader, unpack

pytestmark = [pytest.mark.browser, pytest.mark.model]
FLAT = "The Earth is flat."


def _ordinary() -> list[str]:
    """Sentences that match nothing, of many languages."""
    with (MATERIAL / "ordinary.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row["text"] for row in rows if row["language"] in ("en", "de")]


def test_a_long_page(reader: Reader) -> None:
    reader.listen()
    ordinary = _ordinary()
    texts = [WALL, *ordinary, "It is cold.", *ordinary, FLAT]
    page = reader.visit(
        "<!doctype html><meta charset=utf-8>" + "".join(f"<p>{t}</p>" for t in texts)
    )
    page.evaluate(
        """() => { window.order = []; new MutationObserver((records) => records.forEach(
        ({ addedNodes }) => addedNodes.forEach(({ localName, textContent }) =>
        localName === 'priorcheck-mark' && order.push(textContent))))
        .observe(document, { subtree: true, childList: true }) }"""
    )
    sums = reader.check(page)
    assert reader.sentences(page) == [WALL, FLAT]
    assert sums["matched"] == 2
    assert sums["checked"] + sums["skipped"] >= len(set(texts))
    first, *others = reader.sent()
    assert first["segments"][0]["text"] == WALL
    assert len(first["segments"]) < 40, "what is on the screen goes first"
    sent = [segment["text"] for each in (first, *others) for segment in each["segments"]]
    assert len(sent) == len(set(sent)), "nothing is asked twice"
    assert page.evaluate("window.order.slice(0, 2)") == [WALL, FLAT]


REPEATED = """() => {
  let looks = 0;
  const part = () => {
    const block = { get isConnected() { looks += 1; return true; } };
    return { text: "Yes, it is.", start: 0, segment: { block } };
  };
  const asked = new PriorCheck.Asked();
  for (let count = 0; count < 10_000; count += 1) asked.add(part());
  return looks;
}"""


def test_a_text_that_stands_in_many_places(page: Page) -> None:
    page.goto("about:blank")
    source = (EXTENSION / "content" / "asked.js").read_text(encoding="utf-8")
    page.add_script_tag(content=source)
    assert page.evaluate(REPEATED) < 50_000, "not with the square of the places"


COUNTING = """() => { const real = document.getSelection.bind(document); globalThis.asked = 0;
  document.getSelection = () => { globalThis.asked += 1; return real(); } }"""


def test_a_page_of_many_marks_is_cleared_at_once(reader: Reader) -> None:
    page = reader.visit(f"<!doctype html><html lang=en>{f'<p>It is cold. {WALL}</p>' * 30}")
    source = page.evaluate("document.documentElement.outerHTML")
    assert reader.check(page)["matched"] == 30
    reader.within(page, COUNTING)
    reader.clear(page)
    assert page.evaluate("document.documentElement.outerHTML") == source
    assert reader.within(page, "() => globalThis.asked") < [3], "each time is a layout of the page"


def test_every_page_by_itself(
    open_extension: ExtensionBrowser, demo_server: str, tmp_path: Path
) -> None:
    extension = unpack(tmp_path / "unpacked", access="<all_urls>")
    reader = Reader(open_extension(extension), demo_server)
    source = (
        f"<!doctype html><p>It is cold. {WALL}</p><iframe src='https://other.example/'></iframe>"
    )
    pages = {"https://news.example/": source, "https://other.example/": f"<p>{FLAT}</p>"}
    page = reader.visit(pages)
    page.wait_for_timeout(1500)
    assert reader.totals(page) is None, "nothing happens by itself before it is asked for"
    reader.choose(automatic=True)
    page = reader.visit(pages)
    reader.until(page, lambda sums: sums["matched"] == 2)
    assert reader.sentences(page.frames[1]) == [FLAT], "with leave for all sites, in all frames"
    page.goto("https://other.example/")
    reader.until(page, lambda sums: sums["matched"] == 1)
    assert reader.badge(page) == "1"


ANCHORS = """() => {
  location.hash = "note";
  history.pushState({}, "", "/two");
  history.replaceState({}, "", "/three");
}"""


def test_a_page_that_changes_its_address_is_not_checked_anew(
    open_extension: ExtensionBrowser, demo_server: str, tmp_path: Path
) -> None:
    extension = unpack(tmp_path / "unpacked", access="<all_urls>")
    reader = Reader(open_extension(extension), demo_server)
    reader.choose(automatic=True)
    reader.listen()
    page = reader.visit(f"<!doctype html><p>It is cold. {WALL}</p>")
    reader.until(page, lambda sums: sums["matched"] == 1)
    page.locator("priorcheck-mark").click()
    page.evaluate(ANCHORS)
    page.evaluate(f"document.body.append('It is warm. {FLAT}')")  # as the next page of an app
    reader.until(page, lambda sums: sums["matched"] == 2)
    page.wait_for_timeout(1500)
    assert len(reader.sent()) == 2
    assert reader.card(page) is not None
    reader.popup(page).get_by_role("button", name="Clear").click()
    page.wait_for_function("!document.querySelector('priorcheck-mark')")
    page.evaluate(ANCHORS)
    page.wait_for_timeout(1500)
    assert page.locator("priorcheck-mark").count() == 0, "cleared is cleared"
    assert len(reader.sent()) == 2
    page.goto("https://news.example/")
    reader.until(page, lambda sums: sums["matched"] == 1)
