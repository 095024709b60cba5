"""Bounds: how near every vector is to queries, in 8 bits, and by how much that may be wrong.

They run on the runtime that also runs the encoder, at a multiple of the speed of exact products.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.models.runtime import adds_in_32_bits, openvino
from index.vectors import ROUNDING

GROUP = 16  # vectors whose highest code is kept, so that most codes are looked at once only
HIGHEST = 255  # this code, or anything above
_SLAB = 65_536  # vectors in one product: each is compiled by itself, which takes longest
_TILE = 1_024
# Processors without a sum of products in 32 bits add two of them in 16: 255 * 2 * 63 fits.
_MOST, _MOST_WITH_CARE, _MOST_OF_QUERY = 127, 63, 127
_MIDDLE = 128  # queries are shifted by it: one side of the products has to be without a sign
_SAMPLED = 4  # of so many groups one is counted
_COVERED = 0.8  # the cosine of HIGHEST for a query that is like the vectors
_LENGTH = 1.001  # rows may be longer than 1 by so much

Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]
Codes = NDArray[np.uint8]


class Bounds:
    """Bounds over all vectors of a snapshot. For one thread."""

    def __init__(self, vectors: Vectors, *, threads: int) -> None:
        self._known = len(vectors)
        usual = np.abs(vectors[:: max(1, len(vectors) // 1_000)]).max(axis=1, initial=0.0)
        highest = float(np.median(usual)) if len(usual) else 1.0
        covered = _COVERED * _MOST_OF_QUERY / highest
        starts = range(0, len(vectors), _SLAB)
        self._slabs = [_Slab(vectors[start : start + _SLAB], covered, threads) for start in starts]
        self._error = max((slab.error for slab in self._slabs), default=0.0)
        self._step = covered / HIGHEST

    def of(self, queries: Vectors) -> Bounded:
        """Of these queries; what was given for others before is no longer to be used."""
        units = np.abs(queries).max(axis=1, keepdims=True) / _MOST_OF_QUERY
        whole = np.rint(queries / units)
        missed = np.linalg.norm(queries - whole * units, axis=1)
        slack = missed * _LENGTH + (_LENGTH + missed) * self._error + ROUNDING
        whole += _MIDDLE
        return Bounded(
            slabs=[slab.codes(whole) for slab in self._slabs],
            steps=(units[:, 0] * np.float32(self._step)).astype(np.float32, copy=False),
            slack=slack.astype(np.float32),
            known=self._known,
        )


class Bounded:
    """Codes of all vectors for some queries: what a code stands for is a matter of the query.

    A vector's score lies within `slack` of its code, give or take half a step; that of HIGHEST may
    be anything above as well, and that of 0 anything below.
    """

    def __init__(
        self, *, slabs: list[tuple[Codes, Codes]], steps: Scores, slack: Scores, known: int
    ) -> None:
        self._codes = [codes for codes, _ in slabs]  # query, place in the group, group
        self._steps, self._slack, self._known = steps, slack, known
        self._ends = np.cumsum([one.shape[2] for one in self._codes], dtype=np.int64)
        none = np.empty((len(steps), 0), np.uint8)
        self._highest: Codes = np.concatenate([none, *(highest for _, highest in slabs)], axis=1)

    def reached(self, queries: Numbers, wanted: int) -> Codes:
        """A code that about `wanted` vectors of each query reach; 0 where there are fewer."""
        groups = self._highest.shape[1]
        if wanted > groups:
            return np.zeros(len(queries), np.uint8)
        some = max(1, min(_SAMPLED, groups // wanted))
        wanted = -(-wanted // some)
        highest = np.arange(len(queries))[:, None] << 8 | self._highest[queries, ::some]
        counts = np.bincount(highest.ravel(), minlength=len(queries) << 8).reshape(-1, 256)
        enough = np.cumsum(counts[:, ::-1], axis=1) >= wanted
        found: Codes = (HIGHEST - enough.argmax(axis=1)).astype(np.uint8)
        return found

    def needed(self, queries: Numbers, scores: Scores) -> Codes:
        """The lowest code of each query that may stand for its score: none below reaches it."""
        lowest = (scores - self._slack[queries]) / self._steps[queries] - np.float32(0.5)
        found: Codes = np.clip(np.ceil(lowest), 0, HIGHEST).astype(np.uint8)
        return found

    def best(self, queries: Numbers) -> Scores:
        """What each query's best score is at least."""
        highest = self._highest[queries].max(axis=1, initial=0).astype(np.float32)
        found: Scores = (highest - np.float32(0.5)) * self._steps[queries] - self._slack[queries]
        return found

    def between(self, queries: Numbers, least: Codes, most: Codes) -> Reached:
        """The vectors whose codes for a query are from `least` to `most`."""
        found = [Reached.none()]
        starts = self._ends - [slab.shape[2] for slab in self._codes]
        for slab, start, end in zip(self._codes, starts.tolist(), self._ends.tolist(), strict=True):
            reach = self._highest[queries, start:end] >= least[:, None]
            owners, groups = np.divmod(np.flatnonzero(reach), end - start)
            members = slab[queries[owners], :, groups]
            inside = (members >= least[owners, None]) & (members <= most[owners, None])
            hits, places = np.divmod(np.flatnonzero(inside), GROUP)
            vectors = start * GROUP + places * (end - start) + groups[hits]
            found.append(Reached(owners[hits], vectors))
        return Reached.together(found, self._known)


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """Vectors, and which of the queries asked for each belongs to, in the queries' order."""

    owners: Numbers
    vectors: Numbers

    @classmethod
    def none(cls) -> Reached:
        """No vectors."""
        return cls(np.empty(0, np.int64), np.empty(0, np.int64))

    @classmethod
    def together(cls, parts: list[Reached], known: int) -> Reached:
        """All of them but for those that only fill a group up."""
        owners = np.concatenate([part.owners for part in parts])
        vectors = np.concatenate([part.vectors for part in parts])
        order = np.argsort(owners.astype(np.uint16), kind="stable")
        order = order[vectors[order] < known]
        return cls(owners[order], vectors[order])


