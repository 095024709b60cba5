"""The settings page and the popup: what is kept, what is refused, what is sent then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page, expect

from tests.browser.extension.reader import ID, Reader

pytestmark = [pytest.mark.browser, pytest.mark.model]

WALL = "The Great Wall of China is visible from the Moon with the naked eye."
FLAT = "The Earth is flat."
SUGGESTED = (
    "Colours do not exist for dogs, whose vision consists of nothing but shades of grey, "
    "explained a man at the training ground."
)
OPTIONS = f"chrome-extension://{ID}/options/options.html"


@pytest.fixture
def options(reader: Reader) -> Iterator[Page]:
    """The settings page."""
    page = reader.context.new_page()
    page.goto(OPTIONS)
    expect(page.get_by_label("Server")).to_have_value(reader.server)
    return page


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("", "This is not an address."),
        ("check.example.org", "This is not an address."),
        ("javascript:alert(1)", "This is not an address."),
        ("file:///etc/passwd", "This is not an address."),
        ("http://check.example.org", "Use https"),
        ("http://127.0.0.1.example.org", "Use https"),
        ("https://me:secret@check.example.org", "name and password"),
        ("https://check.example.org/?a=1", "from ? or #"),
    ],
)
def test_addresses_that_are_refused(
    reader: Reader, options: Page, written: str, problem: str
) -> None:
    options.get_by_label("Server").fill(written)
    options.get_by_role("button", name="Save").click()
    expect(options.locator("#server-problem")).to_contain_text(problem)
    expect(options.get_by_label("Server")).to_be_focused()
    expect(options.get_by_label("Server")).to_have_attribute("aria-invalid", "true")
    assert _kept(reader)["server"] == reader.server


def test_a_key_that_is_none(reader: Reader, options: Page) -> None:
    options.get_by_label("Key").fill("schlüssel")
    options.get_by_role("button", name="Save").click()
    expect(options.locator("#key-problem")).to_contain_text("characters that no key has")
    assert "key" not in _kept(reader)


def test_settings_are_kept(reader: Reader, options: Page) -> None:
    options.get_by_label("Server").fill(f"{reader.server}/")
    options.get_by_label("Key").fill(" pk-1 ")
    options.get_by_label("Only sentences on the screen").check()
    options.get_by_label("Confirmed matches only").check()
    options.get_by_role("button", name="Save").click()
    expect(options.get_by_role("status")).to_have_text("Saved.")
    kept = _kept(reader)
    assert kept == {
        "server": reader.server,
        "key": "pk-1",
        "send": "screen",
        "bands": "confirmed",
        "automatic": False,
    }
    options.reload()
    expect(options.get_by_label("Only sentences on the screen")).to_be_checked()


def test_access_to_the_server_of_before_is_given_back(reader: Reader) -> None:
    page = reader.context.new_page()
    page.add_init_script("""globalThis.asked = [];
      chrome.permissions.contains = async () => true;
      for (const name of ["request", "remove"]) {
        chrome.permissions[name] = async ({ origins }) => (asked.push([name, ...origins]), true);
      }""")
    reader.choose(server="https://old.example.org")
    page.goto(OPTIONS)
    expect(page.get_by_label("Server")).to_have_value("https://old.example.org")
    for server in ("https://new.example.org", "https://new.example.org/deep"):
        page.get_by_label("Server").fill(server)
        page.evaluate("asked.length = 0")
        page.get_by_role("button", name="Save").click()
        page.wait_for_function("asked.some(([name]) => name === 'request')")
        expect(page.get_by_role("status")).to_have_text("Saved.")
        gone = page.evaluate("asked.filter(([name]) => name === 'remove').flat().slice(1)")
        everywhere = ["http://*/*", "https://*/*"]
        expected = [*everywhere, "remove", "https://old.example.org/*"]
        assert gone == (everywhere if server.endswith("deep") else expected)


def test_the_connection_is_tried_out(options: Page, artefacts: Path) -> None:
    options.get_by_role("button", name="Test the connection").click()
    expect(options.get_by_role("status")).to_have_text("It works: 410 claims are ready.")
    options.screenshot(path=artefacts / "extension-settings.png", full_page=True)


def test_only_what_is_on_the_screen_is_sent(reader: Reader) -> None:
    reader.choose(send="screen")
    reader.listen()
    filler = "<p>A quiet line.</p>" * 60
    long = "<p>" + "The band plays on and on until it is late at night. " * 400 + f"{FLAT}</p>"
    page = reader.visit(f"<!doctype html><body><p>It is cold. {WALL}</p>{filler}{long}</body>")
    reader.check(page)
    assert reader.sentences(page) == [WALL]
    sent = [segment["text"] for each in reader.sent() for segment in each["segments"]]
    assert {"It is cold.", WALL, "A quiet line."} >= set(sent)
    page.mouse.wheel(0, 100_000)
    page.wait_for_function("document.querySelectorAll('priorcheck-mark').length === 2")
    assert reader.sentences(page) == [WALL, FLAT]
    assert reader.badge(page) == "2"


@pytest.mark.parametrize(("before", "after"), [("page", "screen"), ("hashes", "page")])
def test_a_page_that_was_read_for_another_choice(reader: Reader, before: str, after: str) -> None:
    reader.choose(send=before)
    page = reader.visit(f"<!doctype html><p>It is cold. {WALL}</p><p style='margin-top:3000px'>")
    reader.check(page)
    reader.choose(send=after)
    reader.listen()
    page.evaluate(f"document.querySelector('p').append(' It rains. {FLAT}')")
    page.evaluate("document.body.append('It is quiet far below the screen.')")
    reader.until(page, lambda sums: sums["problem"])
    assert reader.status(page).startswith("What is sent was changed in the settings.")
    assert reader.sent() == []
    reader.popup(page).get_by_role("button", name="Check again").click()
    reader.until(page, lambda sums: sums["matched"] == 2)
    assert ("far below" in str(reader.sent())) == (after == "page")


def test_what_is_sent(reader: Reader) -> None:
    reader.listen()
    page = reader.visit(
        f"""<!doctype html><title>{FLAT}</title><body><p>It is cold. {WALL}</p>
        <nav>{FLAT}</nav><input value="{FLAT}"><textarea>{FLAT}</textarea><code>{FLAT}</code>
        <p contenteditable>{FLAT}</p><p hidden>{FLAT}</p><p aria-hidden="true">{FLAT}</p>
        <p style="visibility: hidden">{FLAT}</p><p style="opacity: 0">{FLAT}</p>
        <details><summary>More</summary>{FLAT}</details><div role="navigation">{FLAT}</div>
        <button>{FLAT}</button><select><option>{FLAT}</select><script>`{FLAT}`</script></body>""",
        "https://news.example/secret?session=1",
    )
    reader.check(page)
    sent = reader.sent()
    assert [[segment["text"] for segment in each["segments"]] for each in sent] == [
        [f"It is cold. {WALL}", "More"]
    ]
    assert "secret" not in str(sent)
    assert {name for each in sent for name in each} == {"segments", "limit"}


def test_confirmed_matches_only(reader: Reader) -> None:
    page = reader.visit(f"<!doctype html><p>It is cold. {WALL}</p><p>{SUGGESTED}</p>")
    reader.check(page)
    assert len(reader.sentences(page)) == 2
    reader.clear(page)
    reader.choose(bands="confirmed")
    reader.check(page)
    assert reader.sentences(page) == [WALL]


def test_the_popup(reader: Reader, artefacts: Path) -> None:
    page = reader.visit(f"<!doctype html><p>It is cold. {WALL}</p>")
    reader.check(page)
    popup = reader.popup(page)
    expect(popup.get_by_role("status")).to_contain_text("1 sentence is close to a checked claim.")
    assert _violations(popup) == []
    popup.locator("main").screenshot(path=artefacts / "extension-popup.png")
    popup.get_by_role("button", name="Clear").click()
    expect(page.locator("priorcheck-mark")).to_have_count(0)
    assert reader.badge(page) == ""


def test_the_settings_page_is_accessible(options: Page) -> None:
    assert _violations(options) == []


def _kept(reader: Reader) -> dict[str, Any]:
    kept: dict[str, Any] = reader.worker.evaluate("chrome.storage.local.get()")
    return kept


def _violations(page: Page) -> list[str]:
    """What axe-core finds; brought in past the page's own policy, which lets no script in."""
    session = page.context.new_cdp_session(page)
    run = "axe.run().then(({ violations }) => violations.map(({ id, help }) => `${id}: ${help}`))"
    source = Path(AXE_FILE_PATH).read_text(encoding="utf-8")
    session.send("Runtime.evaluate", {"expression": source})
    found = session.send(
        "Runtime.evaluate", {"expression": run, "awaitPromise": True, "returnByValue": True}
    )
    session.detach()
    violations: list[str] = found["result"]["value"]
    return violations
