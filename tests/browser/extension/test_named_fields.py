"""Forms whose fields bear the names of an element's properties are read as all others."""

from __future__ import annotations

import pytest

from tests.browser.extension.reader import Reader
from tests.browser.extension.test_restoring import REMEMBER, SAME

pytestmark = [pytest.mark.browser, pytest.mark.model]
WALL = "The Great Wall of China is visible from the Moon with the naked eye."
SUGAR = "Sugar makes children hyperactive."
GOLDFISH = "Goldfish have a memory of only three seconds."
NAMES = (
    *("matches", "contains", "childNodes", "parentNode", "assignedSlot", "shadowRoot", "host"),
    *("localName", "nodeType", "getAttribute", "isContentEditable", "checkVisibility"),
    *("getBoundingClientRect", "querySelectorAll", "clientWidth", "offsetWidth", "isConnected"),
)


@pytest.mark.parametrize("send", ["page", "screen"])
def test_fields_with_names_of_properties(reader: Reader, send: str) -> None:
    reader.choose(send=send)
    fields = "".join(f"<input name={name}>" for name in NAMES)
    page = reader.visit(
        f"<!doctype html><html lang=en><form id=a style='position:relative;left:-999px;"
        f"transform:translateX(999px)'>{WALL} {fields}<p>{SUGAR}</p></form><p>It is cold.</p>"
    )
    page.evaluate(REMEMBER)
    reader.check(page)
    reader.until(page, lambda sums: sums["matched"] == 2)
    assert page.locator("[role=button]").count() == 2
    box = page.locator("priorcheck-mark").last.bounding_box()
    assert box
    page.mouse.click(box["x"] + 9, box["y"] + 9)
    assert reader.card(page) is not None
    reader.clear(page)
    assert page.evaluate(SAME)
    reader.check(page)
    page.evaluate(f"a.append('{GOLDFISH}')")
    page.evaluate("document.body.append(a.cloneNode(true))")
    reader.until(page, lambda sums: sums["matched"] == 6)
