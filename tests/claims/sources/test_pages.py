"""Reviews in web pages."""

from __future__ import annotations

import json

import pytest

from claims.model import Verdict
from claims.sources.draft import Accepted, Origin, Outcome, Rejected
from claims.sources.pages import parse_page
from tests.claims.sources.test_claimreview import review

MICRODATA = """<!DOCTYPE html><html lang="pl"><head>
<link rel="canonical" href="https://www.desk.example/check/7"></head><body>
<div itemscope itemtype="https://schema.org/ClaimReview">
 <h1 itemprop="name">To nie ser</h1>
 <p itemprop="claimReviewed">Księżyc jest z sera.</p>
 <meta itemprop="datePublished" content="2020-03-01">
 <span itemprop="author" itemscope itemtype="https://schema.org/Organization">
  <b itemprop="name">Biuro</b><a itemprop="url" href="/about">o nas</a></span>
 <div itemprop="itemReviewed" itemscope itemtype="https://schema.org/CreativeWork">
  <span itemprop="author" itemscope itemtype="https://schema.org/Person">
   <i itemprop="name">Ktoś</i></span></div>
 <div itemprop="reviewRating" itemscope itemtype="https://schema.org/Rating">
  <meta itemprop="ratingValue" content="1"><meta itemprop="bestRating" content="5">
  <meta itemprop="worstRating" content="1"><span itemprop="alternateName">Fałsz</span></div>
</div></body></html>"""


def page(*scripts: str, head: str = "", lang: str = "") -> bytes:
    blocks = "".join(f'<script type="application/ld+json">{s}</script>' for s in scripts)
    return f"<html{lang}><head>{head}{blocks}</head><body>x</body></html>".encode()


def read(content: bytes, address: str | None = None) -> list[Outcome]:
    return list(parse_page(content, Origin(source="page", address=address)))


def only(content: bytes, address: str | None = None) -> Accepted:
    (outcome,) = read(content, address)
    assert isinstance(outcome, Accepted), outcome
    return outcome


def test_the_scripts_of_a_page_are_read() -> None:
    website = json.dumps({"@type": "WebSite", "name": "Desk"})
    graph = json.dumps({"@graph": [{"@type": "WebPage"}, review(claimReviewed="Two.")]})
    outcomes = read(page(website, json.dumps(review()), f"<!-- {graph} -->", "{}", "broken"))
    texts = [outcome.record.text for outcome in outcomes if isinstance(outcome, Accepted)]
    assert texts == ["The Moon is made of cheese.", "Two."] and len(outcomes) == 2


def test_microdata_is_read_where_there_is_no_script() -> None:
    record = only(MICRODATA.encode()).record
    assert (record.text, record.claimant, record.language) == ("Księżyc jest z sera.", "Ktoś", "pl")
    found = record.review
    assert (found.publisher.name, found.publisher.site) == ("Biuro", "desk.example")
    assert (found.rating_text, found.verdict) == ("Fałsz", Verdict.FALSE)
    assert (found.title, found.url) == ("To nie ser", "https://www.desk.example/check/7")
    assert found.reviewed_at == "2020-03-01"


def test_a_script_counts_before_microdata_of_the_same() -> None:
    both = MICRODATA.replace(
        "</head>", f'<script type="application/ld+json">{json.dumps(review())}</script></head>'
    )
    assert only(both.encode()).record.text == "The Moon is made of cheese."


def test_unescaped_quotes_are_repaired_and_counted() -> None:
    broken = json.dumps(review(claimReviewed="He said QQyesQQ twice.")).replace("QQ", '"')
    outcome = only(page(broken))
    assert outcome.record.text == 'He said "yes" twice.'
    assert outcome.record.review.rating_text == "False"
    assert outcome.warnings == ("its JSON was broken and has been repaired",)


def test_the_page_says_what_the_review_leaves_out() -> None:
    head = '<meta property="og:url" content="https://www.desk.example/p">'
    silent = review(url=None, inLanguage=None)
    found = only(page(json.dumps(silent), head=head, lang=' lang="de-AT"')).record
    assert (found.review.url, found.language) == ("https://www.desk.example/p", "de-AT")
    anchor = only(page(json.dumps(review(url="#claim2")), head=head)).record
    assert anchor.review.url == "https://www.desk.example/p#claim2"
    fetched = only(page(json.dumps(silent)), "https://desk.example/f").record
    assert fetched.review.url == "https://desk.example/f"


