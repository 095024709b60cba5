"""Library: the published snapshot, opened, and swapped for a newer one without a pause."""

from __future__ import annotations

import logging
import os
import threading
import time
from pathlib import Path

from index.encoder import Encoder
from index.errors import SnapshotError
from index.matcher import Matcher
from index.publish import current_id
from index.snapshot import Snapshot

_LOOK_EVERY_SECONDS = 1.0
_LOG = logging.getLogger("priorcheck")

_Files = tuple[tuple[str, int, int], ...]


class Library:
    """Hands out a Matcher over the snapshot in force.

    A newer one is opened beside and swapped in by one reference; requests under way finish on the
    old one. One that cannot be opened leaves the old one serving, and `trouble` says why, as does
    the log; it is tried again once its files are others.
    """

    def __init__(self, root: Path, encoder: Encoder) -> None:
        self._root = root
        self._encoder = encoder
        self._lock = threading.Lock()
        self._matcher: Matcher | None = None
        self._refused: tuple[str, _Files] | None = None
        self._looked = float("-inf")
        self.trouble: str | None = None

    @property
    def encoder(self) -> Encoder:
        """What its snapshots are searched with."""
        return self._encoder

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
            if self._matcher is None or published != self._matcher.info.id:
                self._open(published)
            else:
                self.trouble = self._refused = None
        except Exception as error:  # whatever keeps the newer one out, the old one can answer
            if self._matcher is None:
                raise
            said = str(error) if isinstance(error, SnapshotError) else repr(error)
            if said != self.trouble:
                _LOG.warning("the last good snapshot goes on serving: %s", said)
            self.trouble = said
        finally:
            self._looked = time.monotonic()

    def _open(self, published: str) -> None:
        folder = self._root / published
        found = (published, _files(folder))
        if self._matcher is not None:
            if found == self._refused:
                return
            self._refused = found
        snapshot = Snapshot.open(folder, self._encoder.spec.fingerprint)
        self._matcher = Matcher(snapshot, self._encoder)
        self.trouble = self._refused = None


def _files(folder: Path) -> _Files:
    """Names, sizes and times: those of a snapshot that is still being copied change."""
    try:
        found = [(entry.name, entry.stat()) for entry in os.scandir(folder)]
    except OSError:
        return ()
    return tuple(sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in found))
