"""Bounds hold: no product exceeds its block's by more than is said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.bounds import BLOCK, Bounds


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float32]:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 70), st.integers(1, 9), st.integers(0, 10_000), st.sampled_from([1, 9]))
def test_no_product_exceeds_its_bound(known: int, asked: int, seed: int, peak: int) -> None:
    chance = np.random.default_rng(seed)
    # high powers leave few numbers far from 0: what 8 bits are worst at
    vectors, queries = (_unit(chance.normal(size=(n, 64)) ** peak) for n in (known, asked))
    bounds = Bounds(vectors, threads=1)
    found, slack = bounds.of(queries)
    assert found.shape == (asked, -(-known // BLOCK))
    owners = np.arange(known) // BLOCK
    assert (queries @ vectors.T <= found[:, owners] + slack[:, None]).all()
    # and they are worth something; a last block that is not full is filled up with zeros
    assert (found.max(axis=1) <= (queries @ vectors.T).max(axis=1, initial=0.0) + 0.2).all()


def test_blocks_hold_neighbours_and_end_with_the_vectors() -> None:
    bounds = Bounds(_unit(np.eye(8)[:6]), threads=1)
    assert bounds.members(np.array([0])).tolist() == [0, 1, 2, 3]
    assert bounds.members(np.array([1])).tolist() == [4, 5]


@pytest.mark.parametrize("known", [0, 1])
def test_few_vectors_or_none(known: int) -> None:
    bounds = Bounds(_unit(np.eye(4)[:known]), threads=1)
    found, _ = bounds.of(_unit(np.ones((2, 4))))
    assert found.shape == (2, known)
