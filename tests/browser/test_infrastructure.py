"""The browser is real, talks to the real server, and loads an unpacked extension."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ExtensionBrowser
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.model]
MANIFEST = """{"manifest_version": 3, "name": "Stamp", "version": "1",
"content_scripts": [{"matches": ["http://127.0.0.1/*"], "js": ["stamp.js"]}]}"""


def test_a_page_of_the_server(demo_server: str, page: Page, watch: Watch, artefacts: Path) -> None:
    page.goto(f"{demo_server}/docs")
    assert page.locator("h1").inner_text().startswith("PriorCheck")
    page.screenshot(path=artefacts / "docs.png")
    watch.check()


def test_the_watch_sees(page: Page, watch: Watch) -> None:
    page.goto("about:blank")
    page.evaluate("() => { alert('boo'); console.error('bad'); }")
    page.evaluate("fetch('http://elsewhere.invalid/').catch(() => null)")
    assert watch.dialogs == ["boo"]
    assert watch.foreign == ["http://elsewhere.invalid/"]
    assert "bad" in watch.errors


def test_an_unpacked_extension(
    demo_server: str, open_extension: ExtensionBrowser, tmp_path: Path
) -> None:
    extension = tmp_path / "stamp"
    extension.mkdir()
    (extension / "manifest.json").write_text(MANIFEST)
    (extension / "stamp.js").write_text("document.documentElement.dataset.stamped = 'yes'")
    page = open_extension(extension).new_page()
    page.goto(f"{demo_server}/docs")
    page.wait_for_selector("html[data-stamped=yes]")
