"""Adapters compared: where the right claims stand among others."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.encoder import Encoder
from index.hashing_encoder import HashingEncoder
from scripts.training.separation import Asked, compare, forms, ranked


@pytest.fixture
def hashing() -> Encoder:
    """The encoder for tests that need speed."""
    return HashingEncoder()


def test_a_claim_scores_by_its_nearest_text(hashing: Encoder) -> None:
    claims = {"a": ["Cats can swim.", "Can cats swim?"], "b": ["Owls sleep at noon."]}
    queries = [("Can cats swim?", frozenset("a")), ("Owls sleep at noon.", frozenset("b"))]
    found = ranked(hashing, Asked("two", queries, claims))
    assert found.ranks.shape == (2, 1)
    assert np.allclose(found.right, 1, atol=1e-5)


def test_what_is_above_the_right_claim_is_counted(hashing: Encoder) -> None:
    claims = {"a": ["Cats can swim."], "b": ["Owls sleep at noon."]}
    queries = [("Cats can swim.", frozenset("a")), ("Cats can swim.", frozenset("b"))]
    found = ranked(hashing, Asked("two", queries, claims))
    assert found.ranks.ravel().tolist() == [0, 1]
    assert found.right[0] == found.best_other[1] > found.right[1]


def test_where_nothing_is_right_the_nearest_is_told_all_the_same(hashing: Encoder) -> None:
    asked = Asked("none", [("Cats can swim.", frozenset())], {"a": ["Cats can swim."]})
    found = ranked(hashing, asked)
    assert found.best[0] == pytest.approx(1, abs=1e-5)
    assert found.right[0] == -np.inf and not found.success(1).any()


def test_own_material_is_enough(hashing: Encoder, tmp_path: Path) -> None:
    for alone in (False, True):
        lines = list(compare(hashing, tmp_path / "none", alone))
        assert [line.split()[0] for line in lines] == ["paraphrases.tsv", "reported.tsv", "unseen"]


def test_a_title_stands_with_its_text_or_alone() -> None:
    assert forms("Cats swim.", ["No."], alone=False) == ["Cats swim.", "Cats swim. No."]
    assert forms("Cats swim.", ["No."], alone=True) == ["Cats swim.", "No."]
