"""One browser with the extension for all of its tests; each test opens tabs of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright

from tests.browser.chromium import launch_with_extension
from tests.browser.extension.reader import Reader, unpack


@pytest.fixture(scope="package")
def _reader(
    playwright: Playwright,
    chromium: str,
    demo_server: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Reader]:
    folder = tmp_path_factory.mktemp("extension")
    extension = unpack(folder / "unpacked", access="http://127.0.0.1/*")
    context = launch_with_extension(
        playwright.chromium, chromium, folder / "profile", extension, locale="en-US"
    )
    with context:
        yield Reader(context, demo_server)


@pytest.fixture
def reader(_reader: Reader) -> Iterator[Reader]:
    """A reader with default settings; the tabs that a test opens are closed after it."""
    _reader.choose()
    before = set(_reader.context.pages)
    yield _reader
    for page in set(_reader.context.pages) - before:
        page.close()
