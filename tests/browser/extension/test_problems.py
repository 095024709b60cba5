"""What goes wrong is said in plain words: in the panel, on the badge, in the popup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.extension.plain import answering, silent
from tests.browser.extension.reader import EXTENSION, Reader
from tests.browser.serving import free_port, serving

pytestmark = [pytest.mark.browser, pytest.mark.model]

WALL = "The Great Wall of China is visible from the Moon with the naked eye."
PAGE = f"<!doctype html><p>It is cold. {WALL}</p>"


def _expect(reader: Reader, words: str, page_source: str = PAGE) -> None:
    page = reader.visit(page_source)
    sums = reader.check(page)
    assert sums["problem"]
    assert words in reader.status(page)
    assert reader.badge(page) == "!"
    assert words in reader.title(page)
    popup = reader.popup(page)
    expect(popup.locator("#problem")).to_contain_text(words)
    popup.close()


def test_no_server(reader: Reader) -> None:
    server = f"http://127.0.0.1:{free_port()}"
    reader.choose(server=server)
    _expect(reader, f"The server {server} does not answer. Is it running?")


def test_a_server_that_never_answers(reader: Reader) -> None:
    with silent() as server:
        reader.choose(server=server)
        _expect(reader, f"The server {server} does not answer. Is it running?")


def test_an_answer_that_stops_half_way(reader: Reader) -> None:
    with answering(b'{"segment": "0", "lookup": {"matches": []}}\n', goes_on=True) as server:
        reader.choose(server=server)
        _expect(reader, "The answer broke off.")


def test_a_server_without_leave(reader: Reader) -> None:
    server = reader.server.replace("127.0.0.1", "localhost")
    reader.choose(server=server)
    _expect(reader, "allow access to it in the settings")


def test_a_server_that_is_not_ready(reader: Reader, tmp_path: Path) -> None:
    with serving(tmp_path / "empty", wait_for="healthz") as server:
        reader.choose(server=server)
        _expect(reader, "The server is not ready to answer yet.")


def test_something_else_answers(reader: Reader) -> None:
    reader.choose(server=f"{reader.server}/elsewhere")
    _expect(reader, "What answers there is not PriorCheck.")


@pytest.mark.parametrize("content", [b"<!doctype html><p>Hello</p>", b'{"a": 1}', b"7", b"null"])
def test_something_else_answers_gladly(reader: Reader, content: bytes) -> None:
    with answering(content) as server:
        reader.choose(server=server)
        _expect(reader, "What answers there is not PriorCheck.")


@pytest.mark.parametrize(
    "content",
    [b"null", b"7", b"[]", b'{"version": 1}', b'{"version": 1, "buckets": [{"candidates": [{}]}]}'],
)
def test_something_else_answers_in_privacy_mode(reader: Reader, content: bytes) -> None:
    with answering(content) as server:
        reader.choose(server=server, send="hashes")
        _expect(reader, "What answers there is not PriorCheck.")


def test_a_server_of_another_version_in_privacy_mode(reader: Reader) -> None:
    with answering(b'{"version": 2}') as server:
        reader.choose(server=server, send="hashes")
        _expect(reader, "The server speaks another version of this mode.")


@pytest.mark.parametrize("content", [b"", b'{"segment": "0", "lookup": {"matches": []}}\n'])
def test_an_answer_that_ends_too_soon(reader: Reader, content: bytes) -> None:
    with answering(content) as server:
        reader.choose(server=server)
        _expect(reader, "The answer broke off.")


def test_an_error_that_is_new_to_the_extension(reader: Reader) -> None:
    with answering(b'{"detail": "<b>Out of paper</b>"}', status=507) as server:
        reader.choose(server=server)
        _expect(reader, "The server answered with an error (507). <b>Out of paper</b>")


def test_a_page_is_not_sent_on_elsewhere(reader: Reader) -> None:
    with answering(b"", status=307, Location=f"{reader.server}/v1/check") as server:
        reader.choose(server=server)
        _expect(reader, f"The server {server} sends on to another address.")


def test_a_page_larger_than_the_server_takes(reader: Reader, demo_data: Path) -> None:
    with serving(demo_data, PRIORCHECK_MAX_BODY_BYTES="1024") as server:
        reader.choose(server=server)
        many = f"<p>It is cold. {WALL}</p>" + "<p>A quiet line about the weather.</p><hr>" * 60
        page = reader.visit(f"<!doctype html>{many}")
        sums = reader.check(page)
        assert sums["problem"] is None, "it goes in parts"
        assert reader.sentences(page) == [WALL]
        page.close()
        _expect(reader, "larger than the server accepts", PAGE.replace("cold", "cold " * 300))


def test_a_page_that_no_extension_may_read(reader: Reader) -> None:
    page = reader.open_tab()
    page.goto("chrome://version")
    reader.press(page)
    reader.until(page, lambda sums: sums["problem"])
    assert reader.badge(page) == "!"
    assert "lets no extension read this page" in reader.title(page)
    popup = reader.popup(page)
    popup.get_by_role("button", name="Clear").click()
    page.wait_for_timeout(500)
    assert reader.badge(page) == ""


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        (
            "image/svg+xml",
            f"<svg xmlns='http://www.w3.org/2000/svg'><text y='9'>{WALL}</text></svg>",
        ),
        ("text/xml", f"<rss><channel><title>News of the day</title><b>{WALL}</b></channel></rss>"),
        ("text/plain", f"It is cold. {WALL}"),
        ("image/png", (EXTENSION / "icons" / "48.png").read_bytes()),
        ("application/pdf", b"%PDF-1.4"),  # which the browser shows by a page of its own
    ],
)
def test_a_document_that_is_no_page(reader: Reader, kind: str, source: str | bytes) -> None:
    def answer(route: Route) -> None:
        route.fulfill(body=source, content_type=kind)

    reader.context.route("https://feed.example/", answer)
    page = reader.open_tab()
    page.goto("https://feed.example/")
    reader.press(page)
    words = "This is no HTML page"
    popup = reader.popup(page) if _is_told(reader, page, words) else None
    assert popup is not None and reader.badge(page) == "!"
    expect(popup.locator("#problem")).to_contain_text(words)
    popup.close()


def _is_told(reader: Reader, page: Page, words: str) -> bool:
    """Whether the button says so before long."""
    for _ in range(100):
        if words in reader.title(page):
            return True
        page.wait_for_timeout(100)
    return False


def test_a_page_that_cannot_be_read(reader: Reader) -> None:
    page = reader.visit(PAGE)
    reader.check(page)
    reader.within(page, "() => { PriorCheck.cutPage = () => { throw new Error('odd'); }; }")
    reader.press(page)
    popup = reader.popup(page)
    popup.get_by_role("button", name="Check again").click()
    reader.until(page, lambda sums: sums["problem"])
    assert "The extension failed: Error: odd" in reader.status(page)


def test_a_page_without_text(reader: Reader) -> None:
    page = reader.visit("<!doctype html><textarea>Nothing but a field.</textarea>")
    reader.press(page)
    assert _is_told(reader, page, "Nothing to check here yet.")
    assert reader.badge(page) == "0"


def test_after_a_problem_the_page_can_be_checked(reader: Reader) -> None:
    reader.choose(server=f"http://127.0.0.1:{free_port()}")
    page = reader.visit(PAGE)
    assert reader.check(page)["problem"]
    reader.choose()
    popup = reader.popup(page)
    popup.get_by_role("button", name="Check again").click()
    reader.until(page, lambda sums: sums["matched"] == 1)
    assert reader.sentences(page) == [WALL]
    assert re.match("1 sentence is close", reader.status(page))
