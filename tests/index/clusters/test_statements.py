"""What is compared of claims."""

from __future__ import annotations

import numpy as np

from claims.model import Publisher
from index.clusters.objections import objection
from index.clusters.statements import read_statements
from index.snapshot import Links
from tests.factories import make_claim, make_review

PORT = "The old harbour has burnt down."
HALL = "The town hall was closed last week."


def test_one_publisher_by_name_and_by_site_is_one() -> None:
    both = Publisher(name="Harbour Checks", site="checks.example")
    named = Publisher(name="harbour checks", site=None)
    claims = [
        make_claim(text, id=text, reviews=(make_review(publisher=publisher, url=None),))
        for text, publisher in ((PORT, both), (HALL, named))
    ]
    places = np.arange(3, dtype=np.int64)
    links = Links(places, places[:2].astype(np.int32), places, places[:2].astype(np.int32))
    one, other = read_statements(claims, links)
    assert one.publishers & other.publishers
    assert objection(one, other, supported=True) == "publisher"
