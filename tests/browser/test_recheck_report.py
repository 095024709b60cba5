"""The report of a re-check in a real browser: sorted, filtered, grouped, printed, hostile texts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from index.changes import Change, ChangeKind
from index.lookup import Relation
from index.models.embedded import EmbeddedEncoder
from scripts.rechecking.read_output import matched_rows
from scripts.rechecking.report import write_report
from tests.browser.watching import Watch
from tests.scripts.rechecking.made import a_change, a_match, a_recheck, a_review, a_sentence
from tests.scripts.rechecking.runs import TwoRuns, two_runs

pytestmark = [pytest.mark.browser, pytest.mark.model]
HOSTILE = "</script><img src=//elsewhere.invalid/x onerror=alert(1)><b>bold</b>"


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory, embedded: EmbeddedEncoder) -> TwoRuns:
    """Two runs over an archive, claims changed in between."""
    return two_runs(embedded, tmp_path_factory.mktemp("archive") / "runs")


@pytest.fixture(scope="module")
def second(runs: TwoRuns, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the second run's report."""
    path = tmp_path_factory.mktemp("reports") / "second.html"
    write_report(runs.second, runs.now, path)
    return path.as_uri()


def test_changes_are_grouped_by_document_and_by_claim(
    page: Page, watch: Watch, runs: TwoRuns, second: str, artefacts: Path
) -> None:
    page.goto(second)
    heads = page.locator(".group-head")
    documents = {row.document for row in runs.now}
    named = {text.split("\n")[0] for text in heads.all_inner_texts()}
    assert named and named <= documents
    page.screenshot(path=artefacts / "recheck-report.png")
    page.select_option("#group", "claim")
    claims = {match.claim_text for row in (*runs.before, *runs.now) for match in row.matches}
    expect(heads.first.locator(".claim-text")).to_be_visible()
    assert {text.split("\n")[0] for text in heads.all_inner_texts()} <= claims
    watch.check()


def test_filters_leave_what_they_say(page: Page, watch: Watch, runs: TwoRuns, second: str) -> None:
    page.goto(second)
    listed = page.locator("#table tbody tr:not(.group-head)")
    counts = runs.second.counts
    changed = sum(n for kind, n in counts.items() if kind is not ChangeKind.UNCHANGED)
    expect(page.locator("#count")).to_contain_text(f"of {changed},")
    kept = (ChangeKind.VERDICT_CHANGED, ChangeKind.UNCHANGED)
    for kind in (kind for kind, number in counts.items() if number and kind not in kept):
        page.locator(f"input[value={kind}]").uncheck()
    expect(listed).to_have_count(counts[ChangeKind.VERDICT_CHANGED])
    assert "Misleading" in listed.first.locator("ins").first.inner_text()
    page.get_by_role("button", name="Clear filters").click()
    page.select_option("#relation", "contradicts")
    expect(listed).to_have_count(1)
    expect(listed.first).to_contain_text("it does not apply to the sentence")
    page.get_by_label("Search").fill("nowhere to be found")
    expect(page.locator("#count")).to_contain_text("Nothing fits")
    watch.check()


