"""Encoder: texts to unit vectors, two verbs for the two sides, and the spec that names it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderSpec:
    """Everything that decides what vector a text gets; equal specs may share an index.

    `weights` is a hash of the weights (base and adapter); `text_version` is that of
    claims.text.normalise, which every text passes first.
    """

    name: str
    weights: str
    dimension: int
    query_prefix: str
    claim_prefix: str
    max_tokens: int
    text_version: int

    @property
    def fingerprint(self) -> str:
        """16 hex digits over all fields: vectors of different fingerprints are never compared."""
        canonical = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]


class Encoder(Protocol):
    """Both verbs return float32 of shape (len(texts), dimension), rows of length 1.

    Texts come in any length and are normalised and cut by the encoder; raises EncoderError.
    """

    @property
    def spec(self) -> EncoderSpec:
        """What this encoder is."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode sentences to be checked."""
        ...

    def encode_claims(self, texts: Sequence[str]) -> Vectors:
        """Encode claims and review titles."""
        ...

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """How long texts are to it: those of like length are encoded soonest together."""
        ...
