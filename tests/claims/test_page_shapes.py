"""Pages of many shapes: their story is read, and no navigation, notices, teasers or comments."""

from __future__ import annotations

import pytest

from claims.page import read_page

TOLD = {
    "en": "The council of village {} decided on Monday to renew its old bridge before winter.",
    "de": "Der Rat von Dorf {} hat am Montag beschlossen, seine alte Brücke zu erneuern.",
    "ru": "Совет деревни номер {} решил в понедельник обновить старый мост до зимы.",
    "zh": "第{}村委会星期一决定在冬天到来之前重新修建这座已经很旧的石桥。",
    "ar": "قرر مجلس القرية رقم {} يوم الاثنين تجديد الجسر القديم قبل حلول فصل الشتاء.",
}
TEASED = "Readers of town {0} tell us what they think about the new timetable of the ferry."
HEADING = "<h1>Bridges</h1>"
PAGE = (
    "<!DOCTYPE html><body><nav><ul><li><a href=/>Home</a><li><a href=/a>Politics</a></ul></nav>"
    "<div class=cookie-banner><p>We use cookies so that this site works well for all.</p></div>"
    "{}<footer><p>Published by the valley press. All rights reserved.</p></footer>"
)
FURNITURE = ("Politics", "cookies", "rights reserved")


def _told(language: str, count: int, start: int = 0) -> list[str]:
    return [TOLD[language].format(n) for n in range(start, start + count)]


def _paragraphs(sentences: list[str]) -> str:
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


def _teasers(count: int, *, linked: bool = True) -> str:
    heading = '<a href="/ferry/{0}">Ferry {0}</a>' if linked else "Ferry {0}"
    each = f"<article><h3>{heading}</h3><p>{TEASED}</p></article>"
    return "".join(each.format(n) for n in range(count))


def _blocks(body: str) -> list[str]:
    text = read_page(PAGE.format(body)).text
    assert not any(each in text for each in FURNITURE)
    return text.split("\n\n")


NEWS = {
    "class": "<main><div class=content>{0}{1}</div><div><h2>Read on</h2>{2}</div></main>",
    "no class": "<main><div>{0}{1}</div><section>{2}</section></main>",
    "no main": "<div id=page><div>{0}{1}</div><div>{2}</div></div>",
    "heading outside": "<main>{0}<div class=x>{1}</div><div>{2}</div></main>",
    "in one element": "<main>{0}{1}{2}</main>",
    "teasers first": "<main><section>{2}</section><div>{0}{1}</div></main>",
    "on both sides": "<main><div>{2}</div><div>{0}{1}</div><div>{2}</div></main>",
    "article": "<main><article>{0}{1}</article><section>{2}</section></main>",
    "teasers and article": "<main><section>{2}</section><article>{0}{1}</article></main>",
    "marked": "<main>{0}<div class=article-body>{1}</div><div>{2}</div></main>",
}


@pytest.mark.parametrize("language", TOLD)
@pytest.mark.parametrize("shape", NEWS)
def test_teasers_are_no_part_of_a_story(shape: str, language: str) -> None:
    told = _told(language, 24)
    blocks = _blocks(NEWS[shape].format(HEADING, _paragraphs(told), _teasers(4)))
    assert [each for each in blocks if each != "Read on"] == ["Bridges", *told]


@pytest.mark.parametrize("name", ["related", "teaser-list", "more related-stories"])
def test_teasers_that_are_called_so_need_no_link(name: str) -> None:
    around = f'<section class="{name}">{_teasers(4, linked=False)}</section>'
    told = _told("en", 24)
    body = f"<main><div>{HEADING}{_paragraphs(told)}</div>{around}</main>"
    assert _blocks(body) == ["Bridges", *told]


def test_a_page_of_nothing_but_teasers_is_read() -> None:
    text = "\n".join(_blocks(f"<main><h1>Today</h1>{_teasers(12)}</main>"))
    assert all(TEASED.format(n) in text for n in range(12))