def test_columns_sort_both_ways(page: Page, watch: Watch, second: str) -> None:
    page.goto(second)
    page.select_option("#group", "")
    believed = page.locator(".belief b")
    page.get_by_role("button", name="Match").click()
    expect(page.locator("[data-sort=probability]")).to_have_attribute("aria-sort", "descending")
    down = [int(text.rstrip("%")) for text in believed.all_inner_texts()]
    assert down == sorted(down, reverse=True)
    page.get_by_role("button", name="Match").click()
    expect(page.locator("[data-sort=probability]")).to_have_attribute("aria-sort", "ascending")
    up = [int(text.rstrip("%")) for text in believed.all_inner_texts()]
    assert up == sorted(up) and up != down
    watch.check()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(
    browser: Browser, runs: TwoRuns, second: str, tmp_path: Path, scheme: str, width: int
) -> None:
    first = tmp_path / "first.html"
    write_report(runs.first, runs.before, first)
    for address in (second, first.as_uri()):
        context = browser.new_context(
            color_scheme="dark" if scheme == "dark" else "light",
            viewport={"width": width, "height": 900},
        )
        with context:
            page = context.new_page()
            page.goto(address)
            page.locator("summary").first.click()
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_rating_that_is_one_long_word_fits_a_phone(page: Page, tmp_path: Path) -> None:
    match = a_match(reviews=(a_review(verdict=None, rating_text="Unbelegt" * 9),))
    change = a_change(now=match)
    write_report(a_recheck(tmp_path, [change], [change.sentence]), [], tmp_path / "r.html")
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto((tmp_path / "r.html").as_uri())
    expect(page.locator("td .reviews")).to_contain_text("UnbelegtUnbelegt")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_the_most_telling_are_there(
    browser: Browser, runs: TwoRuns, second: str
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(second)
        expect(page.locator("#table tbody tr")).to_have_count(50)
        expect(page.locator("#table tbody tr").first).to_contain_text("Verdict changed")
        expect(page.locator("#controls")).to_be_hidden()


def test_hostile_texts_are_shown_as_texts(page: Page, watch: Watch, tmp_path: Path) -> None:
    review = a_review(publisher=HOSTILE, url="javascript:alert(2)", title=HOSTILE)
    match = a_match(claim_text=HOSTILE, reviews=(review,), relation=Relation.RELATED)
    row = a_sentence(match, text=HOSTILE, document=f"https://paper.example/{HOSTILE}")
    before = replace(match, reviews=(a_review(rating_text=HOSTILE, verdict=None),))
    change = Change(kind=ChangeKind.VERDICT_CHANGED, sentence=row, before=before, now=match)
    recheck = a_recheck(tmp_path, [change], [row])
    write_report(recheck, matched_rows(recheck.output), tmp_path / "report.html")
    page.goto((tmp_path / "report.html").as_uri())
    for group in ("document", "claim", ""):
        page.select_option("#group", group)
        expect(page.locator("#table tbody tr:not(.group-head) .sentence p").first).to_have_text(
            HOSTILE
        )
    assert page.locator("img").count() == 0
    assert page.locator("#table a[href^=javascript]").count() == 0
    watch.check()


def test_many_changes_are_turned_page_by_page(page: Page, watch: Watch, tmp_path: Path) -> None:
    changes = [
        a_change(
            now=a_match(claim_id=f"c{number}", claim_text=f"Claim {number % 300}."),
            sentence=a_sentence(
                text=f"Sentence {number}.", document=f"d{number // 9}", ordinal=number % 9
            ),
        )
        for number in range(20_000)
    ]
    recheck = a_recheck(tmp_path, changes)
    write_report(recheck, [], tmp_path / "report.html")
    page.goto((tmp_path / "report.html").as_uri())
    expect(page.locator("#count")).to_have_text("1 to 50 of 20,000")
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#count")).to_have_text("51 to 100 of 20,000")
    page.get_by_label("Search").fill("sentence 19999.")
    expect(page.locator("#count")).to_have_text("1 to 1 of 1, filtered from 20,000")
    watch.check()


def _many(tmp_path: Path, number: int) -> str:
    changes = [
        a_change(
            now=a_match(claim_id=f"c{each}", claim_text=f"Claim {each}."),
            sentence=a_sentence(text=f"Sentence {each}.", ordinal=each),
        )
        for each in range(number)
    ]
    write_report(a_recheck(tmp_path, changes), [], tmp_path / "report.html")
    return (tmp_path / "report.html").as_uri()


def test_the_head_of_the_table_hides_nothing_that_has_the_focus(page: Page, tmp_path: Path) -> None:
    page.goto(_many(tmp_path, 50))
    page.set_viewport_size({"width": 1280, "height": 500})
    page.locator("#table tbody a").last.focus()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(
            """() => {
                const focused = document.activeElement, box = focused.getBoundingClientRect();
                const y = (box.top + box.bottom) / 2;
                return focused.contains(document.elementFromPoint(box.left + 2, y));
            }"""
        )


def test_whoever_turns_the_page_goes_on_at_its_beginning(page: Page, tmp_path: Path) -> None:
    page.goto(_many(tmp_path, 80))
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")  # it is disabled on the last page
    expect(page.locator("#count")).to_have_text("51 to 80 of 80")
    expect(page.locator("#count")).to_be_focused()
    expect(page.locator("#count")).to_be_in_viewport()
    for _ in range(page.locator("#table thead button").count() + 1):
        page.keyboard.press("Tab")
    expect(page.locator("#table tbody a").first).to_be_focused()


def test_the_key_has_its_colours_where_a_reader_has_forced_others(
    browser: Browser, second: str
) -> None:
    with browser.new_context(forced_colors="active") as context:
        page = context.new_page()
        page.goto(second)
        for name in ("sure", "unsure"):
            fill = page.locator(f"rect.{name}").first.evaluate(
                "each => getComputedStyle(each).fill"
            )
            expect(page.locator(f".key .{name}")).to_have_css("background-color", fill)


def test_what_is_printed_is_what_was_just_chosen(page: Page, runs: TwoRuns, second: str) -> None:
    page.goto(second)
    box, listed = page.locator("input[value=unchanged]"), "#table tbody tr:not(.group-head)"
    before = page.locator(listed).count()
    printed = box.evaluate(
        f"""async box => {{
            box.click();
            dispatchEvent(new Event("beforeprint"));
            await new Promise(later => setTimeout(later, 300));
            return document.querySelectorAll("{listed}").length;
        }}"""
    )
    assert printed > before


def test_the_filtered_table_is_printed_whole(page: Page, runs: TwoRuns, second: str) -> None:
    page.goto(second)
    page.locator("input[value=unchanged]").check()
    listed = page.locator("#table tbody tr:not(.group-head)")
    expect(listed).to_have_count(50)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert listed.count() > 50
    expect(page.locator("#count")).to_contain_text(f"1 to {listed.count()} of {listed.count()}")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(listed).to_have_count(50)
    expect(page.locator("#count")).to_contain_text("1 to 50 of")
    assert page.pdf().startswith(b"%PDF")
