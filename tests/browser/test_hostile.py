"""Hostile claims on the editor's page: shown as the text they are, and inert."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import hostile
from tests.browser.reading_pages import check, highlighted, print_, unfold, violations
from tests.browser.serving import serving
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.model]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over hostile claims."""
    folder = tmp_path_factory.mktemp("hostile")
    hostile.build(folder)
    with serving(folder) as address:
        yield address


def _check_inert(page: Page, watch: Watch) -> None:
    """Nothing ran, nothing was asked of anybody, no element came out of a text."""
    page.wait_for_timeout(100)
    for link in page.locator("a").all():
        assert link.evaluate("each => new URL(each.href).protocol") in ("http:", "https:")
    assert page.locator("script").count() <= 1  # our own
    assert page.locator("img, iframe, object, base, [onerror], [onmouseover]").count() == 0
    assert "1337" not in page.content()  # 7 * 191
    watch.check()


def test_a_checked_text(server: str, page: Page, watch: Watch, artefacts: Path) -> None:
    check(page, server, hostile.TEXT)
    marked = " ".join(highlighted(page))
    assert "town hall of Lindau" in marked
    assert "old bridge at Passau" in marked
    assert "lake of Konstanz" in marked
    expect(page.locator(".article")).to_contain_text(hostile.SCRIPT)
    expect(page.locator(".card .publisher").first).to_contain_text(hostile.SCRIPT)
    unfold(page)
    page.screenshot(path=artefacts / "hostile-check.png", full_page=True)
    _check_inert(page, watch)


def test_filters_with_hostile_names(server: str, page: Page, watch: Watch) -> None:
    check(page, server, hostile.TEXT)
    publishers = page.locator("select[name=publisher]")
    publishers.select_option(index=1)
    assert 0 < len(highlighted(page)) < 3
    publishers.select_option(index=2)
    assert highlighted(page)
    _check_inert(page, watch)


def test_html_full_of_scripts(server: str, page: Page, watch: Watch) -> None:
    html = f"<article onclick=alert(1)><h1>Title</h1><p>{hostile.LAKE}</p>{hostile.TEXT}</article>"
    check(page, server, html, html=True)
    assert hostile.LAKE in highlighted(page)
    _check_inert(page, watch)


def test_searches(server: str, page: Page, watch: Watch) -> None:
    for asked in (hostile.HALL, hostile.IMAGE + hostile.SCRIPT, hostile.TEMPLATE):
        page.goto(f"{server}/search")
        page.locator("#q").fill(asked)
        page.locator("form.search .primary").click()
        expect(page.locator("#results")).to_be_visible()
        _check_inert(page, watch)


def test_claim_pages_and_the_overview(
    server: str, page: Page, watch: Watch, artefacts: Path
) -> None:
    page.goto(f"{server}/overview")
    unfold(page)
    expect(page.locator(".timeline rect").first).to_be_visible()
    _check_inert(page, watch)
    assert violations(page) == []
    page.screenshot(path=artefacts / "hostile-overview.png", full_page=True)
    for claim in (hostile.HALL, hostile.BRIDGE, hostile.LAKE):
        page.goto(f"{server}/search")
        page.locator("#q").fill(claim)
        page.locator("form.search .primary").click()
        page.locator(".card .end a").first.click()
        expect(page.locator(".history")).to_be_visible()
        unfold(page)
        _check_inert(page, watch)
        assert violations(page) == []
        page.screenshot(path=artefacts / "hostile-claim.png", full_page=True)


def test_the_printable_page(server: str, page: Page) -> None:
    check(page, server, hostile.TEXT)
    printed, watch = print_(page)
    _check_inert(printed, watch)


def test_a_problem_page(server: str, page: Page, watch: Watch) -> None:
    page.goto(f"{server}/{hostile.SCRIPT}")
    expect(page.locator("h1")).to_have_text("There is nothing at this address.")
    watch.errors.clear()  # the browser reports the 404 itself
    _check_inert(page, watch)
