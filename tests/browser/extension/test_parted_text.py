"""What parts a text on a page and what does not: line breaks, boxes, and our own batches."""

from __future__ import annotations

import pytest

from tests.browser.extension.reader import Reader
from tests.browser.extension.test_restoring import REMEMBER, SAME, SOURCE

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


def test_two_line_breaks_part_paragraphs(reader: Reader) -> None:
    page = reader.visit(
        "<!doctype html><html lang=en><p>Nobody came today<br> <br>sugar makes children hyperactive"
    )
    reader.check(page)
    assert reader.sentences(page) == ["sugar makes children hyperactive"]


def test_a_text_without_ends_is_cut_between_characters(reader: Reader) -> None:
    endless = f"a{'😀' * 10_010} and so on"
    page = reader.visit(
        f"<!doctype html><html lang=en><meta charset=utf-8><p>{endless}</p><p>{WALL}</p>"
    )
    assert reader.check(page)["problem"] is None
    assert reader.sentences(page) == [WALL]


NAME = "<div style='display:{display}'><span><a href=#>@nasa</a></span></div>"
POST = "<div><span>It is not true, says </span>{name}<span> that the Earth is flat.</span></div>"
HOME = "<div style='display:inline-flex'><span>Home page</span><span>News page</span></div>"


@pytest.mark.parametrize("display", ["inline-flex", "inline-grid", "inline-block", "contents"])
def test_a_name_in_a_box_of_its_own(reader: Reader, display: str) -> None:
    post = POST.format(name=NAME.format(display=display))
    page = reader.visit(f"<!doctype html><html lang=en><body>{post}<p>{WALL}</p>{HOME}</body>")
    page.evaluate(REMEMBER)
    reader.listen()
    reader.check(page)
    whole = "It is not true, says @nasa that the Earth is flat."
    assert [each["text"] for sent in reader.sent() for each in sent["segments"]] == [
        whole, WALL, "Home page", "News page"
    ]  # fmt: skip
    assert "that the Earth is flat." not in reader.sentences(page)
    reader.clear(page)
    assert page.evaluate(SAME)
