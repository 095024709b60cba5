"""What parts a text on a page and what does not: line breaks, boxes, and our own batches."""

from __future__ import annotations

import pytest

from tests.browser.extension.reader import Reader
from tests.browser.extension.test_restoring import SOURCE

pytestmark = [pytest.mark.browser, pytest.mark.model]
WALL = "The Great Wall of China is visible from the Moon with the naked eye."
SUGAR = "Sugar makes children hyperactive."
PARTED = f"""<!doctype html><html lang=en><h1>It is not true<br>that the Earth is flat</h1>
<p>Goldfish have a memory<br>of only three seconds.<br>{SUGAR}</p>"""


@pytest.mark.parametrize("send", ["page", "screen"])
def test_a_line_break_within_a_sentence(reader: Reader, send: str) -> None:
    reader.choose(send=send)
    page = reader.visit(PARTED)
    source = page.evaluate(SOURCE)
    assert reader.check(page)["matched"] == 3
    told = page.locator("[role=button]").first.get_attribute("aria-description")
    assert "Says the opposite" in str(told)
    reader.clear(page)
    assert page.evaluate(SOURCE) == source


def test_a_text_without_ends_is_cut_between_characters(reader: Reader) -> None:
    endless = f"a{'😀' * 10_010} and so on"
    page = reader.visit(
        f"<!doctype html><html lang=en><meta charset=utf-8><p>{endless}</p><p>{WALL}</p>"
    )
    assert reader.check(page)["problem"] is None
    assert reader.sentences(page) == [WALL]