def test_entries_with_links_of_their_own_stay_where_they_are_most_of_a_page() -> None:
    told = _told("en", 20)
    entries = "".join(
        f'<article><h2><a href="/live/{n}">At {n}</a></h2><p>{told[n]}</p></article>'
        for n in range(2, 20)
    )
    blocks = _blocks(f"<main>{HEADING}{_paragraphs(told[:2])}{entries}</main>")
    assert [each for each in blocks if each in told] == told


WHOLE = {
    "live blog": ("<p>{}</p>", "<article><h2><a href=#e>12:30</a></h2><p>{}</p></article>"),
    "questions": ("<p>{}</p>", "<section><h2>Which one?</h2><p>{}</p></section>"),
    "questions as articles": ("<p>{}</p>", "<article><h2>Which one?</h2><p>{}</p></article>"),
    "questions that open": ("<p>{}</p>", "<details><summary>Which?</summary><p>{}</p></details>"),
    "forum": ("<article><p>{}</p></article>", "<article><header>Eva</header><p>{}</p></article>"),
    "forum of divs": ("<div class=post><p>{}</p></div>", "<div class=post>Eva<p>{}</p></div>"),
    "embedded posts": ("<p>{}</p>", "<p>{0}</p><article class=post><p>{0}</p></article>"),
    "old table": ("<table><tr><td><p>{}</p>", "<p>{}</p>"),
}


@pytest.mark.parametrize("language", TOLD)
@pytest.mark.parametrize("shape", WHOLE)
@pytest.mark.parametrize("count", [3, 20])
def test_nothing_is_left_out_of_a_page_of_many_parts(shape: str, language: str, count: int) -> None:
    first, each = WHOLE[shape]
    told = _told(language, count)
    parts = [first.format(told[0]), *(each.format(sentence) for sentence in told[1:])]
    blocks = read_page(PAGE.format(f"<main>{HEADING}{''.join(parts)}</main>")).text.split("\n\n")
    assert list(dict.fromkeys(block for block in blocks if block in told)) == told


SAID = "Reader {} writes that the bridge should have been renewed many years ago already."
BESIDE = {
    "article": "<main><article>{0}{1}</article><div class=voices><ul>{2}</ul></div></main>",
    "heading outside": "<main>{0}<article>{1}</article><div><ul>{2}</ul></div></main>",
    "main": "<main><div>{0}{1}</div></main><div class=voices><ul>{2}</ul></div>",
    "several": "<main><article><p>Short.</p></article><article>{0}{1}</article></main><ul>{2}</ul>",
    "neither": "<div id=page><div>{0}{1}</div><div class=voices><ul>{2}</ul></div></div>",
}


@pytest.mark.parametrize("language", TOLD)
@pytest.mark.parametrize("shape", BESIDE)
def test_a_story_is_read_however_long_the_list_of_voices_below(shape: str, language: str) -> None:
    told = _told(language, 10)
    voices = "".join(f"<li><p>{SAID.format(n)}</p></li>" for n in range(30))
    html = PAGE.format(BESIDE[shape].format(HEADING, _paragraphs(told), voices))
    blocks = read_page(html).text.split("\n\n")
    assert [block for block in blocks if block in told] == told


def test_comments_that_are_called_so_are_no_story() -> None:
    told = _told("en", 6)
    comments = "".join(f"<article><p>{SAID.format(n) * 9}</p></article>" for n in range(9))
    body = f"<main>{HEADING}{_paragraphs(told)}</main><section id=comments>{comments}</section>"
    assert _blocks(body) == ["Bridges", *told]


def test_a_teaser_is_no_story() -> None:
    told = _told("en", 24)
    body = f"<div class=article-body>{HEADING}{_paragraphs(told)}</div>"
    assert _blocks(f"<main>{body}<div>{_teasers(4, linked=False)}</div></main>")[1:] == told
