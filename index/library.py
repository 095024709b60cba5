"""Library: the published snapshot, opened, and swapped for a newer one without a pause."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from index.encoder import Encoder
from index.errors import SnapshotError
from index.matcher import Matcher
from index.publish import current_id
from index.snapshot import Snapshot

_LOOK_EVERY_SECONDS = 1.0


class Library:
    """Hands out a Matcher over the snapshot in force.

    A newer one is opened beside and swapped in by one reference; requests under way finish on the
    old one. One that cannot be opened leaves the old one serving, and `trouble` says why.
    """

    def __init__(self, root: Path, encoder: Encoder) -> None:
        self._root = root
        self._encoder = encoder
        self._lock = threading.Lock()
        self._matcher: Matcher | None = None
        self._refused: str | None = None
        self._looked = float("-inf")
        self.trouble: str | None = None

    def current(self) -> Matcher:
        """The Matcher to use for this request; raises SnapshotError where there is none."""
        matcher = self._matcher
        if matcher is not None and time.monotonic() - self._looked < _LOOK_EVERY_SECONDS:
            return matcher
        # Only the first open makes the others wait; a swap lets them go on with the old one.
        if self._lock.acquire(blocking=matcher is None):
            try:
                self._look()
            finally:
                self._lock.release()
        if self._matcher is None:
            raise SnapshotError("no snapshot is open")
        return self._matcher

    def _look(self) -> None:
        if self._matcher is not None and time.monotonic() - self._looked < _LOOK_EVERY_SECONDS:
            return
        try:
            published = current_id(self._root)
            opened = self._matcher.info.id if self._matcher else None
            if published not in (opened, self._refused):
                snapshot = Snapshot.open(self._root / published, self._encoder.spec.fingerprint)
                self._matcher = Matcher(snapshot, self._encoder)
                self.trouble = self._refused = None
        except SnapshotError as error:
            if self._matcher is None:
                raise
            self._refused, self.trouble = published, str(error)
        finally:
            self._looked = time.monotonic()
