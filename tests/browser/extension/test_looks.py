"""How it looks: light and dark, wide and narrow, in German and English; axe-core finds no fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page

from tests.browser.conftest import ExtensionBrowser
from tests.browser.extension.articles import DENIAL, FLEA_MARKET, MARKET, WALL
from tests.browser.extension.pages import furnish
from tests.browser.extension.reader import EXTENSION, Reader, unpack
from tests.browser.reading_pages import violations

pytestmark = [pytest.mark.browser, pytest.mark.model]


def test_a_page_at_work(reader: Reader, artefacts: Path) -> None:
    page = reader.visit(furnish("Market day by the river", MARKET, "en"))
    page.set_viewport_size({"width": 1060, "height": 870})
    needless = ".cookies, figure, section, aside > :not(h2, ul), header, footer, .byline"
    page.evaluate("all => document.querySelectorAll(all).forEach(each => each.remove())", needless)
    reader.check(page)
    assert len(reader.sentences(page)) == 3
    page.locator("priorcheck-mark").last.click()
    page.screenshot(path=artefacts / "extension.png")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_card_and_panel_are_accessible(
    reader: Reader, artefacts: Path, scheme: str, width: int
) -> None:
    page = reader.visit(f"<!doctype html><p>It is cold. {WALL}</p><p>{DENIAL}</p>")
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    reader.check(page)
    for mark in (page.locator("priorcheck-mark").first, page.locator("priorcheck-mark").last):
        mark.click()
        page.screenshot(path=artefacts / f"extension-card-{scheme}-{width}.png")
        assert _violations(reader, page) == []
        page.keyboard.press("Escape")


def test_a_card_on_a_low_screen(reader: Reader) -> None:
    page = reader.visit(f"<!doctype html><p style='margin-top:100px'>It is cold. {WALL}</p>")
    page.set_viewport_size({"width": 900, "height": 260})
    reader.check(page)
    mark = page.locator("priorcheck-mark")
    mark.click()
    box = mark.bounding_box()
    assert box
    middle = f"{box['x'] + 40}, {box['y'] + box['height'] / 2}"
    assert page.evaluate(f"document.elementFromPoint({middle}).localName") == "priorcheck-mark"


def _is_covered(page: Page, x: float, y: float) -> bool:
    """Whether card or panel is what one sees there."""
    above = page.evaluate(f"document.elementFromPoint({x}, {y})?.localName")
    return bool(above == "priorcheck-layer")


def test_the_page_is_seen_beside_the_panel_on_a_tiny_screen(reader: Reader) -> None:
    page = reader.visit(f"<!doctype html><p>It is cold. {WALL}</p><p>{DENIAL}</p>")
    page.set_viewport_size({"width": 320, "height": 225})
    reader.check(page)
    assert _is_covered(page, 160, 205)
    assert not _is_covered(page, 160, 105)


def test_card_and_panel_are_not_printed(reader: Reader) -> None:
    page = reader.visit(f"<!doctype html><p>It is cold. {WALL}</p><p>{DENIAL}</p>")
    reader.check(page)
    page.locator("priorcheck-mark").first.click()
    places = [(100, 120), (1200, 860)]
    assert all(_is_covered(page, *place) for place in places)
    page.emulate_media(media="print")
    assert not any(_is_covered(page, *place) for place in places)


def test_a_quotation(reader: Reader, artefacts: Path) -> None:
    quoted = f"“{WALL}”, said Mayor Anna Berg, but nobody in the hall believed a word of it."
    page = reader.visit(f"<!doctype html><meta charset=utf-8><p>It is cold. {quoted}</p>")
    reader.check(page)
    page.locator("priorcheck-mark").click()
    card = reader.card(page)
    assert card is not None
    (quote,) = card.find_class("quoted")
    assert quote.findtext("blockquote") == WALL
    assert "Anna Berg" in quote.text_content()
    assert "What is quoted here has been checked before" in card.text_content()
    page.screenshot(path=artefacts / "extension-quotation.png")


def test_an_english_denial_in_a_german_page(reader: Reader) -> None:
    page = reader.visit(furnish("Flohmarkt", [*FLEA_MARKET, DENIAL], "de"))
    reader.check(page)
    page.locator("priorcheck-mark").click()
    card = reader.card(page)
    assert card is not None
    assert "Says the opposite of a checked claim" in card.text_content()


def test_in_german(
    open_extension: ExtensionBrowser, demo_server: str, tmp_path: Path, artefacts: Path
) -> None:
    extension = unpack(tmp_path / "unpacked", access=f"{demo_server}/*")
    reader = Reader(open_extension(extension, locale="de"), demo_server)
    denial = "Die Chinesische Mauer ist vom Mond aus mit bloßem Auge nicht zu sehen."
    page = reader.visit(furnish("Flohmarkt", [*FLEA_MARKET, denial], "de"))
    reader.check(page)
    assert reader.title(page) == "1 Satz kommt einer geprüften Behauptung nahe."
    assert reader.status(page).startswith("1 Satz kommt einer geprüften Behauptung nahe.")
    page.locator("priorcheck-mark").click()
    card = reader.card(page)
    assert card is not None
    assert "Sagt das Gegenteil einer geprüften Behauptung" in card.text_content()
    assert "Das Urteil über jene Behauptung, nicht über diesen Satz:" in card.text_content()
    page.screenshot(path=artefacts / "extension-german.png")


def _violations(reader: Reader, page: Page) -> list[str]:
    """Of card and panel, drawn on a page of their own: axe-core cannot enter a closed root."""
    style = (EXTENSION / "content" / "overlay.css").read_text(encoding="utf-8")
    drawn = "".join(
        html.tostring(part, encoding="unicode").replace("popover=", "data-popover=")
        for part in reader.layer(page)
    )
    look = page.context.new_page()
    try:
        look.emulate_media(
            color_scheme=page.evaluate(
                "matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'"
            )
        )
        look.set_content(
            f"<!doctype html><html lang=en><title>Card</title><style>{style}"
            ".card, .panel { display: block; position: static }</style>"
            f"<main><h1>Card</h1>{drawn}</main>"
        )
        return violations(look)
    finally:
        look.close()
