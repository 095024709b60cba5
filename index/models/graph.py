"""Graph: an exported trunk on the runtime, compiled once a process, for any number of threads."""

from __future__ import annotations

import os
import threading
from collections import deque
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.errors import EncoderError
from index.models.cache import GRAPH, WORDS
from index.models.runtime import openvino

_PADDING = 1  # this token


class Graph:
    """Turns tokens into rows. May be made before a fork, but is used only after."""

    def __init__(
        self, folder: Path, settings: dict[str, Any], *, words: Path | None = None
    ) -> None:
        """Opens nothing yet; `settings` are the runtime's. `words`: where not in the folder."""
        self._folder = folder
        self._words = words or folder / WORDS
        # Several workers on one machine would all pin their threads to the same processors.
        # What the runtime keeps of every shape it meets grew by gigabytes over an archive.
        kept = {"CPU_RUNTIME_CACHE_CAPACITY": "500"}
        self._settings = {"ENABLE_CPU_PINNING": "NO", **kept, **settings}
        self._lock = threading.Lock()
        self._opened: tuple[int, Any, NDArray[np.float16]] | None = None
        self._idle: deque[Any] = deque()  # requests; as many as ever ran at once

    def run(
        self, tokens: list[list[int]], marks: list[list[int]] | None = None, *, step: int = 1
    ) -> Vectors:
        """One row for each list of tokens, all of them padded to the longest, and to a whole number
        of steps; `marks` are for the graph what each token is (1, unless they are given).

        Raises EncoderError.
        """
        width = -(-max(map(len, tokens)) // step) * step
        ids = np.full((len(tokens), width), _PADDING, dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, found in enumerate(tokens):
            ids[row, : len(found)] = found
            mask[row, : len(found)] = 1 if marks is None else marks[row]
        model, words = self._open()
        try:
            request = self._idle.pop()
        except IndexError:
            request = model.create_infer_request()
        try:
            output: Vectors = request.infer([words[ids].astype(np.float32), mask])[0].copy()
        except RuntimeError as error:
            raise EncoderError(f"the embedded model failed: {error}") from error
        self._idle.append(request)
        return output

    def _open(self) -> tuple[Any, NDArray[np.float16]]:
        with self._lock:
            if self._opened is None:
                self._opened = os.getpid(), *self._compile()
            process, model, words = self._opened
            if process != os.getpid():
                raise EncoderError("the encoder was used before a fork; first use it after")
            return model, words

    def _compile(self) -> tuple[Any, NDArray[np.float16]]:
        try:
            words = _mapped(self._words)
            model = openvino().Core().compile_model(self._folder / GRAPH, "CPU", self._settings)
            # Two threads whose first arrays arrive at one moment wait for each other for ever in
            # OpenVINO's bindings (a guard of theirs, and the interpreter's lock): one goes ahead.
            one = np.ones((1, 1), dtype=np.int64)
            model.create_infer_request().infer([words[one].astype(np.float32), one])
        except (RuntimeError, OSError, ValueError) as error:
            raise EncoderError(f"the embedded model cannot be opened: {error}") from error
        return model, words


@lru_cache(2)
def _mapped(path: Path) -> NDArray[np.float16]:
    """The words' vectors, mapped once for all graphs of a process."""
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
