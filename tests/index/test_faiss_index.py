"""The engine: ids are the caller's, bad rows stay out, -1 never comes out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index import faiss_index
from index.errors import SnapshotDamaged, VectorError
from index.faiss_index import FaissIndex


def _unit(rows: int, dimension: int = 16, seed: int = 0) -> NDArray[np.float32]:
    drawn = np.random.default_rng(seed).normal(size=(rows, dimension)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def _ids(rows: int) -> NDArray[np.int64]:
    return np.arange(rows, dtype=np.int64)


def test_a_vector_finds_itself_with_score_one() -> None:
    vectors = _unit(50)
    hits = FaissIndex.build(vectors, _ids(50) + 1000).search(vectors[7:8], 3)[0]
    assert hits.ids[0] == 1007
    assert hits.scores[0] == pytest.approx(1.0, abs=1e-5)
    assert list(hits.scores) == sorted(hits.scores, reverse=True)


def test_more_than_there_are_gives_all_and_no_padding() -> None:
    hits = FaissIndex.build(_unit(3), _ids(3)).search(_unit(1, seed=1), 100)[0]
    assert sorted(hits.ids) == [0, 1, 2]


def test_an_empty_index_gives_no_hits() -> None:
    assert not len(FaissIndex.build(_unit(0), _ids(0)).search(_unit(2), 5)[0].ids)


@pytest.mark.parametrize("exact_limit", [1000, 10])
def test_only_allowed_ids_are_found(monkeypatch: pytest.MonkeyPatch, exact_limit: int) -> None:
    monkeypatch.setattr(faiss_index, "EXACT_LIMIT", exact_limit)
    index = FaissIndex.build(_unit(200), _ids(200))
    allowed = np.zeros(200, dtype=np.bool_)
    allowed[100:] = True
    for hits in index.search(_unit(5, seed=2), 20, allowed):
        assert len(hits.ids) == 20
        assert hits.ids.min() >= 100


def test_the_inverted_file_finds_what_the_exact_search_finds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vectors = _unit(3000)
    queries = vectors[:20] + _unit(20, seed=3) / 3
    queries /= np.linalg.norm(queries, axis=1, keepdims=True)
    exact = FaissIndex.build(vectors, _ids(3000)).search(queries, 10)
    monkeypatch.setattr(faiss_index, "EXACT_LIMIT", 100)
    inverted = FaissIndex.build(vectors, _ids(3000))
    assert not inverted.exact
    shared = [
        len(set(a.ids) & set(b.ids))
        for a, b in zip(exact, inverted.search(queries, 10), strict=True)
    ]
    assert sum(shared) / 200 > 0.9


@pytest.mark.parametrize("exact_limit", [1000, 10])
def test_written_and_opened_it_answers_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, exact_limit: int
) -> None:
    monkeypatch.setattr(faiss_index, "EXACT_LIMIT", exact_limit)
    index, queries = FaissIndex.build(_unit(100), _ids(100)), _unit(4, seed=4)
    index.write(tmp_path / "index.faiss")
    opened = FaissIndex.open(tmp_path / "index.faiss", 16)
    for a, b in zip(index.search(queries, 5), opened.search(queries, 5), strict=True):
        assert a.ids.tolist() == b.ids.tolist()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda v: v * 2,
        lambda v: np.where(v > 0, np.nan, v),
        lambda v: v[:, :5],
        lambda v: v * 0,
        lambda v: v.astype(np.int32),
    ],
)
def test_bad_query_rows_are_refused(spoil: object) -> None:
    index = FaissIndex.build(_unit(10), _ids(10))
    with pytest.raises(VectorError):
        index.search(spoil(_unit(2)), 1)  # type: ignore[operator]


def test_doubled_ids_are_refused() -> None:
    with pytest.raises(VectorError, match="id of its own"):
        FaissIndex.build(_unit(2), np.array([5, 5]))


def test_a_cut_file_is_damage(tmp_path: Path) -> None:
    FaissIndex.build(_unit(100), _ids(100)).write(tmp_path / "index.faiss")
    whole = (tmp_path / "index.faiss").read_bytes()
    (tmp_path / "index.faiss").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SnapshotDamaged):
        FaissIndex.open(tmp_path / "index.faiss", 16)


def test_another_dimension_is_damage(tmp_path: Path) -> None:
    FaissIndex.build(_unit(10), _ids(10)).write(tmp_path / "index.faiss")
    with pytest.raises(SnapshotDamaged, match="dimension 16"):
        FaissIndex.open(tmp_path / "index.faiss", 384)
