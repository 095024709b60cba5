"""CrossEncoder: reads a sentence together with a claim, and says whether it affirms the claim.

Two vectors tell of what two sentences are; which of their words parts them only shows where the
words of both are seen at once.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from claims.frames import sought
from index.models.batches import even_batches, open_tokenizer
from index.models.cache import CROSS_ADAPTER, WORDS, cross_key, cross_model, embedded_model
from index.models.cross_graph import BETWEEN, CLAIM, SENTENCE
from index.models.graph import Graph
from index.models.runtime import computed_in, processors, side_by_side

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MOST_TOKENS = 96  # of each of the two, its ends among them
_STEP = 8  # tokens: the runtime keeps something of every width that it meets
_MOST = 512  # padded tokens a batch: more are no quicker

Odds = NDArray[np.float64]


class CrossEncoder:
    """Any number of threads may share one. It is opened at its first use, after any fork."""

    def __init__(
        self,
        cache: Path,
        *,
        tokenizer: Tokenizer | None = None,
        adapter: Path = CROSS_ADAPTER,
        streams: int | None = None,
    ) -> None:
        """Opens nothing yet. `streams` pairs are read side by side, each on one processor; as many
        as there are processors, unless it is given. A `tokenizer` of the encoder's, which takes
        300 MB, may be shared."""
        self._cache, self._tokenizer, self._adapter = cache, tokenizer, adapter
        self._streams = streams or processors()
        self._threads = ThreadPoolExecutor(self._streams, thread_name_prefix="cross")
        self._lock = threading.Lock()
        self._opened: tuple[Tokenizer, Graph] | None = None

    @property
    def key(self) -> str:
        """16 hex digits over the weights. Raises ModelFileError."""
        return cross_key(self._adapter)

    def unpack(self) -> Path:
        """The model's folder, built if needed; raises ModelFileError."""
        return cross_model(self._cache, adapter=self._adapter)

    def _open(self) -> tuple[Tokenizer, Graph]:
        with self._lock:
            if self._opened is None:
                shared = embedded_model(self._cache)  # the words' vectors, and the tokenizer
                settings = side_by_side(self._streams) | computed_in()
                graph = Graph(self.unpack(), settings, words=shared / WORDS)
                self._opened = self._tokenizer or open_tokenizer(shared, MOST_TOKENS), graph
            return self._opened

    def log_odds(self, pairs: Sequence[tuple[str, str]], *, alone: bool = False) -> Odds:
        """That each sentence affirms the claim beside it, and that it affirms or denies it; shape
        (len(pairs), 2).

        Those of like length are read at once, and what is said of one depends a little, by some
        1e-5, on which those are; of pairs read `alone`, on nothing else, down to the last bit.
        Raises EncoderError.
        """
        tokenizer, graph = self._open()
        read = read_pairs(tokenizer, pairs)
        lengths = [-(-len(tokens) // _STEP) * _STEP for tokens, _ in read]
        found = np.empty((len(pairs), 2))

        def run(rows: list[int]) -> None:
            tokens, sides = zip(*(read[row] for row in rows), strict=True)
            found[rows] = graph.run(list(tokens), list(sides), step=_STEP)

        most = 0 if alone else min(_MOST, sum(lengths) // self._streams)
        list(self._threads.map(run, even_batches(lengths, most)))
        return found


def read_pairs(
    tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]]
) -> list[tuple[list[int], list[int]]]:
    """Of each pair tokens, and whose each is: `<s> sentence </s> </s> claim </s>`, without their
    frames."""
    found = tokenizer.encode_batch_fast([sought(text) for pair in pairs for text in pair])
    sides = [one.ids for one in found]
    return [_joined(*both) for both in zip(sides[::2], sides[1::2], strict=True)]


def read_pair(tokenizer: Tokenizer, sentence: str, claim: str) -> tuple[list[int], list[int]]:
    """The same of one pair."""
    return read_pairs(tokenizer, [(sentence, claim)])[0]


def _joined(sentence: list[int], claim: list[int]) -> tuple[list[int], list[int]]:
    (start, *one, end), (_, *other, _) = sentence, claim
    one, other = one[: MOST_TOKENS - 2], other[: MOST_TOKENS - 2]
    tokens = [start, *one, end, end, *other, end]
    sides = [SENTENCE] * len(one), [CLAIM] * len(other)
    return tokens, [BETWEEN, *sides[0], BETWEEN, BETWEEN, *sides[1], BETWEEN]
