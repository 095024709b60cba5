"""What the tests do on the editor's page, and what they see there."""

from __future__ import annotations

import json
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from service.config import CHECKOUT
from tests.browser.watching import Watch

_AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},  # WCAG 2.2; off unless asked for
    "resultTypes": ["violations"],
}


def article(language: str) -> dict[str, Any]:
    """Our own article with sentences that demo claims match: `paragraphs` and `matched`."""
    found = (CHECKOUT / "tests" / "material" / "article.json").read_text(encoding="utf-8")
    chosen: dict[str, Any] = json.loads(found)[language]
    return chosen


def check(page: Page, server: str, text: str, *, html: bool = False) -> None:
    """Paste a text and have it checked."""
    page.goto(server)
    page.locator("#text").fill(text)
    if html:
        page.get_by_role("radio").nth(1).check()
    page.locator("form.check .primary").click()
    page.wait_for_selector(".tiles")


def highlighted(page: Page) -> list[str]:
    """The sentences that are marked, without their numbers."""
    marks = page.locator(".article mark:not(.off)").all()
    return [mark.evaluate("each => each.firstChild.textContent") for mark in marks]


def records(page: Page) -> list[str]:
    """The record ids of the first match of each sentence that is shown."""
    shown = page.locator(".found:not([hidden])").all()
    facts = [found.locator(".facts").first.locator("dd").nth(1) for found in shown]
    return [fact.text_content() or "" for fact in facts]


def print_(page: Page) -> tuple[Page, Watch]:
    """Open the printable page of a checked text; watched from its beginning."""
    watches: list[Watch] = []
    page.context.once("page", lambda opened: watches.append(Watch.over(opened)))
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Printable page").click()
    opened.value.wait_for_selector("mark")
    return opened.value, watches[0]


def unfold(page: Page) -> None:
    """Open everything that can be opened."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with a page: rule, and where."""
    found = Axe().run(page, options=_AXE).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