class _Slab:
    """Some vectors in 8 bits, each with a scale of its own; `error` is the largest they make."""

    def __init__(self, vectors: Vectors, covered: float, threads: int) -> None:
        self._groups = -(-len(vectors) // GROUP)
        whole = np.zeros((self._groups * GROUP, vectors.shape[1]), np.int8)
        scales = np.ones((len(whole), 1), np.float32)
        self.error = 0.0
        most = _MOST if adds_in_32_bits() else _MOST_WITH_CARE
        for start in range(0, len(vectors), _TILE):
            some = vectors[start : start + _TILE]
            scale = np.maximum(np.abs(some).max(axis=1, keepdims=True) / most, 1e-9)
            rounded = np.rint(some / scale)
            whole[start : start + _TILE][: len(some)] = rounded
            scales[start : start + _TILE][: len(some)] = scale
            rounded *= scale
            rounded -= some
            errors = np.einsum("ij,ij->i", rounded, rounded)
            self.error = max(self.error, float(np.sqrt(errors.max())))
        self._request = _compile(whole, scales, covered, threads)

    def codes(self, queries: Vectors) -> tuple[Codes, Codes]:
        """All codes by query, place in the group, and group; and the highest of each group."""
        found = self._request.infer([queries], share_inputs=True, share_outputs=True)[0]
        codes: Codes = found.reshape(len(queries), GROUP, self._groups)
        return codes, codes.max(axis=1)


def _compile(whole: NDArray[np.int8], scales: Scores, covered: float, threads: int) -> Any:
    """A request that answers whole numbers, shifted by _MIDDLE, with the code of each vector."""
    runtime = openvino()
    import openvino.opset13 as ops

    queries = ops.parameter([-1, whole.shape[1]], np.float32)
    low, high, none = np.float32(0), np.float32(HIGHEST), np.float32(0)
    shifted = ops.fake_quantize(queries, low, high, low, high, 256)  # so that 8 bits are used
    known = ops.multiply(ops.convert(ops.constant(whole), np.float32), ops.constant(scales))
    shift = whole.sum(axis=1, dtype=np.int64)[None] * scales.T * -_MIDDLE
    products = ops.add(ops.matmul(shifted, known, False, True), ops.constant(np.float32(shift)))
    # done as the products leave the registers: nothing but bytes goes to the memory
    codes = ops.fake_quantize(products, none, np.float32(covered), low, high, 256)
    settings: dict[str, Any] = {
        "INFERENCE_PRECISION_HINT": "f32",
        "NUM_STREAMS": 1,
        "INFERENCE_NUM_THREADS": threads,
        "ENABLE_CPU_PINNING": "NO",
    }
    model = runtime.Model([ops.convert(codes, np.uint8)], [queries], "bounds")
    return _core().compile_model(model, "CPU", settings).create_infer_request()


@cache
def _core() -> Any:
    """One for all slabs: each would load its own plugin."""
    return openvino().Core()
