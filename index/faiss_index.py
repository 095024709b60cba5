"""FaissIndex: the embedded vector engine. Exact up to EXACT_LIMIT vectors, an inverted file above.

Half of the inverted lists are visited: over 170,000 vectors that finds the nearest one as an exact
search does for 99.9% of queries at a fifth of its cost (`scripts/bench.py index` prints it). A
graph (HNSW, 32 links) was slower at the same recall and took twenty times as long to build.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.errors import SnapshotDamaged, VectorError
from index.vectors import unit_rows

EXACT_LIMIT = 50_000
_LISTS_PER_ROOT = 1.25
_VISITED_SHARE = 0.5
_TRAINING_ROWS_A_LIST = 64
_ADD_ROWS = 4096

Ids = NDArray[np.int64]
Scores = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Hits:
    """The nearest vectors of one query, best first; equally long, possibly empty."""

    ids: Ids
    scores: Scores


class FaissIndex:
    """Inner product over unit rows; ids are given by the caller and must be unique."""

    def __init__(self, engine: Any, dimension: int) -> None:
        self._engine = engine
        self._dimension = dimension
        self._lists = _lists(engine)

    @classmethod
    def build(
        cls, vectors: Vectors, ids: Ids, *, progress: Callable[[int], object] = lambda _: None
    ) -> FaissIndex:
        """Build over (n, dimension) unit rows; raises VectorError on bad rows or doubled ids."""
        import faiss

        dimension = vectors.shape[1] if vectors.ndim == 2 else 0
        if len(np.unique(ids)) != len(vectors):
            raise VectorError("every vector needs an id of its own")
        if len(vectors) <= EXACT_LIMIT:
            inner = faiss.IndexFlatIP(dimension)
        else:
            inner = _inverted_file(unit_rows(vectors, dimension))
        engine = faiss.IndexIDMap2(inner)
        for start in range(0, len(vectors), _ADD_ROWS):
            rows = unit_rows(vectors[start : start + _ADD_ROWS], dimension)
            engine.add_with_ids(rows, ids[start : start + _ADD_ROWS])
            progress(len(rows))
        return cls(engine, dimension)

    @classmethod
    def open(cls, path: Path, dimension: int) -> FaissIndex:
        """Open a written index, memory-mapped; raises SnapshotDamaged."""
        import faiss

        try:
            engine = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as error:
            raise SnapshotDamaged(f"{path.name} is not a readable index") from error
        if engine.d != dimension:
            raise SnapshotDamaged(f"{path.name} has dimension {engine.d}, not {dimension}")
        return cls(engine, dimension)

    def write(self, path: Path) -> None:
        """Write to a file; OSError when that fails (the engine itself raises RuntimeError)."""
        import faiss

        try:
            faiss.write_index(self._engine, str(path))
        except RuntimeError as error:
            raise OSError(f"the index could not be written: {error}") from error

    def __len__(self) -> int:
        """The number of vectors."""
        return int(self._engine.ntotal)

    @property
    def exact(self) -> bool:
        """True when a search sees every vector."""
        return self._lists == 0

    def search(self, queries: Vectors, count: int, allowed: Mask | None = None) -> list[Hits]:
        """The nearest `count` ids for each query, best first; `allowed` is a mask over ids.

        The inverted file may return fewer than `count` under a strict mask: the caller falls back.
        """
        import faiss

        rows = unit_rows(queries, self._dimension)
        count = min(count, len(self))
        if count == 0:
            return [Hits(np.empty(0, np.int64), np.empty(0, np.float32)) for _ in rows]
        options: dict[str, Any] = {}
        if allowed is not None:
            bitmap = np.packbits(allowed, bitorder="little")
            options["sel"] = faiss.IDSelectorBitmap(bitmap)
        if self.exact:
            parameters = faiss.SearchParameters(**options)
        else:
            visited = max(1, round(self._lists * _VISITED_SHARE))
            parameters = faiss.SearchParametersIVF(nprobe=visited, **options)
        scores, ids = self._engine.search(rows, count, params=parameters)
        return [_hits(*pair) for pair in zip(ids, scores, strict=True)]


def _lists(engine: Any) -> int:
    """The number of inverted lists; 0 for an exact index."""
    import faiss

    # The engine inside shows only its base class until it is cast down.
    inner = faiss.downcast_index(engine.index)
    return int(getattr(inner, "nlist", 0))


def _inverted_file(vectors: Vectors) -> Any:
    """A trained, empty inverted file of half-precision rows."""
    import faiss

    lists = max(1, round(_LISTS_PER_ROOT * len(vectors) ** 0.5))
    dimension = vectors.shape[1]
    inner = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimension),
        dimension,
        lists,
        faiss.ScalarQuantizer.QT_fp16,
        faiss.METRIC_INNER_PRODUCT,
    )
    drawn = np.random.default_rng(0).permutation(len(vectors))[: lists * _TRAINING_ROWS_A_LIST]
    inner.cp.min_points_per_centroid = 1  # else it warns on standard output
    inner.train(vectors[np.sort(drawn)])
    return inner


def _hits(ids: Ids, scores: Scores) -> Hits:
    """Drop the -1 that the engine pads with: the one place where that is known."""
    found = ids >= 0
    return Hits(ids[found], scores[found])
