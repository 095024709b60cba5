"""A sentence with two matches, one of which says the opposite, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from claims.model import Verdict
from claims.store import ClaimStore
from scripts.build_index import build_and_publish
from service.config import Settings
from tests.browser.reading_pages import check
from tests.browser.serving import serving
from tests.factories import make_record, make_review

pytestmark = [pytest.mark.browser, pytest.mark.model]
CHIPS = "The mayor of Lindau wants to implant microchips in all dogs."
NO_CHIPS = "The mayor of Lindau does not want to implant microchips in all dogs."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over two claims of one mayor."""
    settings = Settings(data=tmp_path_factory.mktemp("chips"))
    with ClaimStore.open(settings.store_url) as store:
        store.upsert(
            make_record(text, review=make_review(verdict=verdict, rating_text=None))
            for text, verdict in ((CHIPS, Verdict.FALSE), (NO_CHIPS, Verdict.TRUE))
        )
    build_and_publish(settings)
    with serving(settings.data) as address:
        yield address


def test_a_sentence_looks_as_the_match_that_is_shown(server: str, page: Page) -> None:
    check(page, server, CHIPS)
    mark, verdict = page.locator(".article mark"), page.locator("select[name=verdict]")
    same, opposite = re.compile(r"^no confirmed$"), re.compile(r"^aside ")
    expect(mark).to_have_class(same)
    verdict.select_option("true")
    expect(page.locator(".card:visible")).to_contain_text("does not apply to your sentence")
    expect(mark).to_have_class(opposite)
    expect(mark.locator(".apart")).to_be_visible()
    verdict.select_option("")
    expect(mark).to_have_class(same)
    expect(mark.locator(".apart")).to_be_hidden()


def test_a_print_says_that_a_filter_left_sentences_out(server: str, page: Page) -> None:
    check(page, server, CHIPS)
    page.locator("select[name=verdict]").select_option("true")
    page.emulate_media(media="print")
    expect(page.locator(".shown")).to_be_visible()
    for each in page.locator(".tools select, .tools button, .tools legend").all():
        expect(each).to_be_hidden()
    for each in page.locator(".to, .number, .pill.confirmed").all():  # light on dark
        expect(each).to_have_css("print-color-adjust", "exact")
