"""A live server over the demo claims, and a real Chromium; one of each for the whole folder.

Not for the whole session: while Playwright is open its event loop runs in this thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    ViewportSize,
    sync_playwright,
)

from service.config import CHECKOUT
from tests.browser.chromium import MISSING, find_chromium, launch, launch_with_extension
from tests.browser.serving import prepare, serving
from tests.browser.watching import Watch


class ExtensionBrowser(Protocol):
    """Opens a browser with the unpacked extension of a folder."""

    def __call__(self, extension: Path, locale: str = "en-US") -> BrowserContext:
        """The browser's context; closed when the test ends."""


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of the demo claims, encoded by the embedded model; no test writes there."""
    folder = tmp_path_factory.mktemp("demo")
    prepare(folder)
    return folder


@pytest.fixture(scope="package")
def demo_server(demo_data: Path) -> Iterator[str]:
    """The address of a server over the demo claims."""
    with serving(demo_data) as address:
        yield address


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """Playwright, driving a real browser."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> str:
    """The path of Chromium; skips where there is none."""
    found = find_chromium(playwright.chromium)
    if found is None:
        pytest.skip(MISSING)
    return found


@pytest.fixture(scope="package")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """A browser without a profile."""
    with launch(playwright.chromium, chromium) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a fresh context, desktop size; nothing glides."""
    viewport: ViewportSize = {"width": 1280, "height": 900}
    with browser.new_context(viewport=viewport, reduced_motion="reduce") as context:
        yield context.new_page()


@pytest.fixture
def watch(page: Page) -> Watch:
    """What `page` does from its beginning."""
    return Watch.over(page)


@pytest.fixture
def open_extension(
    playwright: Playwright, chromium: str, tmp_path: Path
) -> Iterator[ExtensionBrowser]:
    """A function that opens a browser with the unpacked extension of a folder."""
    opened: list[BrowserContext] = []

    def open_(extension: Path, locale: str = "en-US") -> BrowserContext:
        profile = tmp_path / f"profile{len(opened)}"
        context = launch_with_extension(
            playwright.chromium, chromium, profile, extension, locale=locale
        )
        opened.append(context)
        return context

    yield open_
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where screenshots are kept; not in git."""
    folder = CHECKOUT / "artefacts"
    folder.mkdir(exist_ok=True)
    return folder
