"""Bar: how far a re-check is, on standard error: bytes read, sentences, their rate, time left."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Never, Self

from tqdm import tqdm

from scripts.rechecking.making import Progress
from scripts.rechecking.part import PartSummary


class Bar(Progress):
    """A bar over the bytes of the inputs; shown only once it has taken a second."""

    def __init__(self) -> None:
        self._bar: tqdm[Never] | None = None
        self._sentences = 0
        self._read = 0
        self._begun = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def start(self, size: int | None) -> None:
        """The bytes to be read, None where unknown."""
        self._bar = tqdm(total=size, desc="re-check", unit="B", unit_scale=True, delay=1.0)

    def advance(self, size: int) -> None:
        """So many more bytes were read; they count once their sentences are done."""
        self._read += size

    def done(self, summary: PartSummary) -> None:
        """A part is finished."""
        self._sentences += summary.sentences
        rate = self._sentences / max(1e-3, time.monotonic() - self._begun)
        if self._bar is not None:
            shown = f"{self._sentences:,} sentences, {rate:,.0f}/s"
            self._bar.set_postfix_str(shown, refresh=False)
            self._bar.update(self._read - self._bar.n)

    def close(self) -> None:
        """Leave the bar as it is."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
