"""Engine: what the blueprints share: the library, the settings, the gate and the counters."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from flask import current_app

from claims.errors import ClaimsError
from index.errors import MatchingError
from index.lookup import Lookup
from service.config import Settings
from service.errors import NotReady, Overloaded, log_failure
from service.metrics import Metrics
from service.reader import Reader
from service.requests import Limits
from service.turns import Turns

if TYPE_CHECKING:
    from claims.model import Claim
    from index.encoder import Encoder
    from index.library import Library
    from index.lookup import Hashed
    from index.matcher import Matcher

    Bucket = list[tuple[Hashed, Claim]]

CHUNK = 16  # texts matched in one turn
_NAME = "priorcheck"
_WARM_UP = "The first sentence an encoder meets takes the longest."


class Engine:
    """One a process; safe for many threads."""

    def __init__(self, settings: Settings, library: Library) -> None:
        self.settings = settings
        self.limits = Limits.of(settings)
        self.metrics = Metrics()
        self.reader = Reader(settings.html_seconds)
        self._library = library
        self._gate = threading.BoundedSemaphore(settings.max_inflight)
        self._turns = Turns(settings.parallel)
        self._warm = False
        self._warming = threading.Lock()

    def matcher(self) -> Matcher:
        """The Matcher for this request; raises SnapshotError where nothing can be searched."""
        return self._library.current()

    @property
    def trouble(self) -> str | None:
        """Why a newer snapshot was not taken up, without naming files."""
        refused = "a newer snapshot could not be opened; the last good one serves"
        return refused if self._library.trouble else None

    def ready(self) -> Matcher:
        """The Matcher once the encoder is warm; raises NotReady or SnapshotError until then."""
        matcher = self.matcher()
        if not self._warm:
            self.start()
            raise NotReady("The encoder is warming up; ask again in a moment.")
        return matcher

    def start(self) -> None:
        """Open and warm up in the background; failures are logged and tried again by /readyz."""
        threading.Thread(target=self.warm_up, name="warm-up", daemon=True).start()

    def warm_up(self) -> None:
        """Encode and search once, so that the first caller does not wait for it."""
        with self._warming:
            if self._warm:
                return
            try:
                self.matcher().match([_WARM_UP], limit=1, min_probability=0)
            except (MatchingError, ClaimsError) as error:
                log_failure(error)
            else:
                self._warm = True

    def match(self, matcher: Matcher, texts: Sequence[str], **options: Any) -> list[Lookup]:
        """Match in chunks, each in its turn, so that a long text holds nobody up; counted."""
        lookups: list[Lookup] = []
        for start in range(0, len(texts), CHUNK):
            with self._turns.turn():
                lookups += matcher.match(texts[start : start + CHUNK], **options)
        self.metrics.count(lookups)
        return lookups

    def hashed(self, prefixes: Sequence[str]) -> tuple[Matcher, list[Bucket]]:
        """The claims by hash, a list a prefix; raises NotReady while a snapshot is hashed."""
        matcher = self.matcher()
        buckets = [matcher.hashed(prefix) for prefix in prefixes]
        found = [bucket for bucket in buckets if bucket is not None]
        if len(found) < len(buckets):
            threading.Thread(target=matcher.hash_claims, name="hash", daemon=True).start()
            raise NotReady("The claims are being hashed; ask again in a moment.")
        return matcher, found

    def enter(self) -> None:
        """Begin a lookup; raises Overloaded where too many are under way. Pair with `leave`."""
        if not self._gate.acquire(blocking=False):
            raise Overloaded(
                f"{self.settings.max_inflight} lookups are under way: try again in a second"
            )

    def leave(self) -> None:
        """End a lookup."""
        self._gate.release()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Begin and end a lookup."""
        self.enter()
        try:
            yield
        finally:
            self.leave()


def open_encoder_of(settings: Settings) -> Encoder:
    """The encoder of these settings, not yet compiled; raises EncoderError."""
    from index.encoders import open_encoder

    return open_encoder(
        settings.encoder,
        cache=settings.cache,
        query_prefix=settings.query_prefix,
        claim_prefix=settings.claim_prefix,
    )


def open_library(settings: Settings, encoder: Encoder) -> Library:
    """The library of these settings; opens nothing yet, so a process may still fork."""
    from index.library import Library

    return Library(settings.snapshots, encoder)


def check_snapshot(settings: Settings, encoder: Encoder) -> None:
    """Check the published snapshot without opening it; raises SnapshotError."""
    from index.manifest import read_manifest
    from index.publish import current_id

    folder = settings.snapshots / current_id(settings.snapshots)
    read_manifest(folder, encoder.spec.fingerprint)


def attach(engine: Engine) -> None:
    """Make the engine that of the current application."""
    current_app.extensions[_NAME] = engine


def engine() -> Engine:
    """The engine of the current application."""
    return cast(Engine, current_app.extensions[_NAME])
