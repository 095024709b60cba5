"""A long article: exactly the sentences about checked claims are marked, with the right cards."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from service.config import CHECKOUT
from tests.browser.extension.articles import FLEA_MARKET
from tests.browser.extension.pages import weave
from tests.browser.extension.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.model]
SEED = CHECKOUT.parent / "shared" / "data" / "seed"
GERMAN_AND_ENGLISH = (1, 2, 4)


def test_only_the_woven_sentences_are_marked(reader: Reader, artefacts: Path) -> None:
    _check_woven(reader, "Flohmarkt am Fluss", FLEA_MARKET, artefacts / "extension-article.png")


@pytest.mark.shared
def test_a_scraped_article(reader: Reader, artefacts: Path) -> None:
    if not SEED.is_dir():
        pytest.skip("../shared/data/seed is not here")
    (file,) = SEED.glob("*.txt")
    title, *lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    paragraphs = []
    for line in lines:
        sentences = re.split(r"(?<=\.) (?=[A-ZÄÖÜ„])", line)
        paragraphs += [" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]
    _check_woven(reader, title, paragraphs, artefacts / "extension-scraped-article.png")


def _check_woven(reader: Reader, title: str, paragraphs: list[str], screenshot: Path) -> None:
    woven = weave(title, paragraphs, GERMAN_AND_ENGLISH)
    page = reader.visit(woven.page)
    sums = reader.check(page)
    assert tuple(reader.sentences(page)) == woven.sentences
    assert sums["matched"] == 3
    assert reader.badge(page) == "3"
    assert reader.title(page) == "3 sentences are close to checked claims."
    assert reader.status(page).startswith("3 sentences are close to checked claims.")
    for mark, claim in zip(page.locator("priorcheck-mark").all(), woven.claims, strict=True):
        mark.click()
        card = reader.card(page)
        assert card is not None
        provenance = card.find_class("match")[0].find_class("provenance")[0].text_content()
        assert f"record {claim} ·" in provenance
        page.screenshot(path=screenshot)
        page.keyboard.press("Escape")
        assert reader.card(page) is None
