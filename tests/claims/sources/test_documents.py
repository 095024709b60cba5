"""Other documents of reviews: API answers, MediaReview, and feeds too big to hold."""

from __future__ import annotations

import json
import sys
import tracemalloc
from io import BytesIO, RawIOBase
from typing import Any

import pytest

from claims.errors import SourceError
from claims.model import Verdict
from claims.sources.draft import Accepted, Rejected, Remark
from claims.sources.files import SourceFile
from claims.sources.json_stream import read_elements
from tests.claims.sources.test_claimreview import one, read, records, review

PAGE = {
    "claims": [
        {
            "text": "Drinking bleach cures the flu.",
            "claimant": "A poster",
            "claimDate": "2020-04-01T00:00:00Z",
            "claimReview": [
                {
                    "publisher": {"name": "Desk", "site": "desk.example"},
                    "url": "https://desk.example/1",
                    "title": "No, it does not",
                    "reviewDate": "2020-04-03T10:00:00Z",
                    "textualRating": "Pants on Fire",
                    "languageCode": "en",
                },
                {"publisher": {"site": "www.b.example"}, "url": "https://b.example/2"},
            ],
        },
        {"text": "Nobody reviewed it.", "claimReview": []},
    ],
    "nextPageToken": "CAo",
}


def test_a_page_of_the_api_gives_a_record_a_review() -> None:
    first, second, third, remark = read(PAGE)
    assert isinstance(first, Accepted) and isinstance(second, Accepted)
    record = first.record
    assert (record.text, record.claimant) == ("Drinking bleach cures the flu.", "A poster")
    assert record.claimed_at == "2020-04-01T00:00:00Z"
    found = record.review
    assert (found.publisher.name, found.publisher.site) == ("Desk", "desk.example")
    assert (found.title, found.verdict) == ("No, it does not", Verdict.FALSE)
    assert (found.language, found.provenance.parser_version) == ("en", "factchecktools/1")
    assert second.record.claim_key == record.claim_key
    assert second.record.review.publisher.site == "b.example"
    assert isinstance(third, Rejected) and third.reason == "it has no review"
    assert remark == Remark(warning="it goes on at pageToken=CAo: read that too", records=1)
    assert not any(isinstance(told, Remark) for told in read({**PAGE, "nextPageToken": ""}))


@pytest.mark.parametrize(
    "document",
    [
        {"@type": "NewsArticle", "mainEntity": review()},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": review()}]},
        {"@graph": [{"@type": "WebPage", "hasPart": [{"@type": "WebPage"}, review()]}]},
        {
            "@graph": [
                {"@type": "WebPage", "mainEntity": {"@type": "ClaimReview", "@id": "#r"}},
                review(),
            ]
        },
    ],
)
def test_a_review_inside_another_node_is_read(document: dict[str, Any]) -> None:
    assert one(document).text == "The Moon is made of cheese."


def test_what_a_review_of_a_graph_names_by_its_id_is_read() -> None:
    said = {
        "author": {"@id": "#desk"},
        "reviewRating": [{"@id": "#r"}],
        "itemReviewed": {"@id": "#c"},
    }
    graph = [
        review(**said),
        {"@type": "Organization", "@id": "#desk", "name": "Desk"},
        {"@type": "Rating", "@id": "#r", "alternateName": "False"},
        {"@type": "Claim", "@id": "#c", "author": {"@type": "Person", "@id": "#p"}},
        {"@type": "Person", "@id": "#p", "name": "Alice", "author": {"@id": "#p"}},
        {"@type": "ClaimReview", "@id": "#desk"},
    ]
    lines = json.dumps({"@graph": graph}) + "\n" + json.dumps({"@graph": []})
    for document in ({"@graph": graph}, lines.encode()):
        record = next(outcome.record for outcome in read(document) if isinstance(outcome, Accepted))
        found = record.review
        assert (found.publisher.name, found.verdict) == ("Desk", Verdict.FALSE)
        assert record.claimant == "Alice"


def test_what_is_nested_too_deeply_is_rejected_alone() -> None:
    # which the parser of JSON still reads: since Python 3.12 its depth has a limit of its own
    depth = 900 if sys.version_info < (3, 12) else 5_000
    deep = json.dumps(review(author="DEEP")).replace('"DEEP"', "[" * depth + "]" * depth)
    lines = f"{deep}\n{json.dumps(review())}"
    for document in (f'{{"@graph": [{deep}, {json.dumps(review())}]}}', lines):
        bad, good = read(document.encode())
        assert isinstance(bad, Rejected) and bad.reason == "it is nested too deeply"
        assert isinstance(good, Accepted)


