"""open_encoder(): the encoder of a name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from index.encoder import Encoder
from index.hashing_encoder import HashingEncoder
from index.models.embedded import EmbeddedEncoder
from index.st_encoder import SentenceTransformerEncoder


def open_encoder(
    name: str,
    *,
    cache: Path,
    query_prefix: str | None = None,
    claim_prefix: str | None = None,
    max_tokens: int | None = None,
    streams: int | None = None,
) -> Encoder:
    """Open "embedded", "hashing", or any sentence-transformers model by name or path.

    What is None keeps the encoder's own default. `streams` sets the embedded one up for many texts
    at once (see there). Raises EncoderError.
    """
    given = {
        "query_prefix": query_prefix,
        "claim_prefix": claim_prefix,
        "max_tokens": max_tokens,
    }
    settings: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    if name == "embedded":
        return EmbeddedEncoder(cache, streams=streams, **settings)
    if name == "hashing":
        return HashingEncoder(**settings)
    return SentenceTransformerEncoder(name, **settings)
