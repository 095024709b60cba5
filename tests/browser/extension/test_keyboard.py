"""By keyboard alone, and as a screen reader hears it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.extension.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.model]

WALL = "The Great Wall of China is visible from the Moon with the naked eye."
PAGE = f"""<!doctype html><html lang="en"><body><h1>Keys</h1><a href="#a">before</a>
<p>Well. {WALL} <a href="#b">after</a></p>
<p><a href="#c">{WALL}</a></p>
<p>The Great Wall of China is not visible from the Moon with the naked eye.</p></body></html>"""
FOCUS = "document.activeElement.textContent"


def test_tab_enter_and_escape(reader: Reader) -> None:
    page = reader.visit(PAGE)
    reader.check(page)
    page.locator("a").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == WALL
    assert _dialogs(page) == ["This has been checked before"]
    assert page.evaluate(FOCUS) == WALL, "passing by does not take the focus"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.localName") == "priorcheck-layer"
    page.keyboard.press("Escape")
    assert _dialogs(page) == []
    assert page.evaluate(FOCUS) == WALL
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == "after"


def test_through_the_card_and_back(reader: Reader) -> None:
    page = reader.visit(PAGE)
    reader.check(page)
    page.locator("a").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(9):  # the button, the link, perhaps more claims
        page.keyboard.press("Tab")
        if page.evaluate(FOCUS) == WALL:
            break
    assert page.evaluate(FOCUS) == WALL
    assert _dialogs(page) == []
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == "after"


def test_what_a_screen_reader_is_told(reader: Reader) -> None:
    page = reader.visit(PAGE)
    reader.check(page)
    (sentence, opposite) = [
        node
        for node in _accessible(page)
        if node["role"]["value"] == "button" and "Great Wall" in node["name"]["value"]
    ]
    assert sentence["name"]["value"] == WALL
    assert sentence["description"]["value"] == (
        "Says the same as a checked claim. The claim was rated False by PriorCheck demo set. "
        "Press Enter for the details."
    )
    assert opposite["description"]["value"].startswith("Says the opposite of a checked claim.")
    (status,) = [node for node in _accessible(page) if node["role"]["value"] == "status"]
    live = {each["name"]: each["value"]["value"] for each in status["properties"]}
    assert live["live"] == "polite"


def test_links_stay_links(reader: Reader) -> None:
    page = reader.visit(PAGE)
    reader.check(page)
    page.locator("a priorcheck-mark").click()
    assert page.url.endswith("#c")
    assert reader.card(page) is None


def test_the_panel_steps_through_all_and_clears(reader: Reader) -> None:
    page = reader.visit(PAGE)
    reader.check(page)
    assert len(reader.sentences(page)) == 3
    page.locator("a").last.focus()
    headings = []
    for _ in range(12):
        page.keyboard.press("Tab")
        if _focused_name(page) == "Next sentence":
            break
    for _ in range(3):
        assert _focused_name(page) == "Next sentence"
        page.keyboard.press("Enter")
        headings += _dialogs(page)
        page.keyboard.press("Escape")
        _focus_named(page, "Next sentence")
    assert headings == [
        "This has been checked before",
        "This has been checked before",
        "Says the opposite of a checked claim",
    ]
    _focus_named(page, "Clear")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('priorcheck-mark').length === 0")
    assert reader.badge(page) == ""
    assert page.locator("priorcheck-layer").count() == 0


def _accessible(page: Page) -> list[dict[str, Any]]:
    """The accessibility tree, closed shadow roots and all."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [node for node in nodes if not node["ignored"]]


def _dialogs(page: Page) -> list[str]:
    return [
        node["name"]["value"] for node in _accessible(page) if node["role"]["value"] == "dialog"
    ]


def _focused_name(page: Page) -> str:
    for node in reversed(_accessible(page)):
        properties = {each["name"]: each["value"].get("value") for each in node["properties"]}
        if properties.get("focused") and node["role"]["value"] != "RootWebArea":
            return str(node["name"]["value"])
    return ""


def _focus_named(page: Page, name: str) -> None:
    """By the keyboard: on from here, around the page if need be."""
    for _ in range(30):
        if _focused_name(page) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} cannot be reached")
