"""A page that rewrites itself: new text is checked, what is gone is forgotten, nothing loops."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.extension.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.model]

WALL = "The Great Wall of China is visible from the Moon with the naked eye."
FLAT = "The Earth is flat."
PAGE = f"""<!doctype html><html lang="en"><body><h1>Ticker</h1>
<p id="first">It was a long day. {WALL} So they say.</p><div id="more"></div>
<script>const text = document.getElementById("first").firstChild</script></body></html>"""


def _wait(page: Page, count: int) -> None:
    """Until so many sentences are marked."""
    page.wait_for_function(
        "count => document.querySelectorAll('priorcheck-mark[role]').length === count", arg=count
    )


def test_new_text_is_checked_and_only_that(reader: Reader) -> None:
    page = reader.visit(PAGE)
    reader.listen()
    reader.check(page)
    _wait(page, 1)
    before = len(reader.sent())
    page.evaluate(f"more.innerHTML = '<article><p>News: {FLAT}</p></article>'")
    _wait(page, 2)
    assert reader.until(page, lambda sums: sums["matched"] == 2)
    assert reader.badge(page) == "2"
    new = [segment["text"] for each in reader.sent()[before:] for segment in each["segments"]]
    assert new == [f"News: {FLAT}"]
    page.evaluate("more.innerHTML = ''")
    reader.until(page, lambda sums: sums["matched"] == 1)
    page.evaluate(f"more.innerHTML = '<p>News: {FLAT}</p>'")
    _wait(page, 2)
    assert len(reader.sent()) == before + 1, "what is known is not asked again"


def test_marks_do_not_set_off_checks(reader: Reader) -> None:
    page = reader.visit(PAGE)
    reader.listen()
    reader.check(page)
    _wait(page, 1)
    page.locator("priorcheck-mark").click()
    page.keyboard.press("Escape")
    sent = len(reader.sent())
    page.wait_for_timeout(2500)
    assert len(reader.sent()) == sent


def test_a_text_node_written_anew(reader: Reader) -> None:
    page = reader.visit(PAGE)
    reader.check(page)
    _wait(page, 1)
    page.evaluate("text.nodeValue = 'All is quiet now.'")
    _wait(page, 0)
    assert page.inner_text("#first") == "All is quiet now."
    page.evaluate(f"text.nodeValue = 'And yet. {WALL} Really.'")
    _wait(page, 1)
    reader.clear(page)
    assert page.evaluate("first.childNodes.length") == 1
    assert page.inner_text("#first") == f"And yet. {WALL} Really."


def test_a_text_node_taken_away_or_moved(reader: Reader) -> None:
    page = reader.visit(PAGE)
    reader.check(page)
    _wait(page, 1)
    page.evaluate("more.append(text)")
    page.wait_for_function(f"more.textContent === `It was a long day. {WALL} So they say.`")
    assert page.evaluate("first.textContent") == ""
    _wait(page, 1)
    page.evaluate("text.remove()")
    page.wait_for_function("more.textContent === ''")
    reader.until(page, lambda sums: sums["matched"] == 0)


def test_a_text_node_that_the_page_cuts_itself(reader: Reader) -> None:
    page = reader.visit(PAGE)
    whole = page.inner_text("#first")
    reader.check(page)
    _wait(page, 1)
    page.evaluate("text.splitText(6)")
    page.wait_for_timeout(1000)
    assert page.inner_text("#first") == whole
    _wait(page, 1)
    reader.clear(page)
    assert page.inner_text("#first") == whole


def test_what_is_detached_and_comes_back(reader: Reader) -> None:
    page = reader.visit(PAGE)
    reader.check(page)
    _wait(page, 1)
    page.evaluate("first.remove()")
    reader.until(page, lambda sums: sums["matched"] == 0)
    assert page.evaluate("first = text.parentNode, first.childNodes.length") == 1
    page.evaluate("more.append(first)")
    _wait(page, 1)


def test_text_that_is_unhidden(reader: Reader) -> None:
    page = reader.visit(PAGE.replace('<div id="more">', f'<div id="more" hidden>Look: {FLAT}'))
    reader.listen()
    reader.check(page)
    _wait(page, 1)
    assert FLAT not in str(reader.sent())
    page.evaluate("more.hidden = false")
    _wait(page, 2)


def test_text_that_is_hidden_again(reader: Reader) -> None:
    page = reader.visit(PAGE.replace('<div id="more">', f'<div id="more">Look: {FLAT}'))
    source = page.content()
    reader.check(page)
    _wait(page, 2)
    page.evaluate("more.hidden = true")
    reader.until(page, lambda sums: sums["matched"] == 1)
    assert page.locator("#more priorcheck-mark").count() == 0
    page.evaluate("more.hidden = false")
    _wait(page, 2)
    reader.clear(page)
    assert page.content() == source


def test_another_page_in_the_same_tab(reader: Reader) -> None:
    page = reader.visit({"https://news.example/": PAGE, "https://news.example/next": PAGE})
    reader.check(page)
    assert reader.badge(page) == "1"
    page.goto("https://news.example/next")
    page.wait_for_timeout(500)
    assert (reader.totals(page), reader.badge(page)) == (None, "")
    assert reader.sentences(page) == []
    reader.check(page)
    assert reader.sentences(page) == [WALL]


def test_marks_that_the_page_copies(reader: Reader) -> None:
    page = reader.visit(PAGE)
    reader.check(page)
    _wait(page, 1)
    page.evaluate("more.append(first.cloneNode(true))")
    assert page.locator("#more priorcheck-mark").count() == 0
    _wait(page, 2)
    assert page.locator("priorcheck-mark priorcheck-mark").count() == 0
    page.evaluate("more.append(document.querySelector('priorcheck-mark').cloneNode(true))")
    reader.clear(page)
    assert page.locator("priorcheck-mark").count() == 0


def test_text_that_becomes_editable(reader: Reader) -> None:
    page = reader.visit(PAGE)
    reader.check(page)
    _wait(page, 1)
    page.evaluate("first.contentEditable = true; first.focus()")
    assert page.evaluate("first.childNodes.length === 1 && first.firstChild === text")
    reader.until(page, lambda sums: sums["matched"] == 0)
    page.evaluate("first.contentEditable = false")
    _wait(page, 1)


def test_text_that_a_button_expands(reader: Reader) -> None:
    rule = "<style>[aria-expanded=false] + p { display: none }</style>"
    button = "<button aria-expanded=false>More</button>"
    fold = f"{rule}<section>{button}<p>Look: {FLAT}</p></section><div"
    page = reader.visit(PAGE.replace("<div", fold, 1))
    reader.check(page)
    _wait(page, 1)
    page.evaluate("document.querySelector('button').ariaExpanded = true")
    _wait(page, 2)


def test_a_selection_stays_and_stops_only_its_own_sentence(reader: Reader) -> None:
    page = reader.visit(PAGE.replace('<div id="more">', f'<p id="last">Look: {FLAT}</p><div>'))
    page.evaluate("getSelection().setBaseAndExtent(text, 3, text, 40)")
    selected = page.evaluate("getSelection().toString()")
    reader.check(page)
    _wait(page, 2)
    assert page.evaluate("getSelection().toString()") == selected
    page.add_style_tag(content="#last { user-select: none }")
    page.locator("#last priorcheck-mark").click()
    assert page.evaluate("getSelection().toString()") == selected
    assert reader.card(page) is not None
    reader.clear(page)
    assert page.evaluate("getSelection().toString()") == selected
