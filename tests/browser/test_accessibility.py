"""axe-core finds nothing wrong, on any page, light and dark, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.reading_pages import article, check, unfold, violations

pytestmark = [pytest.mark.browser, pytest.mark.model]
SIZES = {"desk": (1280, 900), "phone": (390, 844)}
MOON = "Die+Chinesische+Mauer+kann+man+nicht+vom+Mond+aus+sehen."
PATHS = {
    "start": "/",
    "example": "/?example=1",
    "search": "/search",
    "found": f"/search?q={MOON}",
    "nearest": "/search?q=The+mayor+bought+a+hat.&nearest=1",
    "nothing": "/search?q=The+mayor+bought+a+hat.",
    "refused": "/search?q=a&language=x",
    "overview": "/overview",
    "nowhere": "/nowhere",
}


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """The colours that the reader prefers."""
    return str(request.param)


@pytest.fixture(params=list(SIZES))
def size(request: pytest.FixtureRequest) -> str:
    """The size of the screen."""
    return str(request.param)


@pytest.fixture
def reader(browser: Browser, scheme: str, size: str) -> Iterator[Page]:
    """A page of that size in those colours."""
    width, height = SIZES[size]
    viewport: ViewportSize = {"width": width, "height": height}
    with browser.new_context(
        viewport=viewport,
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    ) as context:
        yield context.new_page()


def test_every_page(
    demo_server: str, reader: Page, scheme: str, size: str, artefacts: Path
) -> None:
    for name, path in PATHS.items():
        reader.goto(demo_server + path)
        assert violations(reader) == [], name
        reader.screenshot(path=artefacts / f"{name}-{size}-{scheme}.png", full_page=True)


def test_a_checked_text_and_a_claim(
    demo_server: str, reader: Page, scheme: str, size: str, artefacts: Path
) -> None:
    paragraphs = [*article("de")["paragraphs"], *article("en")["paragraphs"]]
    denial = "The Great Wall of China is not visible from the Moon with the naked eye."
    check(reader, demo_server, "\n\n".join([*paragraphs, denial]))
    reader.screenshot(path=artefacts / f"check-{size}-{scheme}.png", full_page=True)
    assert violations(reader) == []
    unfold(reader)
    assert violations(reader) == []
    address = reader.locator(".card .end a").first.get_attribute("href")
    reader.goto(f"{demo_server}{address}")
    unfold(reader)
    assert violations(reader) == []
    reader.screenshot(path=artefacts / f"claim-{size}-{scheme}.png", full_page=True)
