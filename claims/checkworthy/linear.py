"""The trained part of the gate: one weight a bucket and kind, in a text file, no dependency."""

from __future__ import annotations

import json
from base64 import b85decode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zlib import decompress

from claims.checkworthy.features import BUCKETS, features
from claims.checkworthy.lexicon import Reading


@dataclass(frozen=True, slots=True)
class Row:
    """Signed bytes, one a bucket, and what makes logits of their sum."""

    weights: memoryview
    scale: float
    bias: float

    def logit(self, buckets: frozenset[int]) -> float:
        """The log-odds of what the row stands for."""
        weights = self.weights
        return self.bias + self.scale * sum(weights[bucket] for bucket in buckets)


@dataclass(frozen=True, slots=True)
class LinearModel:
    """`gate` says whether a text states nothing, `kinds` what it is instead."""

    gate: Row
    kinds: Mapping[str, Row]
    threshold: float

    def kind(self, reading: Reading, *, margin: float = 0.0) -> str | None:
        """What a text is when it is surely no claim, else None; `margin` asks for more surety."""
        buckets = features(reading)
        if self.gate.logit(buckets) < self.threshold + margin:
            return None
        return max(self.kinds, key=lambda kind: self.kinds[kind].logit(buckets))


@cache
def load() -> LinearModel:
    """The model that ships with the package."""
    source = files("claims.checkworthy") / "weights.json"
    return parse(source.read_text(encoding="utf-8"))


def parse(text: str) -> LinearModel:
    """A model from its file's text; ValueError when the buckets differ."""
    stored = json.loads(text)
    rows = {name: _row(row) for name, row in stored["rows"].items()}
    return LinearModel(gate=rows.pop("gate"), kinds=rows, threshold=stored["threshold"])


def _row(stored: Mapping[str, str | float]) -> Row:
    weights = memoryview(decompress(b85decode(str(stored["weights"])))).cast("b")
    if len(weights) != BUCKETS:
        raise ValueError(f"{len(weights)} weights for {BUCKETS} buckets")
    return Row(weights=weights, scale=float(stored["scale"]), bias=float(stored["bias"]))
