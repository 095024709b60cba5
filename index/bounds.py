"""Bounds: how near blocks of vectors can be to queries, from products of 8-bit integers.

They run on the runtime that also runs the encoder, at a multiple of the speed of exact ones.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.models.runtime import openvino

BLOCK = 4  # vectors under one bound
_SLAB = 32_768  # vectors in one product
# Processors without a sum of products in 32 bits add two of them in 16: 127 * 2 * 63 fits.
_MOST, _MOST_OF_QUERY = 63, 127
_ROUNDING = (
    1e-4  # of single precision, and of rows whose length is only nearly 1; with some to spare
)

Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]


class Bounds:
    """Bounds over all vectors of a snapshot, every BLOCK neighbours of which are a block."""

    def __init__(self, vectors: Vectors, *, threads: int) -> None:
        starts = range(0, len(vectors), _SLAB)
        self._slabs = [_Slab(vectors[start : start + _SLAB], threads) for start in starts]
        errors = [slab.errors for slab in self._slabs]
        self._errors = np.concatenate([*errors, np.empty(0, np.float32)])
        self._vectors = len(vectors)

    def of(self, queries: Vectors) -> tuple[Scores, Scores]:
        """A row of bounds for each query, and by how much a product may still exceed them."""
        steps = np.abs(queries).max(axis=1, keepdims=True) / _MOST_OF_QUERY
        rounded = np.rint(queries / steps)
        slack = np.linalg.norm(queries - rounded * steps, axis=1) * 1.1 + _ROUNDING
        found = np.empty((len(queries), len(self._errors)), np.float32)
        at = 0
        for slab in self._slabs:
            slab.highest(rounded, out=found[:, at : at + len(slab.errors)])
            at += len(slab.errors)
        found *= steps
        found += self._errors
        return found, slack.astype(np.float32)

    def members(self, blocks: Numbers) -> Numbers:
        """The vectors of these blocks."""
        found = (blocks[:, None] * BLOCK + np.arange(BLOCK)).ravel()
        return found[found < self._vectors]


class _Slab:
    """Some vectors in 8 bits, each with a scale of its own; `errors` are the blocks' largest."""

    def __init__(self, vectors: Vectors, threads: int) -> None:
        blocks = -(-len(vectors) // BLOCK)
        whole = np.zeros((blocks * BLOCK, vectors.shape[1]), np.float32)
        whole[: len(vectors)] = vectors
        scales = np.maximum(np.abs(whole).max(axis=1, keepdims=True) / _MOST, 1e-9)
        rounded = np.rint(whole / scales)
        errors = np.linalg.norm(whole - rounded * scales, axis=1)
        self.errors: Scores = errors.reshape(-1, BLOCK).max(axis=1) + np.float32(_ROUNDING)
        # the first of every block, then the second of every block, ...: the best of a block is
        # found by comparing whole rows
        turned = np.arange(len(whole)).reshape(-1, BLOCK).T.ravel()
        self._request = _compile(rounded[turned].astype(np.int8), scales[turned], threads)

    def highest(self, queries: Vectors, out: Scores) -> None:
        """The highest product of each block with each query."""
        out[:] = self._request.infer([queries], share_inputs=True, share_outputs=True)[0]


def _compile(rounded: NDArray[np.int8], scales: Scores, threads: int) -> Any:
    """A request that answers whole numbers from -127 to 127 with the highest product of a block."""
    runtime = openvino()
    import openvino.opset13 as ops

    queries = ops.parameter([-1, rounded.shape[1]], np.float32)
    low, high = np.float32(-128), np.float32(127)
    whole = ops.fake_quantize(queries, low, high, low, high, 256)  # so that 8 bits are used
    known = ops.multiply(ops.convert(ops.constant(rounded), np.float32), ops.constant(scales))
    products = ops.matmul(whole, known, False, True)
    blocks = ops.reshape(products, np.array([0, BLOCK, -1], np.int64), True)
    highest = ops.reduce_max(blocks, np.array([1], np.int64), False)
    settings: dict[str, Any] = {
        "INFERENCE_PRECISION_HINT": "f32",
        "NUM_STREAMS": 1,
        "INFERENCE_NUM_THREADS": threads,
        "ENABLE_CPU_PINNING": "NO",
    }
    model = runtime.Model([highest], [queries], "bounds")
    return runtime.Core().compile_model(model, "CPU", settings).create_infer_request()