MEDIA = {
    "@type": "MediaReview",
    "name": "This photo is from 2011",
    "url": "https://desk.example/photo",
    "author": {"@type": "Organization", "name": "Desk"},
    "mediaAuthenticityCategory": "https://schema.org/DecontextualizedContent",
    "mediaItemAppearance": [{"@type": "ImageObjectSnapshot", "url": "https://s.example/p.jpg"}],
}


def test_a_media_review_by_itself_is_a_review_of_its_title() -> None:
    record = one(MEDIA)
    assert record.text == "This photo is from 2011"
    assert record.appearances == ("https://s.example/p.jpg",)
    assert record.review.rating_text == "https://schema.org/DecontextualizedContent"
    assert record.review.verdict is Verdict.MISLEADING


def test_a_media_review_beside_a_claim_review_adds_to_it() -> None:
    inside = one({**MEDIA, "associatedClaimReview": review(reviewRating=None)})
    beside = one(review(reviewRating=None, associatedMediaReview=MEDIA))
    for record in (inside, beside):
        assert record.text == "The Moon is made of cheese."
        assert record.appearances == ("https://social.example/1", "https://s.example/p.jpg")
        assert record.review.verdict is Verdict.MISLEADING


class _Feed(RawIOBase):
    """A DataFeed of a hundred megabytes that is never held."""

    def __init__(self, count: int) -> None:
        node = json.dumps({"@type": "DataFeedItem", "item": [review(note="x" * 9_500), None]})
        self._left = count
        self._node = node.encode() + b","
        self._buffer = b'{"@type": "DataFeed", "dataFeedElement": ['
        self.size = count * len(self._node)

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        while len(self._buffer) < len(target) and self._left:
            take = min(self._left, 50)
            self._left -= take
            self._buffer += self._node * take
            if not self._left:
                self._buffer = self._buffer[:-1] + b"]}"
        count = min(len(target), len(self._buffer))
        target[:count], self._buffer = self._buffer[:count], self._buffer[count:]
        return count


def test_a_hundred_megabytes_stream_in_bounded_memory() -> None:
    feed = _Feed(10_000)
    tracemalloc.start()
    count = sum(1 for _ in read_elements(SourceFile("feed", feed, None, None)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 10_000
    assert feed.size > 100_000_000 and peak < 8_000_000


@pytest.mark.parametrize("size", [10, 262_130, 262_144, 600_000])
def test_elements_may_end_anywhere(size: int) -> None:
    text = "é" * size
    assert [r.text for r in records([review(claimReviewed="A", note=text), review()])] == [
        "A",
        "The Moon is made of cheese.",
    ]
    file = SourceFile("x", BytesIO(b"[" + b"1" * 100 + b" , 2" + b" " * size + b"]"), None, None)
    assert [element.value for element in read_elements(file)] == [int("1" * 100), 2]


@pytest.mark.parametrize(
    ("content", "gave"),
    [
        (b'{"@type": "ClaimReview"', False),
        (b'[{"a": 1}, {"a": 2', True),
        (b'{"a": 1}{"a": 2}', True),
    ],
)
def test_what_came_before_is_told_of_where_something_did(content: bytes, gave: bool) -> None:
    file = SourceFile("feed.json", BytesIO(content), None, None)
    with pytest.raises(SourceError) as broken:
        list(read_elements(file))
    assert str(broken.value).endswith("; what came before was read") is gave


@pytest.mark.parametrize(
    "content",
    [
        b"[1",
        b"[1,]",
        b"[1 2]",
        b'{"a" 1}',
        b'{"a": 1 "b": 2}',
        b'{"dataFeedElement": [{"a": 1}, {broken]}',
        b'{"dataFeedElement": [{"a": "\xff"}]}',
        b"[1] and more",
        b"{1: 2}",
        b"[" * 100_000,
        b"nonsense",
    ],
)
def test_a_broken_document_says_where(content: bytes) -> None:
    file = SourceFile("feed.json", BytesIO(content), None, None)
    with pytest.raises(SourceError, match=r"feed\.json is no JSON document from character \d+"):
        list(read_elements(file))


def test_what_came_before_the_break_is_read() -> None:
    file = SourceFile("feed.json", BytesIO(b'[{"a": 1}, {"b": 2}, oops'), None, None)
    elements = read_elements(file)
    assert [next(elements).value, next(elements).value] == [{"a": 1}, {"b": 2}]
    with pytest.raises(SourceError):
        next(elements)