def test_a_review_of_another_site_is_counted() -> None:
    head = '<link rel="canonical" href="https://copy.example/p">'
    outcome = only(page(json.dumps(review()), head=head))
    assert outcome.record.review.url == "https://www.desk.example/checks/1"
    assert outcome.warnings == ("url names another site than the page",)


def test_the_encoding_that_a_page_declares_is_used() -> None:
    text = page(json.dumps(review(claimReviewed="Größe"), ensure_ascii=False)).decode()
    content = text.replace("<head>", '<head><meta charset="iso-8859-1">').encode("iso-8859-1")
    assert only(content).record.text == "Größe"


@pytest.mark.parametrize("content", [b"<html></html>", b"<p>text", b"", b"\0\0", b"<" * 10_000])
def test_a_page_without_a_review_is_rejected(content: bytes) -> None:
    (outcome,) = read(content)
    assert isinstance(outcome, Rejected)
    assert "no ClaimReview" in outcome.reason or "not a page" in outcome.reason


def test_a_script_that_is_nested_too_deeply_is_none() -> None:
    deep = '{"@type": "ClaimReview", "x": ' + "[" * 100_000 + "]" * 100_000 + "}"
    assert only(page(deep, json.dumps(review()))).record.text == "The Moon is made of cheese."
    (outcome,) = read(page(deep))
    assert isinstance(outcome, Rejected) and outcome.reason == "the page holds no ClaimReview"


@pytest.mark.parametrize(
    ("head", "url", "found"),
    [
        ('<link rel="canonical" href="/p/7">', None, "https://desk.example/p/7"),
        ('<link rel="Canonical nofollow" href="https://d.example/7">', None, "https://d.example/7"),
        ('<base href="/deep/">', "check/1", "https://desk.example/deep/check/1"),
        ('<base href="/deep/"><link rel=canonical href=c>', None, "https://desk.example/deep/c"),
        ('<base href="http://[x/">', "check/1", "https://desk.example/check/1"),
        ('<link rel="canonical" href="http://[x/">', None, "https://desk.example/a?utm_source=rss"),
        ("", "http://[x/", None),
    ],
)
def test_addresses_are_those_that_a_browser_makes_of_them(
    head: str, url: str | None, found: str | None
) -> None:
    place = "https://desk.example/a?utm_source=rss"
    scripted = only(page(json.dumps(review(url=url)), head=head), place).record
    assert scripted.review.url == found


def test_an_address_in_microdata_that_is_none_costs_only_itself() -> None:
    broken = MICRODATA.replace('href="/about"', 'href="http://[x/"')
    found = only(broken.encode()).record.review
    assert found.publisher.name == "Biuro" and found.url == "https://www.desk.example/check/7"


def test_the_type_of_a_script_may_be_in_capitals() -> None:
    capitals = page(json.dumps(review())).replace(b"application/ld+json", b"Application/LD+JSON")
    assert only(capitals).record.text == "The Moon is made of cheese."


def test_microdata_nested_too_deeply_rejects_its_page() -> None:
    (outcome,) = read(b"<p>" + b"<div itemscope itemprop=author>" * 3_000)
    assert isinstance(outcome, Rejected) and outcome.reason == "its microdata is nested too deeply"


@pytest.mark.parametrize("between", ["", "\n", ",", ";"])
def test_every_document_of_a_script_is_read(between: str) -> None:
    first, second = review(), review(claimReviewed="Two.", reviewRating="True")
    broken = json.dumps(review(claimReviewed="Three."))[:-1]
    outcomes = read(page(between.join((json.dumps(first), json.dumps(second), broken))))
    found = [one.record for one in outcomes if isinstance(one, Accepted)]
    assert [(one.text, one.review.rating_text) for one in found] == [
        ("The Moon is made of cheese.", "False"),
        ("Two.", "True"),
        ("Three.", "False"),
    ]
