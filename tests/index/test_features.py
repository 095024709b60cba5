"""Features: how candidates stand to each other, and how days count."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from claims.store import ClaimStore
from index.build import build_snapshot
from index.encoders import open_encoder
from index.features import Candidates, with_margins
from index.library import Library
from index.matcher import Matcher
from index.publish import current_id
from index.snapshot import Snapshot
from tests.claims.factories import make_record


def _candidates(*scores: float) -> Candidates:
    values = np.array(scores)
    return Candidates.of_one(np.arange(len(scores)), {"score": values, "grams": values / 2})


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
    texts = [claim.text for claim in snapshot.claims(found.rows.tolist())]
    shares = dict(zip(texts, found.columns["grams"], strict=True))
    own = (shares["Cats fear cucumbers"], shares["Cats fear the rain"], shares["Katzen"])
    assert shares["猫はきゅうりを怖がる"] == pytest.approx(np.mean(own))
    assert shares["Katzen"] < shares["猫はきゅうりを怖がる"]


@pytest.mark.parametrize(
    ("signature", "near", "far"),
    [
        (" — Ann (@ann) January 15, 2020", 1.0, 0.0),
        (" — Ann (@ann) February 14, 2020", np.exp(-1), 1 - np.exp(-1)),
        (" — Ann (@ann)", 0.0, 0.0),
        ("", 0.0, 0.0),
    ],
)
def test_a_posts_day_counts_where_it_is_known(
    library: Library, signature: str, near: float, far: float
) -> None:
    text = "The Great Wall of China is visible from the Moon." + signature
    (found,) = library.current().consider([text])
    best = int(np.argmax(found.columns["near"])) if near else 0
    assert found.columns["near"][best] == pytest.approx(near)
    assert found.columns["far"][best] == pytest.approx(far)
