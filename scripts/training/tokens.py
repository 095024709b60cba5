"""tokenised(): texts as the ids of pieces, and the trunk with those pieces alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np

from index.models.packed import BLOCK, BLOCK_BYTES, PackedModel, TensorEntry
from index.models.tokenizer import build_tokenizer
from index.models.trunk import CLAIM_PREFIX, QUERY_PREFIX
from scripts.training.bundle import Ints

MAX_TOKENS = 96


def tokenised(packed: PackedModel, texts: Sequence[str]) -> tuple[dict[str, Ints], PackedModel]:
    """The token ids of all texts, and the trunk with only the rows of those in its table."""
    tokenizer = build_tokenizer(packed)
    tokenizer.enable_truncation(MAX_TOKENS)
    encoded = tokenizer.encode_batch_fast(texts, add_special_tokens=False)
    ids = [encoding.ids for encoding in encoded]
    ends = tokenizer.encode("").ids
    prefixes = [tokenizer.encode(p.strip()).ids[1:-1] for p in (QUERY_PREFIX, CLAIM_PREFIX)]
    flat = np.fromiter((i for row in ids for i in row), np.int64)
    kept = np.unique(np.concatenate([flat, [0, 1, 2, 3], *map(np.asarray, [ends, *prefixes])]))
    local = np.full(packed.shape.vocabulary, -1)
    local[kept] = np.arange(len(kept))
    arrays = {
        "tokens": local[flat].astype(np.uint16 if len(kept) < 2**16 else np.int32),
        "starts": np.cumsum([0, *map(len, ids)]),
        "ends": local[ends],
        "prefix_query": local[prefixes[0]],
        "prefix_claim": local[prefixes[1]],
    }
    return arrays, _pruned(packed, kept)


def _pruned(packed: PackedModel, kept: Ints) -> PackedModel:
    """The packed trunk with only the `kept` rows of its embedding table."""
    shape = packed.shape
    row = shape.hidden // BLOCK * BLOCK_BYTES
    chunks, tensors, start = [], {}, 0
    for name, entry in packed.tensors.items():
        raw = packed.content[entry.start : entry.start + entry.size]
        count = entry.count
        if name == "emb.word":
            raw = np.frombuffer(raw, np.uint8).reshape(-1, row)[kept].tobytes()
            count = len(kept) * shape.hidden
        chunks.append(raw)
        tensors[name] = TensorEntry(entry.kind, count, start, len(raw))
        start += len(raw)
    return dataclasses.replace(
        packed,
        shape=dataclasses.replace(shape, vocabulary=len(kept)),
        pieces=tuple(packed.pieces[i] for i in kept),
        scores=tuple(packed.scores[i] for i in kept),
        tensors=tensors,
        content=b"".join(chunks),
    )
