"""RejectsFile: the records that could not be stored, verbatim, with line and reason."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from claims.errors import StoreError
from claims.sources.draft import Rejected


class RejectsFile:
    """JSON Lines of {line, reason, record}; the file is made at the first rejection."""

    def __init__(self, folder: Path, source: str) -> None:
        self._folder = folder
        self._name = re.sub(r"[^\w.-]+", "-", source).strip(".-")[:80] or "source"
        self._handle: TextIO | None = None
        self.path: Path | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._handle:
            with self._explained():
                self._handle.close()

    def write(self, rejected: Rejected) -> None:
        """Keep one rejected record."""
        shown = rejected.original.encode("utf-8", "backslashreplace").decode()
        entry = {"line": rejected.line, "reason": rejected.reason, "record": shown}
        with self._explained():
            handle = self._handle or self._open()
            handle.write(json.dumps(entry, ensure_ascii=False) + "\n")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(
                f"the rejects cannot be written to {self._folder} ({error.strerror or error}): "
                "free some space, make it writable and run again"
            ) from error

    def _open(self) -> TextIO:
        self._folder.mkdir(parents=True, exist_ok=True)
        stamp = datetime.now(tz=UTC).strftime("%Y%m%dT%H%M%S")
        for count in range(1_000):
            path = self._folder / f"{self._name}-{stamp}{f'-{count}' if count else ''}.jsonl"
            try:
                self._handle = path.open("x", encoding="utf-8")
            except FileExistsError:
                continue
            self.path = path
            return self._handle
        raise FileExistsError(f"too many files named {self._name}-{stamp}")
