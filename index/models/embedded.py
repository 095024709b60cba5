"""EmbeddedEncoder: multilingual-e5-small with the claim-matching adapter, on the CPU."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.frames import sought
from claims.text import TEXT_VERSION
from index.encoder import EncoderSpec, Vectors
from index.errors import EncoderError
from index.models.batches import batches, even_batches, open_tokenizer
from index.models.cache import ADAPTER, embedded_model, weights_key
from index.models.cross import CrossEncoder
from index.models.graph import Graph
from index.models.runtime import computed_in, processors, side_by_side
from index.models.trunk import CLAIM_PREFIX, MAX_TOKENS, QUERY_PREFIX
from index.vectors import unit_rows

DIMENSION = 384
LONGEST = 512  # positions the trunk was trained with
_FEW = 16  # texts, from which on they are many


class EmbeddedEncoder:
    """An Encoder; any number of threads may share one.

    It may be made before a fork, and its children share the tokenizer's memory; but it may be
    used only after, because the runtime's threads do not survive.
    """

    def __init__(
        self,
        cache: Path,
        *,
        adapter: Path | None = ADAPTER,
        query_prefix: str = QUERY_PREFIX,
        claim_prefix: str = CLAIM_PREFIX,
        max_tokens: int = MAX_TOKENS,
        precision: str | None = None,
        streams: int | None = None,
    ) -> None:
        """Unpack the model if needed; `precision` "f32" or "bf16" overrides the quickest.

        Precision is no part of the spec: vectors of both may be compared. A few texts are encoded
        on all processors together. Of many, batches of equal length run side by side, each on one
        processor: that is quicker, and a text's vector depends on nothing but the text. With
        `streams`, all are encoded so, as many batches at once.
        """
        if not 8 <= max_tokens <= LONGEST:
            raise EncoderError(f"max_tokens must be from 8 to {LONGEST}, not {max_tokens}")
        self._spec = EncoderSpec(
            name="embedded",
            weights=weights_key(adapter),
            dimension=DIMENSION,
            query_prefix=query_prefix,
            claim_prefix=claim_prefix,
            max_tokens=max_tokens,
            text_version=TEXT_VERSION,
        )
        self._folder = embedded_model(cache, adapter=adapter)
        self._tokenizer = open_tokenizer(self._folder, max_tokens)
        precise = computed_in(precision)
        self._many = streams or processors()
        self._spread = Graph(self._folder, side_by_side(self._many) | precise)
        self._prompt = Graph(self._folder, {"PERFORMANCE_HINT": "LATENCY"} | precise)
        self._steady = streams is not None
        # One for all callers, whose batches wait in one line: what one leaves idle another takes,
        # and yet the first is done first. It starts its threads when they are needed.
        self._threads = ThreadPoolExecutor(2 * self._many, thread_name_prefix="encode")
        self._cross = CrossEncoder(cache, tokenizer=self._tokenizer, streams=streams)

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

    def unpack(self) -> None:
        """Unpack what reads pairs, too, which else waits for a first pair; raises EncoderError."""
        self._cross.unpack()

    def pair_key(self) -> str:
        """A hash of the weights that `read_pairs` reads with."""
        return self._cross.key

    def read_pairs(
        self, pairs: Sequence[tuple[str, str]], *, alone: bool = False
    ) -> NDArray[np.float64]:
        """The log-odds that each sentence affirms the claim beside it, and that it affirms or
        denies it; shape (len(pairs), 2)."""
        return self._cross.log_odds(pairs, alone=alone)

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """In tokens, which decide what is encoded side by side."""
        prepared = [self._spec.query_prefix + sought(text) for text in texts]
        return [len(found.ids) for found in self._tokenizer.encode_batch_fast(prepared)]

    def _encode(self, prefix: str, texts: Sequence[str]) -> Vectors:
        return self.encode_prepared([prefix + sought(text) for text in texts])

    def encode_prepared(self, texts: Sequence[str]) -> Vectors:
        """Encode texts as they are, as `sought` leaves them, and prefixed."""
        vectors = np.empty((len(texts), DIMENSION), dtype=np.float32)
        tokens = [found.ids for found in self._tokenizer.encode_batch_fast(list(texts))]
        lengths = [len(ids) for ids in tokens]

        def run(graph: Graph, rows: list[int]) -> None:
            vectors[rows] = graph.run([tokens[row] for row in rows])

        if self._steady or len(texts) >= _FEW:
            list(self._threads.map(partial(run, self._spread), even_batches(lengths)))
        else:
            for rows in batches(lengths):
                run(self._prompt, rows)
        return unit_rows(vectors, DIMENSION)
