"""The editor's page in a real browser: what is marked, filters, keyboard, narrow screens."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from service.config import CHECKOUT
from tests.browser.reading_pages import article, check, highlighted, print_, records
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.model]
SEED = CHECKOUT.parent / "shared" / "data" / "seed" / "nato-tokyo.de.txt"
WEAVE = CHECKOUT / "tests" / "material" / "demo_weave.json"


def _text(language: str) -> str:
    return "\n\n".join(article(language)["paragraphs"])


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


@pytest.mark.parametrize("language", ["en", "de"])
def test_exactly_the_woven_sentences_are_marked(
    demo_server: str, page: Page, watch: Watch, artefacts: Path, language: str
) -> None:
    check(page, demo_server, _text(language))
    expected = article(language)["matched"]
    assert highlighted(page) == [each["text"] for each in expected]
    assert records(page) == [each["record"] for each in expected]
    shown = page.locator(".article .text").all_text_contents()
    assert len(shown) == len(article(language)["paragraphs"])
    page.screenshot(path=artefacts / f"check-{language}.png", full_page=True)
    watch.check()


@pytest.mark.shared
@pytest.mark.skipif(not SEED.exists(), reason="needs ../shared/data/seed")
def test_a_real_article_with_claims_woven_in(
    demo_server: str, page: Page, watch: Watch, artefacts: Path
) -> None:
    sentences = json.loads(WEAVE.read_text(encoding="utf-8"))["sentences"]
    woven = [sentences[1], sentences[2], sentences[4]]  # two in German, one in English
    lines = [line for line in SEED.read_text(encoding="utf-8").splitlines() if len(line) > 60]
    sentences = lines[-1].split(". ")
    for place, each in zip((2, 5, 8), woven, strict=True):
        sentences.insert(place, each["text"].removesuffix("."))
    html = "<nav><a href=/>Start</a> <a href=/abo>Abo</a></nav><article><h1>Tokio</h1>"
    html += "".join(f"<p>{line}</p>" for line in [*lines[:-1], ". ".join(sentences)])
    html += "</article><aside>Mehr zum Thema</aside><footer>Impressum Datenschutz</footer>"
    check(page, demo_server, html, html=True)
    assert highlighted(page) == [each["text"] for each in woven]
    assert records(page) == [each["claim_id"] for each in woven]
    page.screenshot(path=artefacts / "check-seed.png", full_page=True)
    watch.check()


@pytest.mark.parametrize("locale", ["en-GB", "de-DE"])
def test_the_example(demo_server: str, browser: Browser, artefacts: Path, locale: str) -> None:
    viewport: ViewportSize = {"width": 1280, "height": 1330}
    with browser.new_context(locale=locale, viewport=viewport) as context:
        page = context.new_page()
        page.goto(demo_server)
        page.locator(".lead a").click()
        page.locator("form.check .primary").click()
        expect(page.locator(".article mark")).to_have_count(3)
        expect(page.locator(".article mark.aside")).to_have_count(1)
        page.screenshot(path=artefacts / f"example-{locale}.png")


def test_a_denial_does_not_get_the_verdict(demo_server: str, page: Page) -> None:
    check(
        page,
        demo_server,
        "Nobody can see it: the Great Wall of China is not visible from the Moon.",
    )
    card = page.locator(".card")
    expect(card).to_contain_text("Your sentence says the opposite of this claim.")
    expect(card).to_contain_text("It does not apply to your sentence.")
    assert "aside" in (page.locator(".article mark").get_attribute("class") or "")


def test_filters_hide_without_asking_the_server(demo_server: str, page: Page, watch: Watch) -> None:
    check(page, demo_server, _text("en"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    everything, by_band = highlighted(page), []
    for band in ("confirmed", "suggested"):
        page.locator("select[name=band]").select_option(band)
        shown = highlighted(page)
        assert shown
        expect(page.get_by_role("status")).to_have_text(f"Sentences shown: {len(shown)} of 3")
        by_band += shown
    assert sorted(by_band) == sorted(everything)
    page.locator("select[name=band]").select_option("")
    assert highlighted(page) == everything
    assert asked == []
    watch.check()


def test_what_a_filter_did_is_told_at_once(demo_server: str, page: Page) -> None:
    check(page, demo_server, _text("en"))
    told = page.get_by_role("status")  # of what is displayed only
    expect(told).to_have_count(1)
    expect(told).to_be_empty()
    page.locator("select[name=band]").select_option("suggested")
    expect(told).to_contain_text("Sentences shown:")


def test_a_choice_does_not_outlive_its_text(demo_server: str, page: Page) -> None:
    check(page, demo_server, _text("en"))
    page.locator("select[name=band]").select_option("suggested")
    page.locator("details.edit summary").click()
    page.locator("#text").fill(
        "The Great Wall of China is visible from the Moon with the naked eye."
    )
    page.locator("form.check .primary").click()
    expect(page.locator(".article mark")).to_have_count(1)
    assert len(highlighted(page)) == 1
    expect(page.locator("select[name=band]")).to_have_value("")


def test_a_result_stays_where_it_is(demo_server: str, page: Page) -> None:
    check(page, demo_server, _text("en"))
    with page.context.expect_page() as opened:
        page.locator("nav a[href='/overview']").click()
    expect(opened.value.locator("h1")).to_have_text("What the index holds")
    assert len(highlighted(page)) == 3


def test_what_is_too_long_for_an_address_is_not_sent(demo_server: str, page: Page) -> None:
    long = "ж" * 1400
    page.goto(f"{demo_server}/search")
    page.locator("#q").fill(long)
    page.locator("form.search .primary").click()
    expect(page).to_have_url(f"{demo_server}/search")
    expect(page.locator("#q")).to_have_value(long)
    page.locator("#q").fill("ж" * 1000)
    page.locator("form.search .primary").click()
    expect(page.locator("#results")).to_be_visible()


@pytest.mark.parametrize("told", ["navigation.dispatchEvent(new Event('navigateerror'))",
                                  "dispatchEvent(new Event('pageshow'))", None])  # fmt: skip
def test_a_stopped_check_can_be_started_again(
    demo_server: str, page: Page, told: str | None
) -> None:
    page.clock.install()
    page.goto(demo_server)
    page.locator("#text").fill(_text("en"))
    button = page.locator("form.check .primary")
    ready = button.text_content() or ""
    page.evaluate("""() => {
        globalThis.stop = (event) => event.preventDefault();
        document.querySelector("form.check").addEventListener("submit", stop);
    }""")
    button.click()
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_have_text("Checking …")
    if told:  # as browsers do of a load that was stopped, and of a page that is come back to
        page.evaluate(told)
        expect(button).to_have_text(ready)
    else:
        page.clock.fast_forward(5000)
    expect(button).not_to_have_attribute("aria-disabled", "true")
    page.evaluate("document.querySelector('form.check').removeEventListener('submit', stop)")
    button.click()
    expect(page.locator(".article mark")).to_have_count(3)


def test_all_works_without_scripts(demo_server: str, scriptless: Page) -> None:
    check(scriptless, demo_server, _text("en"))
    assert len(highlighted(scriptless)) == 3
    scriptless.locator("select[name=band]").select_option("suggested")
    scriptless.get_by_role("button", name="Apply").click()
    shown = len(highlighted(scriptless))
    assert 0 < shown < 3
    expect(scriptless.locator(".shown")).to_have_text(f"Sentences shown: {shown} of 3")
    with scriptless.expect_download() as download:
        scriptless.get_by_role("button", name="CSV").click()
    assert records(scriptless)[0] in download.value.path().read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["Goldfish have a memory of three seconds.", ""])
def test_what_is_exported_is_what_is_shown(demo_server: str, page: Page, text: str) -> None:
    check(page, demo_server, _text("en"))
    page.locator("details.edit summary").click()
    page.locator("#text").fill(text)  # and not checked
    page.locator("details.edit summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    exported = json.loads(download.value.path().read_text(encoding="utf-8"))
    said = [each["text"] for each in exported["sentences"] if each["lookup"]["matches"]]
    assert said == highlighted(page)


def test_a_text_that_turns_its_direction_turns_no_number(demo_server: str, page: Page) -> None:
    check(page, demo_server, "\u202e" + "The Earth is flat. " * 12)
    twelfth = page.locator("#s12 .to")
    expect(twelfth).to_contain_text("12")
    places = twelfth.evaluate(
        """each => [0, 1].map((at) => {
            const digit = document.createRange();
            digit.setStart(each.lastChild, at);
            digit.setEnd(each.lastChild, at + 1);
            return digit.getBoundingClientRect().left;
        })"""
    )
    assert places[0] < places[1]


def test_a_sentence_and_its_match_light_up_together(demo_server: str, page: Page) -> None:
    check(page, demo_server, _text("en"))
    page.locator("#s2").hover()
    expect(page.locator("#m2")).to_have_class("found active")
    page.locator("#m3 a").first.focus()
    expect(page.locator("#s3")).to_have_class(re.compile(r"\bactive\b"))


def test_matches_stand_beside_their_text_and_never_over_each_other(
    demo_server: str, page: Page
) -> None:
    check(page, demo_server, _text("en"))
    page.locator("#m1 details summary").first.click()
    page.wait_for_timeout(200)
    boxes = [found.bounding_box() for found in page.locator(".found").all()]
    text = page.locator(".row .text").first.bounding_box()
    assert text
    for above, below in zip(boxes, boxes[1:], strict=False):
        assert above and below and above["y"] + above["height"] <= below["y"]
        assert above["x"] >= text["x"] + text["width"]


def test_the_printable_page(demo_server: str, page: Page, artefacts: Path) -> None:
    check(page, demo_server, _text("en"))
    printed, watch = print_(page)
    expect(printed.locator("mark")).to_have_count(3)
    printed.screenshot(path=artefacts / "print.png", full_page=True)
    watch.check()


def _focus_is_visible(page: Page) -> bool:
    return bool(
        page.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement);
              const box = document.activeElement.getBoundingClientRect();
              return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                && box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
            }"""
        )
    )


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))


