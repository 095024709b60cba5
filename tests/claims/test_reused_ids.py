"""An id that its source gives to another text: no verdict on one is shown for the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from claims.export import ExportFormat, export_store
from claims.ingest import IngestReport, Intake, ingest
from claims.merges import EQUAL, ProposedMerge
from claims.store import ClaimStore
from claims.store_reused import REUSED

HEADER = "id,text,url,publisher,rating\n"
GARLIC = "7,Garlic cures the flu.,https://desk.example/garlic,Desk,False\n"
WATER = "7,Water is wet.,https://desk.example/water,Desk,True\n"
WARNING = "an id names another text now: what it named before is withdrawn"

Take = Callable[..., IngestReport]


@pytest.fixture
def take(store: ClaimStore, tmp_path: Path) -> Take:
    def _take(*rows: str) -> IngestReport:
        path = tmp_path / "in.csv"
        path.write_text(HEADER + "".join(rows))
        return ingest(store, Intake(path=path, source="desk"), tmp_path)

    return _take


def shown(store: ClaimStore) -> list[tuple[str, list[str | None]]]:
    return [(c.text, [review.rating_text for review in c.reviews]) for c in store.claims()]


def test_the_claim_is_the_new_text_with_its_own_reviews(take: Take, store: ClaimStore) -> None:
    take(GARLIC)
    report = take(WATER)
    assert (report.new, report.warnings) == (1, {WARNING: 1})
    assert shown(store) == [("Water is wet.", ["True"])]
    (claim,) = store.claims()
    kinds = [(version.kind, version.reason) for version in store.history(claim.id)]
    assert kinds == [("new", None), ("withdrawn", REUSED), ("new", None)]
    seq = store.last_seq()
    take(WATER, "8,Another.,,,\n")
    assert ("Water is wet.", ["True"]) in shown(store)
    assert [change.claim_id == claim.id for change in store.changes_since(seq)] == [False]


def test_a_file_that_was_ingested_by_mistake_is_taken_back_by_the_right_one(
    take: Take, store: ClaimStore
) -> None:
    take(GARLIC)
    take(WATER)
    assert take(GARLIC).changed == 1
    assert shown(store) == [("Garlic cures the flu.", ["False"])]


def test_a_corrected_text_takes_the_reviews_along_that_are_told_again(
    take: Take, store: ClaimStore
) -> None:
    other = "7,Garlic cures the flu.,https://other.example/1,Other,Mixed\n"
    take(GARLIC, other)
    corrected = [row.replace("the flu", "colds") for row in (GARLIC, other)]
    assert take(*corrected).changed == 2
    assert shown(store) == [("Garlic cures colds.", ["False", "Mixed"])]
    take(corrected[0].replace("garlic,", "garlic-2,"), corrected[1])
    assert shown(store) == [("Garlic cures colds.", ["False", "Mixed", "False"])]


def test_another_spelling_is_no_other_text(take: Take, store: ClaimStore) -> None:
    take(GARLIC)
    assert take(GARLIC.replace("Garlic cures", "GARLIC  cures").replace("garlic,", "g,")).new == 1
    assert [len(reviews) for _, reviews in shown(store)] == [2]


def test_what_an_operator_withdrew_does_not_come_back(take: Take, store: ClaimStore) -> None:
    take(GARLIC)
    (claim,) = store.claims()
    store.withdraw(claim.id, "wrong")
    take(WATER)
    take(GARLIC)
    assert shown(store) == [("Water is wet.", ["True"])]


def test_a_rules_merge_ends_with_the_text_that_it_was_made_of(
    take: Take, store: ClaimStore
) -> None:
    take(GARLIC, GARLIC.replace("7", "8"))
    first, second = (claim.id for claim in store.claims())
    equal = ProposedMerge(
        claim_id=first, into=second, rule=EQUAL, encoder=None, score=None, probability=None
    )
    store.merges.record([equal], [first, second], near=False)
    take(WATER)
    assert [merge.ended_reason for merge in store.merges.all()] == ["a text changed"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((GARLIC, WATER), ["new", "withdrawn", "new"]),
        ((GARLIC, WATER, GARLIC), ["new", "withdrawn", "new", "withdrawn", "changed"]),
    ],
)
@pytest.mark.parametrize("form", list(ExportFormat))
def test_an_export_tells_the_same(
    take: Take,
    store: ClaimStore,
    tmp_path: Path,
    form: ExportFormat,
    rows: tuple[str, ...],
    told: list[str],
) -> None:
    for row in rows:
        take(row)
    path = tmp_path / f"all.{form}"
    export_store(store, path, form, withdrawn=True, history=True)
    with ClaimStore.open(tmp_path / "copy.sqlite") as copy:
        ingest(copy, Intake(path=path), tmp_path)
        assert shown(copy) == shown(store)
        (claim,) = store.claims()
        kinds = [version.kind for version in copy.history(claim.id)]
        assert kinds == told


def test_an_export_from_before_restores_what_the_id_named(
    take: Take, store: ClaimStore, tmp_path: Path
) -> None:
    take(GARLIC)
    path = tmp_path / "before.jsonl"
    export_store(store, path, ExportFormat.JSONL)
    take(WATER)
    assert ingest(store, Intake(path=path), tmp_path).changed == 1
    assert shown(store) == [("Garlic cures the flu.", ["False"])]
