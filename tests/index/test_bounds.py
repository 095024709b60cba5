"""Bounds hold: no product lies outside of what its code stands for."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from index import bounds
from index.bounds import HIGHEST, Bounded, Bounds


@pytest.fixture(params=[True, False], autouse=True, scope="module")
def _both_kinds_of_processor(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bounds, "adds_in_32_bits", lambda: request.param)
        patched.setattr(bounds, "_SLAB", 64)
        yield


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float32]:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def _codes(bounded: Bounded, asked: int, known: int) -> NDArray[np.uint8]:
    found = np.full((asked, known), 7, np.uint8)
    every = np.arange(asked)
    for code in range(256):
        one = np.full(asked, code, np.uint8)
        reached = bounded.between(every, one, one)
        found[reached.owners, reached.vectors] = code
    return found


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 150), st.integers(1, 9), st.integers(0, 10_000), st.sampled_from([1, 9]))
def test_no_product_lies_outside_of_its_bounds(
    known: int, asked: int, seed: int, peak: int
) -> None:
    chance = np.random.default_rng(seed)
    # high powers leave few numbers far from 0: what 8 bits are worst at
    vectors, queries = (_unit(chance.normal(size=(n, 64)) ** peak) for n in (known, asked))
    queries[0] = vectors[0]
    bounded, every = Bounds(vectors, threads=1).of(queries), np.arange(asked)
    products = queries @ vectors.T
    codes = _codes(bounded, asked, known)
    for column in range(known):
        code, score = codes[:, column], products[:, column]
        assert (code >= bounded.needed(every, score)).all()
    # and they are worth something
    highest = products.max(axis=1)
    near = np.flatnonzero(highest > 0.3)
    assert (bounded.needed(near, highest[near]) > 0).all()


@pytest.mark.parametrize("wanted", [1, 5, 40, 151])
def test_a_code_that_about_so_many_reach(wanted: int) -> None:
    chance = np.random.default_rng(wanted)
    vectors, queries = (_unit(chance.normal(size=(n, 64))) for n in (150, 5))
    bounded, every = Bounds(vectors, threads=1).of(queries), np.arange(5)
    least = bounded.reached(every, wanted)
    found = bounded.between(every, least, np.full(5, HIGHEST, np.uint8))
    # of the groups some are counted
    assert (np.bincount(found.owners, minlength=5) >= min(wanted / 4, 150)).all()
    assert found.owners.tolist() == sorted(found.owners.tolist())


@pytest.mark.parametrize("known", [0, 1])
def test_few_vectors_or_none(known: int) -> None:
    bounded = Bounds(_unit(np.eye(4)[:known]), threads=1).of(_unit(np.ones((2, 4))))
    lowest = np.zeros(2, np.uint8)
    found = bounded.between(np.arange(2), lowest, np.full(2, HIGHEST, np.uint8))
    assert found.vectors.tolist() == [0, 0][: 2 * known]
    assert bounded.reached(np.arange(2), 9).tolist() == [0, 0]
