"""A page that is fetched again: what it no longer says is not shown beside what it says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from claims.export import ExportFormat, export_store
from claims.ingest import IngestReport, Intake, ingest
from claims.store import ClaimStore
from claims.store_superseded import SUPERSEDED

PAGE = "https://desk.example/garlic"
WARNING = "the page says something else now: what it said before is withdrawn"
CURES = ("Garlic cures the flu.", "False")
HELPS = ("Garlic does not cure the flu.", "True")

Fetched = Callable[..., IngestReport]


@pytest.fixture
def fetched(store: ClaimStore, tmp_path: Path) -> Fetched:
    def _fetched(
        *said: tuple[str | None, str], at: str = PAGE, source: str = "desk"
    ) -> IngestReport:
        reviews = [
            {
                "@type": "ClaimReview",
                "claimReviewed": text,
                "reviewRating": {"alternateName": rating},
                "author": {"name": source.title()},
            }
            for text, rating in said
        ]
        path = tmp_path / "page"
        body = f'<html><script type="application/ld+json">{json.dumps(reviews)}</script></html>'
        path.write_text(body)
        return ingest(store, Intake(path=path, source=source, address=at), tmp_path / "rejects")

    return _fetched


def shown(store: ClaimStore) -> list[tuple[str, list[str | None]]]:
    found = [(c.text, [review.rating_text for review in c.reviews]) for c in store.claims()]
    return sorted(found)


def test_a_reworded_claim_takes_the_place_of_the_old_one(
    fetched: Fetched, store: ClaimStore
) -> None:
    fetched(CURES)
    (old,) = store.claims()
    report = fetched(HELPS)
    assert (report.new, report.warnings) == (1, {WARNING: 1})
    assert shown(store) == [("Garlic does not cure the flu.", ["True"])]
    assert [(one.kind, one.reason) for one in store.history(old.id)] == [
        ("new", None),
        ("withdrawn", SUPERSEDED),
    ]


def test_what_the_page_says_again_is_back(fetched: Fetched, store: ClaimStore) -> None:
    fetched(CURES)
    fetched(HELPS)
    report = fetched(CURES)
    assert (report.read, report.changed, report.unchanged) == (1, 1, 0)
    assert shown(store) == [("Garlic cures the flu.", ["False"])]


def test_of_several_claims_only_those_that_are_gone_go(fetched: Fetched, store: ClaimStore) -> None:
    fetched(CURES, ("Garlic is a vegetable.", "True"))
    seq = store.last_seq()
    assert fetched(("Garlic is a vegetable.", "True")).warnings == {WARNING: 1}
    assert shown(store) == [("Garlic is a vegetable.", ["True"])]
    assert [change.kind for change in store.changes_since(seq)] == ["withdrawn"]


def test_what_others_say_of_the_claim_stands(fetched: Fetched, store: ClaimStore) -> None:
    fetched(CURES)
    fetched(("Garlic cures the flu.", "Misleading"), at="https://other.example/1", source="other")
    fetched(HELPS)
    expected = [
        ("Garlic cures the flu.", ["Misleading"]),
        ("Garlic does not cure the flu.", ["True"]),
    ]
    assert shown(store) == expected
    fetched(CURES)
    assert shown(store) == [("Garlic cures the flu.", ["False", "Misleading"])]


def test_a_list_of_reviews_says_nothing_of_those_it_leaves_out(
    store: ClaimStore, tmp_path: Path
) -> None:
    for text in ("Garlic cures the flu.", "Garlic is a vegetable."):
        review = {"@type": "ClaimReview", "claimReviewed": text, "url": PAGE}
        path = tmp_path / "feed.json"
        path.write_text(json.dumps([review]))
        intake = Intake(path=path, source="desk", address="https://desk.example/latest.json")
        assert ingest(store, intake, tmp_path).warnings == {}
    assert len(shown(store)) == 2


def test_a_page_of_which_a_part_is_rejected_takes_nothing_back(
    fetched: Fetched, store: ClaimStore
) -> None:
    fetched(CURES)
    assert fetched(HELPS, ("…", "False")).rejected == 1
    assert len(shown(store)) == 2


def test_what_an_operator_withdrew_does_not_come_back(fetched: Fetched, store: ClaimStore) -> None:
    fetched(CURES)
    (claim,) = store.claims()
    store.withdraw(claim.id, "wrong")
    fetched(CURES, ("Garlic is a vegetable.", "True"))
    assert shown(store) == [("Garlic is a vegetable.", ["True"])]


def test_an_export_with_history_restores_what_is_shown(
    fetched: Fetched, store: ClaimStore, tmp_path: Path
) -> None:
    fetched(CURES)
    fetched(("Garlic cures the flu.", "Misleading"), at="https://other.example/1", source="other")
    fetched(HELPS)
    path = tmp_path / "all.jsonl"
    export_store(store, path, ExportFormat.JSONL, withdrawn=True, history=True)
    with ClaimStore.open(tmp_path / "copy.sqlite") as copy:
        ingest(copy, Intake(path=path), tmp_path)
        assert shown(copy) == shown(store)
