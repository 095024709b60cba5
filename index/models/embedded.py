"""EmbeddedEncoder: multilingual-e5-small with the claim-matching adapter, on the CPU."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from claims.text import TEXT_VERSION, normalise
from index.encoder import EncoderSpec, Vectors
from index.errors import EncoderError
from index.models.cache import ADAPTER, GRAPH, embedded_model, weights_key
from index.models.runtime import openvino
from index.models.trunk import CLAIM_PREFIX, MAX_TOKENS, QUERY_PREFIX
from index.vectors import unit_rows

if TYPE_CHECKING:
    from tokenizers import Tokenizer

DIMENSION = 384
LONGEST = 512  # positions the trunk was trained with
BATCH_TOKENS = 1024  # padded tokens a batch; larger ones fall out of the processor's cache


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
        """Unpack the model if needed; `precision` "f32" or "bf16" overrides the processor's own.

        Precision is no part of the spec: vectors of both may be compared. With `streams`, as many
        batches run at once, each on one processor, and texts are never padded: many texts are
        encoded sooner, single ones later, and a text's vector depends on nothing but the text.
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
        self._tokenizer = _open_tokenizer(self._folder, max_tokens)
        self._precision = precision
        self._streams = streams
        self._lock = threading.Lock()
        self._compiled: tuple[int, Any] | None = None
        self._local = threading.local()

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

    def _encode(self, prefix: str, texts: Sequence[str]) -> Vectors:
        return self.encode_prepared([prefix + normalise(text) for text in texts])

    def encode_prepared(self, texts: Sequence[str]) -> Vectors:
        """Encode texts as they are, already normalised and prefixed."""
        vectors = np.empty((len(texts), DIMENSION), dtype=np.float32)
        tokens = [found.ids for found in self._tokenizer.encode_batch_fast(list(texts))]
        lengths = [len(ids) for ids in tokens]

        def run(rows: list[int]) -> None:
            vectors[rows] = self._run([tokens[row] for row in rows])

        if self._streams:
            with ThreadPoolExecutor(self._streams) as threads:
                list(threads.map(run, _even_batches(lengths)))
        else:
            for rows in _batches(lengths):
                run(rows)
        return unit_rows(vectors, DIMENSION)

    def _run(self, tokens: list[list[int]]) -> NDArray[np.float32]:
        width = max(map(len, tokens))
        ids = np.ones((len(tokens), width), dtype=np.int64)  # 1 is the padding token
        mask = np.zeros_like(ids)
        for row, found in enumerate(tokens):
            ids[row, : len(found)] = found
            mask[row, : len(found)] = 1
        try:
            output: NDArray[np.float32] = self._request.infer([ids, mask])[0]
        except RuntimeError as error:
            raise EncoderError(f"the embedded model failed: {error}") from error
        return output

    @property
    def _request(self) -> Any:
        model = self._model()
        if getattr(self._local, "model", None) is not model:
            self._local.model, self._local.request = model, model.create_infer_request()
        return self._local.request

    def _model(self) -> Any:
        with self._lock:
            if self._compiled is None:
                self._compiled = os.getpid(), self._compile()
            process, model = self._compiled
            if process != os.getpid():
                raise EncoderError("the encoder was used before a fork; first use it after")
            return model

    def _compile(self) -> Any:
        # Several workers on one machine would all pin their threads to the same processors.
        settings: dict[str, Any] = {"PERFORMANCE_HINT": "LATENCY", "ENABLE_CPU_PINNING": "NO"}
        if self._streams:
            threads = {"NUM_STREAMS": self._streams, "INFERENCE_NUM_THREADS": self._streams}
            settings = {"ENABLE_CPU_PINNING": "NO", **threads}
        if self._precision:
            settings["INFERENCE_PRECISION_HINT"] = self._precision
        try:
            model = openvino().Core().compile_model(self._folder / GRAPH, "CPU", settings)
            # Two threads whose first arrays arrive at one moment wait for each other for ever in
            # OpenVINO's bindings (a guard of theirs, and the interpreter's lock): one goes ahead.
            first = np.ones((1, 1), dtype=np.int64)
            model.create_infer_request().infer([first, first])
            return model
        except RuntimeError as error:
            raise EncoderError(f"the embedded model cannot be opened: {error}") from error


def _open_tokenizer(folder: Path, max_tokens: int) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Row numbers in batches of like length, each within BATCH_TOKENS when padded."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and lengths[row] * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _even_batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Row numbers in batches of equal length, the longest first, each within BATCH_TOKENS."""
    places: dict[int, list[int]] = {}
    for row, length in enumerate(lengths):
        places.setdefault(length, []).append(row)
    for length in sorted(places, reverse=True):
        most = max(1, BATCH_TOKENS // max(1, length))
        rows = places[length]
        yield from (rows[start : start + most] for start in range(0, len(rows), most))
