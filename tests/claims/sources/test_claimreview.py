"""ClaimReview JSON-LD in the shapes in which it comes."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from claims.errors import SourceError
from claims.model import Record, Verdict
from claims.sources.draft import Accepted, Origin, Outcome, Rejected
from claims.sources.files import SourceFile
from claims.sources.mapping import Mapping
from claims.sources.reading import Format, detect_format, read_outcomes

Node = dict[str, Any]


def review(**changes: object) -> Node:
    """A well-formed ClaimReview with changes; None takes a property away."""
    node: Node = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://www.desk.example/checks/1",
        "claimReviewed": "The Moon is made of cheese.",
        "datePublished": "2020-03",
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": "Desk", "url": "https://www.desk.example/"},
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": "1",
            "bestRating": "5",
            "worstRating": "1",
            "alternateName": "False",
        },
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "A poster"},
            "datePublished": "2020-02-29",
            "appearance": "https://social.example/1",
        },
    }
    return {key: value for key, value in {**node, **changes}.items() if value is not None}


def read(document: object) -> list[Outcome]:
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    file = SourceFile("feed.json", BytesIO(content), None, None)
    form = detect_format(file.head(), file.name)
    assert form is Format.CLAIMREVIEW
    return list(read_outcomes(file, form, Origin(source="feed"), Mapping.by_name()))


def records(document: object) -> list[Record]:
    outcomes = read(document)
    assert all(isinstance(outcome, Accepted) for outcome in outcomes), outcomes
    return [outcome.record for outcome in outcomes if isinstance(outcome, Accepted)]


def one(document: object) -> Record:
    (record,) = records(document)
    return record


def test_a_whole_review_is_read_whole() -> None:
    node = review(headline="No cheese there", sdLicense="https://cc.example/by/4.0/")
    record = one({**node, "abstract": "The Moon is made of rock."})
    assert record.review.summary == "The Moon is made of rock."
    assert record.text == "The Moon is made of cheese."
    assert (record.claimant, record.claimed_at) == ("A poster", "2020-02-29")
    assert (record.language, record.appearances) == ("en", ("https://social.example/1",))
    found = record.review
    assert (found.publisher.name, found.publisher.site) == ("Desk", "desk.example")
    assert (found.url, found.title) == ("https://www.desk.example/checks/1", "No cheese there")
    assert (found.rating_text, found.verdict) == ("False", Verdict.FALSE)
    assert (found.reviewed_at, found.language) == ("2020-03", "en")
    assert (found.provenance.source, found.provenance.record_id) == ("feed", None)
    assert found.provenance.licence == "https://cc.example/by/4.0/"
    assert found.provenance.parser_version == "claimreview/2"


OTHER = review(claimReviewed="The Sun is cold.", url="https://www.desk.example/checks/1")


@pytest.mark.parametrize(
    "wrap",
    [
        lambda nodes: nodes,
        lambda nodes: {"@context": "x", "@graph": [{"@type": "WebPage", "name": "p"}, *nodes]},
        lambda nodes: {
            "@type": "DataFeed",
            "dataFeedElement": [
                {"@type": "DataFeedItem", "item": None},
                {"@type": "DataFeedItem", "dateCreated": "2020"},
                None,
                {"@type": "DataFeedItem", "item": [nodes[0], None]},
                {"@type": "DataFeedItem", "item": nodes[1]},
            ],
        },
    ],
)
def test_reviews_are_found_in_lists_graphs_and_feeds(wrap: Callable[[list[Node]], object]) -> None:
    found = [record.text for record in records(wrap([review(), OTHER]))]
    assert found == ["The Moon is made of cheese.", "The Sun is cold."]


def test_reviews_are_found_one_a_line() -> None:
    lines = f"{json.dumps(review())}\nbroken\n{json.dumps(OTHER)}\n".encode()
    first, broken, last = read(lines)
    assert isinstance(first, Accepted) and isinstance(last, Accepted)
    assert isinstance(broken, Rejected) and broken.line == 2
    assert last.line == 3


def test_a_type_may_be_a_list_or_an_address() -> None:
    assert one(review(**{"@type": ["Review", "http://schema.org/ClaimReview"]})).review.url


def test_what_is_no_claim_review_is_rejected() -> None:
    outcomes = read([review(), {"@type": "Recipe", "name": "Bread"}, "text", 7])
    reasons = [outcome.reason for outcome in outcomes if isinstance(outcome, Rejected)]
    assert reasons == ["not a ClaimReview but Recipe", "not a JSON object", "not a JSON object"]


@pytest.mark.parametrize("claim", ["", "  ", [], None, {"@type": "Thing"}])
def test_a_missing_claim_without_a_title_is_rejected(claim: object) -> None:
    (outcome,) = read(review(claimReviewed=claim))
    assert isinstance(outcome, Rejected)
    assert "neither a claim text nor a title" in outcome.reason


def test_every_claim_of_a_list_is_kept() -> None:
    texts = [r.text for r in records(review(claimReviewed=["One.", "", {"@value": "Two."}]))]
    assert texts == ["One.", "Two."]


def test_the_claim_may_stand_in_what_was_reviewed() -> None:
    node = review(claimReviewed=None, itemReviewed={"@type": "Claim", "text": "Cheese."})
    assert one(node).text == "Cheese."


@pytest.mark.parametrize(
    ("rating", "text", "verdict"),
    [
        ("Mostly false", "Mostly false", Verdict.MOSTLY_FALSE),
        (["Mostly false"], "Mostly false", Verdict.MOSTLY_FALSE),
        ({"alternateName": ["", "Falsch"]}, "Falsch", Verdict.FALSE),
        ({"alternateName": ["False", "Falsch"]}, "False; Falsch", Verdict.FALSE),
        ({"alternateName": ["False", "True"]}, "False; True", None),
        ([{"alternateName": "False"}, {"alternateName": "True"}], "False; True", None),
        (["False", {"alternateName": "True"}], "False; True", None),
        ([{"alternateName": "False"}, {"ratingValue": 5}], "False", Verdict.FALSE),
        ({"alternateName": {"@value": "Faux", "@language": "fr"}}, "Faux", Verdict.FALSE),
        ({"name": "Fact Crescendo Rating: False"}, "Fact Crescendo Rating: False", Verdict.FALSE),
        ({"properties": {"alternateName": "Satire"}}, "Satire", Verdict.SATIRE),
        ({"ratingValue": "False"}, "False", Verdict.FALSE),
        ({"ratingValue": 4, "bestRating": 5, "worstRating": 1}, None, Verdict.MOSTLY_TRUE),
        (
            {"ratingValue": 1, "bestRating": 5, "worstRating": 1, "alternateName": "Our view"},
            "Our view",
            Verdict.FALSE,
        ),
        ({"ratingValue": -1, "bestRating": -1, "worstRating": -1}, None, None),
        ({"ratingValue": 0, "bestRating": 10, "worstRating": 1}, None, None),
        ({"ratingValue": 4}, None, None),
        ({}, None, None),
        (None, None, None),
    ],
)
def test_ratings_in_every_shape(rating: object, text: str | None, verdict: Verdict | None) -> None:
    found = one(review(reviewRating=rating)).review
    assert (found.rating_text, found.verdict) == (text, verdict)


@pytest.mark.parametrize(
    ("author", "publisher", "name", "site"),
    [
        ("Desk", None, "Desk", "desk.example"),
        (["Desk", "Other"], None, "Desk", "desk.example"),
        ([{"name": "Desk"}], None, "Desk", "desk.example"),
        (None, {"@type": "Organization", "name": "Desk"}, "Desk", "desk.example"),
        (
            {"@type": "Person", "name": "Jo"},
            {"@type": "Organization", "name": "Desk", "url": "https://other.example"},
            "Desk",
            "other.example",
        ),
        ({"@type": "Person", "name": "Jo"}, None, "Jo", "desk.example"),
        (None, None, None, "desk.example"),
        ({"name": "\u200b \u2060"}, None, None, "desk.example"),
        # on a network everybody has the same site
        ({"name": "Desk", "sameAs": "https://www.facebook.com/d"}, None, "Desk", "desk.example"),
        ({"name": "Desk", "url": "https://x.com/desk"}, None, "Desk", "desk.example"),
        (
            {"name": "Desk", "sameAs": ["https://de-de.facebook.com/d", "https://d.example/"]},
            None,
            "Desk",
            "d.example",
        ),
        ({"name": "<script>alert(1)</script>"}, None, "<script>alert(1)</script>", "desk.example"),
    ],
)
def test_publishers_in_every_shape(
    author: object, publisher: object, name: str | None, site: str | None
) -> None:
    found = one(review(author=author, publisher=publisher)).review.publisher
    assert (found.name, found.site) == (name, site)


@pytest.mark.parametrize(
    ("author", "claimant"),
    [
        ("A poster", "A poster"),
        ({"name": "A poster"}, "A poster"),
        ([{"name": "One"}, {"name": "Two"}, "Three"], "One, Two, Three"),
        (None, None),
        ([], None),
    ],
)
def test_claimants_in_every_shape(author: object, claimant: str | None) -> None:
    node = review(itemReviewed={"@type": "Claim", "author": author})
    assert one(node).claimant == claimant


@pytest.mark.parametrize(
    "appearance",
    [
        {"appearance": ["https://s.example/1", "https://s.example/2"]},
        {"appearance": [{"url": "https://s.example/1"}, "https://s.example/2"]},
        {"appearance": "https://s.example/1, https://s.example/2"},
        {"appearance": "https://s.example/1 and https://s.example/2"},
        {"firstAppearance": {"@id": "https://s.example/1"}, "appearance": ["https://s.example/2"]},
    ],
)
def test_appearances_in_every_shape(appearance: Node) -> None:
    record = one(review(itemReviewed={"@type": "Claim", **appearance}))
    assert record.appearances == ("https://s.example/1", "https://s.example/2")


def test_what_was_reviewed_may_be_a_list_or_a_text() -> None:
    node = review(itemReviewed=[{"@type": "Claim"}, {"author": "B", "datePublished": "2019"}])
    assert (one(node).claimant, one(node).claimed_at) == ("B", "2019")
    assert one(review(itemReviewed="a post")).claimant is None


def test_reviews_of_one_claim_share_its_key_whatever_their_ids() -> None:
    nodes = [review(**{"@id": "#1"}), review(**{"@id": "#2"}, url="https://b.example/2")]
    first, second = records(nodes)
    assert first.claim_key == second.claim_key
    assert first.review_key != second.review_key
    assert first.review.provenance.record_id == "#1"


def test_entities_are_unescaped() -> None:
    record = one(review(claimReviewed="Salt &amp; water &quot;cure&quot;"))
    assert record.text == 'Salt & water "cure"'


def test_dates_that_are_none_are_unknown_and_counted() -> None:
    (outcome,) = read(review(datePublished="soon", url="in an ad"))
    assert isinstance(outcome, Accepted)
    assert outcome.record.review.reviewed_at is None
    assert set(outcome.warnings) == {"reviewed_at is no whole date", "url is no http(s) address"}


@pytest.mark.parametrize("tag", ["und", "mul", "zxx-Latn"])
def test_a_tag_of_no_language_states_none(tag: str) -> None:
    outcome = read(review(inLanguage=tag))[0]
    assert isinstance(outcome, Accepted) and outcome.warnings == ()
    assert (outcome.record.language, outcome.record.review.language) == (None, None)


def test_a_surrogate_or_nul_rejects_the_review() -> None:
    reasons = [o.reason for o in read([review(claimReviewed="a\ud800"), review(author="a\0")])]  # type: ignore[union-attr]
    assert reasons == ["text holds a lone surrogate", "publisher holds a NUL character"]


@pytest.mark.parametrize("content", [b'[{"a": 1}', b"[" * 100_000, b'["\xff"]'])
def test_a_document_that_is_no_json_is_a_source_error(content: bytes) -> None:
    with pytest.raises(SourceError):
        read(content)


def test_the_review_itself_is_no_appearance_of_the_claim() -> None:
    appearances = ["https://www.desk.example/checks/1/#top", "https://archive.example/x"]
    (outcome,) = read(review(itemReviewed={"@type": "Claim", "appearance": appearances}))
    assert isinstance(outcome, Accepted)
    assert outcome.record.appearances == ("https://archive.example/x",)
    assert outcome.warnings == ("an appearance is the review itself",)


def test_a_publishers_own_scale_is_read_by_its_site() -> None:
    node = review(
        url="https://www.politifact.com/factchecks/1",
        author={"@type": "Organization", "name": "PolitiFact"},
        reviewRating={"ratingValue": 2, "bestRating": 6, "worstRating": 1},
    )
    found = one(node).review
    assert (found.verdict, found.verdict_rule) == (Verdict.FALSE, "politifact.com:2 of 1-6")
