"""Pages whose main text is found in another order than it stands in."""

from __future__ import annotations

import pytest

from claims.page import read_page

TEASERS = "".join(
    f"<article><h3>Ferry {n}</h3><p>Readers of town {n} tell us what they think of the ferry.</p>"
    "</article>"
    for n in range(4)
)
TOLD = [f"The council of village {n} decided to renew its old bridge." for n in range(48)]
STORY = "".join(f"<p>{sentence}</p>" for sentence in TOLD)
CLAIM = "Antibiotics help against the flu, the minister said."


@pytest.mark.parametrize("name", ["", "class=content", "class=story", "id=main-content"])
@pytest.mark.parametrize("around", ["section class=related", "div"])
def test_a_story_before_articles_that_lead_on_is_read(name: str, around: str) -> None:
    tag = around.split()[0]
    text = read_page(
        f"<main><div {name}><h1>Myths</h1>{STORY}<p>{CLAIM}</p></div>"
        f"<{around}><h2>Read on</h2>{TEASERS}</{tag}></main>"
    ).text
    assert text.split("\n\n")[:50] == ["Myths", *TOLD, CLAIM]


def test_a_live_blog_keeps_what_stands_before_its_entries() -> None:
    entries = "".join(f"<article><p>{sentence}</p></article>" for sentence in TOLD[1:3])
    html = f"<main><h1>Myths</h1><p>{TOLD[0]}</p><p>{CLAIM}</p>{entries}</main>"
    assert read_page(html).text.split("\n\n") == ["Myths", TOLD[0], CLAIM, TOLD[1], TOLD[2]]


def test_what_is_found_between_is_no_navigation_and_read_once() -> None:
    html = (
        f"<nav><p>{CLAIM}</p></nav><main><p>{TOLD[0]}</p><p>{CLAIM}</p>"
        f"<article><p>{TOLD[1]}</p></article><article><p>{TOLD[2]}</p></article></main>"
    )
    page = read_page(html)
    assert page.text.split("\n\n") == [TOLD[0], CLAIM, TOLD[1], TOLD[2]]
    assert page.places(page.text.index(CLAIM), page.text.index(TOLD[1]) - 2)[0].node == 2
