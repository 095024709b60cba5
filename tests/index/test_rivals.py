"""Rivals: how the candidates of a query stand to each other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from claims.store import ClaimStore
from index.build import build_snapshot
from index.encoders import open_encoder
from index.features import Candidates
from index.matcher import Matcher
from index.publish import current_id
from index.rivals import REACH, RIVALS, among_rivals, in_reach, rivals, with_margins
from index.segments import Segments
from index.snapshot import Snapshot
from tests.claims.factories import make_record


def _candidates(*scores: float) -> Candidates:
    values = np.array(scores)
    places = np.arange(len(scores))
    columns = {"score": values, "grams": values / 2}
    nowhere = cast(Snapshot, None)  # margins need the columns only
    return Candidates(nowhere, places, places, columns, Segments(np.array([len(scores)])))


def test_they_are_ordered_and_know_their_distance() -> None:
    found = with_margins(_candidates(0.2, 0.9, 0.5), np.array([1.0, 7.0, 4.0]))
    assert found.rows.tolist() == [1, 2, 0]
    assert found.columns["lead"].tolist() == [3.0, 0.0, 0.0]
    assert found.columns["behind"].tolist() == [0.0, -3.0, -6.0]


def test_the_crowd_is_the_next_best_and_few_are_filled_up() -> None:
    many = with_margins(_candidates(0.9, *[0.4] * 20), np.arange(21.0))
    assert many.columns["others"] == pytest.approx(np.full(21, 0.4))
    assert many.columns["common"] == pytest.approx(np.full(21, 0.2))
    alone = with_margins(_candidates(0.9), np.zeros(1))
    assert alone.columns["others"].tolist() == [pytest.approx(0.45)]
    assert alone.columns["lead"].tolist() == [0.0]
    assert alone.columns["rivals"].tolist() == [0.0]
    assert many.columns["rivals"] == pytest.approx(np.full(21, np.log(11)))


def test_the_first_places_of_each_query_are_kept() -> None:
    both = replace(_candidates(0.9, 0.8, 0.7, 0.6), queries=Segments(np.array([3, 1])))
    assert both.first(2).rows.tolist() == [0, 1, 3]
    assert both.first(2).queries.counts.tolist() == [2, 1]
    assert both.first(3) is both


def test_a_claim_among_claims_like_it_is_crowded_and_its_cluster_is_no_crowd() -> None:
    like = np.array([[1.0, 0.0], [0.8, 0.6], [0.6, 0.8], [0.0, 1.0]], np.float32)
    snapshot = SimpleNamespace(vectors=like, heads=np.array([0, 1, 2, 2]), merged=True)
    queries = Segments(np.array([3, 1]))
    rows = np.array([0, 1, 2, 3])
    columns = {name: np.zeros(4) for name in ("words", "grams", "covered", "cross")}
    found = among_rivals(Candidates(cast(Snapshot, snapshot), rows, rows, columns, queries))
    by_hand = [0.3 + 0.1, 0.3 + 0.46, 0.1 + 0.46, 0.0]  # what 0.8, 0.6 and 0.96 exceed 0.5 by
    assert found.columns["crowded"] == pytest.approx(np.log1p(by_hand), abs=1e-6)
    pair = found.ordered(rows[2:])
    pair = replace(pair, queries=Segments(np.array([2])))
    assert among_rivals(pair).columns["crowded"].tolist() == [0.0, 0.0]
    snapshot.merged = 0
    assert among_rivals(found).columns["crowded"] == pytest.approx(np.log1p(by_hand), abs=1e-6)


def _near(cosines: list[float], heads: list[int] | None = None) -> list[int]:
    values, places = np.array(cosines), np.arange(len(cosines))
    snapshot = SimpleNamespace(heads=places if heads is None else np.array(heads))
    counts = Segments(np.array([len(cosines)]))
    found = Candidates(cast(Snapshot, snapshot), places, places, {"cosine": values}, counts)
    kept: list[int] = np.flatnonzero(rivals(found)).tolist()
    return kept


def test_the_nearest_are_rivals_and_whatever_else_is_in_reach() -> None:
    far = 0.9 - REACH - 1e-9
    assert _near([far - place / 100 for place in range(RIVALS)]) == list(range(RIVALS))
    crowd = [0.9] * RIVALS + [0.9 - REACH + 1e-9, far]
    assert _near(crowd) == list(range(RIVALS + 1))
    rising = [far - place / 100 for place in range(RIVALS + 5)][::-1] + [0.9]
    assert _near(rising) == list(range(6, RIVALS + 6))


def test_a_cluster_counts_once_among_the_nearest() -> None:
    falling = [0.9, *(0.5 - place / 100 for place in range(RIVALS + 1))]
    heads = [0, 0, *range(2, RIVALS + 2)]
    assert _near(falling, heads) == list(range(RIVALS + 1))


def test_a_cosine_that_was_rounded_up_counts_as_one() -> None:
    rounded = np.array([1 + 1e-6, 1.0 - REACH], np.float32)
    assert (
        in_reach(rounded, rounded[0]).tolist()
        == in_reach(np.minimum(rounded, 1), np.float64(1)).tolist()
    )


def test_words_that_cannot_meet_do_not_count_against_a_claim(tmp_path: Path) -> None:
    encoder = open_encoder("hashing", cache=tmp_path)
    with ClaimStore.open(tmp_path / "claims.sqlite") as store:
        store.upsert(
            [
                make_record("Cats fear cucumbers", language="en"),
                make_record("Cats fear the rain", language="en"),
                make_record("猫はきゅうりを怖がる", language="ja"),
                make_record("Katzen", language=None),
            ]
        )
        build_snapshot(store, encoder, tmp_path / "snapshots", fitted=tmp_path)
    root = tmp_path / "snapshots"
    snapshot = Snapshot.open(root / current_id(root), encoder.spec.fingerprint)
    sentence = "Cats really do fear cucumbers, they say in the street"
    (found,) = Matcher(snapshot, encoder).consider([sentence])
    found = among_rivals(found)
    texts = [claim.text for claim in snapshot.claims(found.rows.tolist())]
    shares = dict(zip(texts, found.columns["grams"], strict=True))
    own = (shares["Cats fear cucumbers"], shares["Cats fear the rain"], shares["Katzen"])
    assert shares["猫はきゅうりを怖がる"] == pytest.approx(np.mean(own))
    assert shares["Katzen"] < shares["猫はきゅうりを怖がる"]
