"""Records as they really come: mutated, contradictory and hostile ones, all accounted for."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.ingest import IngestReport, Intake, ingest
from claims.model import Verdict
from claims.sources.draft import Accepted, Origin, Rejected
from claims.sources.files import SourceFile
from claims.sources.mapping import Mapping
from claims.sources.reading import Format, read_outcomes
from claims.store import ClaimStore
from tests.claims.sources.test_claimreview import review

Node = dict[str, Any]

PATHS = [
    ("@type",),
    ("claimReviewed",),
    ("url",),
    ("datePublished",),
    ("inLanguage",),
    ("author",),
    ("author", "name"),
    ("author", "url"),
    ("reviewRating",),
    ("reviewRating", "ratingValue"),
    ("reviewRating", "bestRating"),
    ("reviewRating", "alternateName"),
    ("itemReviewed",),
    ("itemReviewed", "author"),
    ("itemReviewed", "datePublished"),
    ("itemReviewed", "appearance"),
    ("sdLicense",),
    ("headline",),
]
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(codec=None), max_size=20),
    st.sampled_from(
        ["", " ", "\0", "\ud800", "https://e.org/1", "javascript:x", "//", "http://[", "x" * 30_000]
    ),
    st.sampled_from(["2020-13-45", "1e999", "-1", "NaN", "5/5", "99999999999", "0000-00-00"]),
    st.sampled_from(["False", "not true", "{{7*7}}", "<script>", "‮abc", "🙂", "ClaimReview"]),
)
JUNK = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["@value", "@type", "name", "url", "properties", "item"]), inner
        ),
    ),
    max_leaves=6,
)
Mutation = tuple[tuple[str, ...], object]


def _mutated(changes: list[Mutation]) -> Node:
    node: Node = json.loads(json.dumps(review()))
    for path, value in changes:
        place: Any = node
        for key in path[:-1]:
            place = place.get(key) if isinstance(place, dict) else None
        if isinstance(place, dict):
            place[path[-1]] = value
    return node


@settings(
    max_examples=100,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(st.tuples(st.sampled_from(PATHS), JUNK), min_size=15, max_size=15), st.integers())
def test_ten_thousand_mutated_records_are_stored_or_rejected(
    mutations: list[Mutation], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    feed = [_mutated(chance.sample(mutations, chance.randint(0, 3))) for _ in range(100)]
    lines = [json.dumps(node) for node in feed]
    file = SourceFile("feed", BytesIO("\n".join(lines).encode()), None, None)
    origin = Origin(source="feed")
    outcomes = list(read_outcomes(file, Format.CLAIMREVIEW, origin, Mapping.by_name()))
    assert {outcome.line for outcome in outcomes} >= set(range(1, 101))
    for outcome in outcomes:
        if isinstance(outcome, Rejected):
            assert outcome.reason
        else:
            _storable(outcome)


def _storable(accepted: Accepted) -> None:
    record = accepted.record
    found = record.review
    texts = [record.text, record.claimant, found.title, found.rating_text, found.url]
    for text in filter(None, [*texts, found.publisher.name, *record.appearances]):
        assert "\0" not in text
        text.encode()
    assert found.url is None or found.url.lower().startswith(("http://", "https://"))
    assert record.claim_id and record.review_key


@pytest.fixture
def take(store: ClaimStore, tmp_path: Path) -> Callable[[object], IngestReport]:
    def _take(document: object) -> IngestReport:
        path = tmp_path / "feed.json"
        path.write_text(json.dumps(document))
        return ingest(store, Intake(path=path, source="feed"), tmp_path / "rejects")

    return _take


Take = Callable[[object], IngestReport]


def test_every_review_of_a_url_is_kept(take: Take, store: ClaimStore) -> None:
    assert take([review(claimReviewed=f"Claim {n}.") for n in range(3)]).new == 3
    assert {claim.reviews[0].url for claim in store.claims()} == {
        "https://www.desk.example/checks/1"
    }
    assert store.count() == 3


def test_two_labels_of_one_review_are_not_mixed(take: Take, store: ClaimStore) -> None:
    report = take([review(), review(reviewRating="True")])
    assert (report.new, report.rejected) == (1, 1)
    (claim,) = store.claims()
    assert claim.reviews[0].verdict is Verdict.FALSE
    (line,) = Path(str(report.rejects_file)).read_text().splitlines()
    assert "same identity and says something else" in json.loads(line)["reason"]


def test_publishers_that_disagree_are_both_kept(take: Take, store: ClaimStore) -> None:
    other = review(
        url="https://b.example/1",
        author={"name": "B", "url": "https://b.example"},
        reviewRating="True",
    )
    take([review(), other])
    (claim,) = store.claims()
    assert [r.verdict for r in claim.reviews] == [Verdict.FALSE, Verdict.TRUE]


HOSTILE = [
    "<script>alert(1)</script>",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "../../../etc/passwd",
    "'; DROP TABLE claims; --",
    "pаypal.com",
    "\u202egnp.exe",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_text(take: Take, store: ClaimStore, text: str) -> None:
    claimed = f"They said {text} today"
    take(
        review(
            claimReviewed=claimed,
            headline=text,
            author={"name": f"{text} desk"},
            reviewRating={"alternateName": text},
            url="javascript:alert(1)",
        )
    )
    (claim,) = store.claims()
    (found,) = claim.reviews
    assert (claim.text, found.title, found.rating_text) == (claimed, text, text)
    assert (found.publisher.name, found.url) == (f"{text} desk", None)


def test_a_hostile_source_name_stays_in_its_folder(store: ClaimStore, tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text("broken\n")
    intake = Intake(path=path, format=Format.JSONL, source="../../evil/\0name")
    report = ingest(store, intake, tmp_path / "rejects")
    assert Path(str(report.rejects_file)).parent == tmp_path / "rejects"


def test_a_megabyte_in_any_field_is_rejected_with_its_size(take: Take) -> None:
    huge = "x" * 1_000_000
    nodes = [review(claimReviewed=huge), review(headline=huge), review(author=huge)]
    report = take([*nodes, review()])
    assert (report.new, report.rejected) == (1, 3)
