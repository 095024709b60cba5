"""PackedModel: the `E5S1` file, a BERT trunk in 4 bits with its Unigram tokenizer.

The layout is in parse_packed(); every length read from the file is checked against its end.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelFileError

MAGIC = b"E5S1"
BLOCK = 32  # weights that share one scale
BLOCK_BYTES = 2 + BLOCK // 2  # float16 scale, then two weights a byte
FLOAT32, FOUR_BIT = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TrunkShape:
    """The sizes of a BERT trunk."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class TensorEntry:
    """Where one tensor lies in the file."""

    kind: int
    count: int
    start: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedModel:
    """The parsed file: sizes, vocabulary with scores, and tensors read on demand."""

    shape: TrunkShape
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    unknown: int
    tensors: Mapping[str, TensorEntry]
    content: bytes

    def tensor(self, name: str, *shape: int) -> NDArray[np.float32]:
        """The tensor as float32 in the given shape (one axis if none); its own memory."""
        entry = self.tensors.get(name)
        if entry is None or (shape and int(np.prod(shape)) != entry.count):
            raise ModelFileError(f"the model file holds no tensor {name} of shape {shape}")
        flat = self._floats(entry) if entry.kind == FLOAT32 else self._unpacked(entry)
        return flat.reshape(shape or (entry.count,))

    def _floats(self, entry: TensorEntry) -> NDArray[np.float32]:
        return np.frombuffer(self.content, "<f4", entry.count, entry.start).astype(np.float32)

    def _unpacked(self, entry: TensorEntry) -> NDArray[np.float32]:
        flat = np.frombuffer(self.content, np.uint8, entry.size, entry.start)
        blocks = flat.reshape(-1, BLOCK_BYTES)
        scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
        # Low nibbles are the block's first 16 weights, high nibbles its last 16.
        nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
        return ((nibbles.astype(np.float32) - 8) * scales).reshape(-1)


class _Cursor:
    """Reads little-endian fields one after another, never past the end."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def integers(self, layout: str) -> tuple[int, ...]:
        packed = struct.Struct("<" + layout)
        return packed.unpack(self.take(packed.size))

    def numbers(self, kind: str, count: int) -> NDArray[np.generic]:
        return np.frombuffer(self.take(count * np.dtype(kind).itemsize), kind)

    def take(self, size: int) -> bytes:
        end = self._at + size
        if size < 0 or end > len(self._content):
            raise ModelFileError("the model file ends too early")
        chunk = self._content[self._at : end]
        self._at = end
        return chunk


def parse_packed(content: bytes) -> PackedModel:
    """Parse a whole file; raises ModelFileError when it is cut or of another kind."""
    cursor = _Cursor(content)
    if cursor.take(4) != MAGIC or cursor.integers("I") != (1,):
        raise ModelFileError("the model file is not of the kind E5S1, version 1")
    shape = _shape(cursor)
    count, _bos, _eos, _pad, unknown = cursor.integers("5i")
    pieces, scores = _vocabulary(cursor, count)
    _skip_normalisation(cursor)
    return PackedModel(
        shape=shape,
        pieces=pieces,
        scores=scores,
        unknown=unknown,
        tensors=_tensors(cursor, len(content)),
        content=content,
    )


def _shape(cursor: _Cursor) -> TrunkShape:
    hidden, layers, heads, feed_forward, vocabulary, positions, types = cursor.integers("7i")
    epsilon = float(cursor.numbers("<f4", 1)[0])
    if cursor.integers("i") != (BLOCK,):
        raise ModelFileError(f"the model file does not use blocks of {BLOCK} weights")
    return TrunkShape(
        hidden=hidden,
        layers=layers,
        heads=heads,
        feed_forward=feed_forward,
        vocabulary=vocabulary,
        positions=positions,
        types=types,
        epsilon=epsilon,
    )


def _vocabulary(cursor: _Cursor, count: int) -> tuple[tuple[str, ...], tuple[float, ...]]:
    (size,) = cursor.integers("Q")
    offsets = cursor.numbers("<u4", count + 1).tolist()
    scores = cursor.numbers("<f4", count).tolist()
    text = cursor.take(size)
    if offsets[-1] != size or any(a > b for a, b in pairwise(offsets)):
        raise ModelFileError("the model file's vocabulary is damaged")
    pieces = tuple(text[a:b].decode() for a, b in pairwise(offsets))
    return pieces, tuple(scores)


def _skip_normalisation(cursor: _Cursor) -> None:
    # The map is NFKC but for the rules written out in index.models.tokenizer.
    _count, size = cursor.integers("iI")
    cursor.take(size)


def _tensors(cursor: _Cursor, length: int) -> dict[str, TensorEntry]:
    (count,) = cursor.integers("i")
    tensors = {}
    for _ in range(count):
        (name_length,) = cursor.integers("H")
        name = cursor.take(name_length).decode()
        entry = TensorEntry(*cursor.integers("BIQQ"))
        if entry.start + entry.size > length or entry.size != _size(entry):
            raise ModelFileError(f"tensor {name} lies outside the model file")
        tensors[name] = entry
    return tensors


def _size(entry: TensorEntry) -> int:
    if entry.kind == FLOAT32:
        return entry.count * 4
    if entry.kind == FOUR_BIT and entry.count % BLOCK == 0:
        return entry.count // BLOCK * BLOCK_BYTES
    return -1