def test_by_keyboard_alone(demo_server: str, page: Page, watch: Watch) -> None:
    page.goto(demo_server)
    page.keyboard.press("Tab")
    assert "skip" in _focused(page)
    assert _focus_is_visible(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert "textarea" in _focused(page)
    page.keyboard.insert_text(_text("en"))
    page.keyboard.press("Tab")
    assert "radio" in _focused(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".tiles")
    seen: list[str] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        if "<body" in _focused(page):
            break
        assert _focus_is_visible(page), _focused(page)
        seen.append(_focused(page))
    for wanted in ('href="#m1"', 'href="#s1"', "<summary", "/claims/c", "formaction", "<select"):
        assert any(wanted in each for each in seen), wanted
    page.locator(".article .to").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#m1")
    page.locator("#m1 summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#m1 .facts")).to_be_visible()
    watch.check()


@pytest.mark.parametrize("path", ["/", "/search?q=The+Moon+is+made+of+cheese", "/overview"])
def test_nothing_is_cut_off_on_a_narrow_screen(demo_server: str, page: Page, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(demo_server + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("locale", ["en-US", "de-DE"])
def test_the_menu_of_a_phone_is_one_line(demo_server: str, browser: Browser, locale: str) -> None:
    phone: ViewportSize = {"width": 360, "height": 740}
    with browser.new_context(locale=locale, viewport=phone) as context:
        page = context.new_page()
        for path in ("/", "/search", "/overview"):
            page.goto(demo_server + path)
            tops = page.locator(".top nav li").evaluate_all(
                "all => all.map(each => each.getBoundingClientRect().top)"
            )
            assert len(tops) == 4
            assert len(set(tops)) == 1


def test_forced_colours_tell_which_page_is_open(demo_server: str, browser: Browser) -> None:
    with browser.new_context(forced_colors="active") as context:
        page = context.new_page()
        page.goto(f"{demo_server}/search")
        lines = page.locator(".top nav a").evaluate_all(
            "all => all.map(each => getComputedStyle(each).borderBottomColor)"
        )
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert [line == background for line in lines] == [True, False, True, True]


def test_a_checked_text_is_not_cut_off_either(demo_server: str, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    check(page, demo_server, _text("de"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_interface_speaks_german(demo_server: str, browser: Browser) -> None:
    with browser.new_context(locale="de-DE") as context:
        page = context.new_page()
        check(page, demo_server, _text("de"))
        expect(page.locator("h1")).to_have_text("Was gefunden wurde")
        wall = page.locator(".card").filter(has_text="Great Wall")
        expect(wall.first).to_contain_text("Ihr Satz sagt dasselbe")
