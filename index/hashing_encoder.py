"""HashingEncoder: words and character n-grams hashed to buckets; quick, needs no model."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence

import numpy as np

from claims.frames import sought
from claims.text import TEXT_VERSION
from index.encoder import EncoderSpec, Vectors

DIMENSION = 256
_WORD = re.compile(r"[^\W_]+")


class HashingEncoder:
    """An Encoder for tests and trials: near-duplicates score high, meaning is not understood."""

    def __init__(self, *, query_prefix: str = "", claim_prefix: str = "", max_tokens: int = 128):
        self._spec = EncoderSpec(
            name="hashing",
            weights="words-trigrams-v1",
            dimension=DIMENSION,
            query_prefix=query_prefix,
            claim_prefix=claim_prefix,
            max_tokens=max_tokens,
            text_version=TEXT_VERSION,
        )

    @property
    def spec(self) -> EncoderSpec:
        """What this encoder is."""
        return self._spec

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode sentences to be checked."""
        return self._encode(self._spec.query_prefix, texts)

    def encode_claims(self, texts: Sequence[str]) -> Vectors:
        """Encode claims and review titles."""
        return self._encode(self._spec.claim_prefix, texts)

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """In characters."""
        return [len(text) for text in texts]

    def _encode(self, prefix: str, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in enumerate(texts):
            words = _WORD.findall((prefix + sought(text)).casefold())
            for feature, weight in _features(words[: self._spec.max_tokens]):
                code = zlib.crc32(feature.encode())
                # The top bit gives a sign, so that collisions cancel out on average.
                vectors[row, code % DIMENSION] += weight if code >> 31 else -weight
        return _scaled(vectors)


def _features(words: Sequence[str]) -> Iterator[tuple[str, float]]:
    for word in words:
        yield word, 1.0
        padded = f"<{word}>"
        for start in range(len(padded) - 2):
            yield "#" + padded[start : start + 3], 0.5


def _scaled(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1)
    vectors[lengths == 0, 0] = 1  # a text without words still gets a row of length 1
    lengths[lengths == 0] = 1
    scaled: Vectors = vectors / lengths[:, None]
    return scaled
