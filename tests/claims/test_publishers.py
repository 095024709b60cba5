"""How many publishers reviews are of."""

from __future__ import annotations

import pytest

from claims.model import Publisher, Review
from claims.publishers import count_publishers
from tests.factories import make_review


def review(name: str | None, site: str | None, url: str | None = None) -> Review:
    """A review of this publisher."""
    return make_review(publisher=Publisher(name=name, site=site), url=url)


@pytest.mark.parametrize(
    ("reviews", "count"),
    [
        ([], 0),
        ([review("Desk", "desk.example"), review("Other", "other.example")], 2),
        ([review("Desk", None), review("Other", None)], 2),
        ([review("Desk", None, "https://www.desk.example/1"), review(None, "desk.example")], 1),
        ([review("Desk", "desk.example"), review("DESK ", None)], 1),
        ([review("Desk", "desk.example"), review("Desk", "desk.example.org")], 1),
        # the third has the name of the one and the site of the other
        ([review("Desk", None), review(None, "desk.example"), review("Desk", "desk.example")], 1),
        ([review(None, None), review(None, None)], 1),
        ([review(None, None), review("Desk", None)], 2),
    ],
)
def test_publishers_are_told_by_name_and_site(reviews: list[Review], count: int) -> None:
    assert count_publishers(reviews) == count
    assert count_publishers(reversed(reviews)) == count
