"""even_batches() and batches(): which texts go through a graph together; and the tokenizer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BATCH_TOKENS = 1024  # padded tokens a batch; larger ones fall out of the processor's cache


def open_tokenizer(folder: Path, max_tokens: int) -> Tokenizer:
    """That of an unpacked model."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Row numbers in batches of like length, each within BATCH_TOKENS when padded."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and lengths[row] * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def even_batches(lengths: Sequence[int], tokens: int = BATCH_TOKENS) -> Iterator[list[int]]:
    """Row numbers in batches of equal length, the longest first, each within so many tokens."""
    places: dict[int, list[int]] = {}
    for row, length in enumerate(lengths):
        places.setdefault(length, []).append(row)
    for length in sorted(places, reverse=True):
        most = max(1, tokens // max(1, length))
        rows = places[length]
        yield from (rows[start : start + most] for start in range(0, len(rows), most))
