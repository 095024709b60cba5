"""Engine: what the blueprints share: the library, the settings, the gate and the counters."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from flask import current_app

from claims.checkworthy import not_a_claim
from claims.errors import ClaimsError
from claims.language import spoken
from index.errors import MatchingError
from index.lookup import Lookup, NoMatchCode
from service.answers import Answer
from service.config import Settings
from service.cuts import Cuts
from service.errors import NotReady, Overloaded, log_failure
from service.memory import Ask, Memory
from service.metrics import Metrics
from service.reader import Reader
from service.sent import Limits
from service.turns import Turns

if TYPE_CHECKING:
    from claims.model import Claim
    from index.encoder import Encoder
    from index.library import Library
    from index.lookup import Hashed
    from index.matcher import Matcher

    Bucket = list[tuple[Hashed, Claim]]

CHUNK = 128  # texts matched in one turn
_FEWEST = 8  # of them, where many matches are asked for: so many are searched at once exactly
_MATCHES = 640  # that are related to their texts in one turn
_NAME = "priorcheck"


class Engine:
    """One a process; safe for many threads."""

    def __init__(self, settings: Settings, library: Library) -> None:
        self.settings = settings
        self.limits = Limits.of(settings)
        self.metrics = Metrics()
        self.reader = Reader(settings.html_seconds)
        self.cuts = Cuts(settings.kept_answers)
        self._library = library
        self._memory = Memory(settings.kept_answers)
        self._gate = threading.BoundedSemaphore(settings.max_inflight)
        self._turns = Turns(settings.parallel)
        self._warm = False
        self._warming = threading.Lock()

    def matcher(self) -> Matcher:
        """The Matcher for this request; raises SnapshotError where nothing can be searched."""
        return self._library.current()

    @property
    def encoder(self) -> Encoder:
        """The encoder of every lookup; any number of threads may use it."""
        return self._library.encoder

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
        """Encode, search and read once, so that the first caller does not wait for it."""
        with self._warming:
            if self._warm:
                return
            try:
                self.matcher().warm_up()
            except (MatchingError, ClaimsError) as error:
                log_failure(error)
            else:
                self._warm = True

    def answers(self, matcher: Matcher, texts: Sequence[str], ask: Ask) -> list[Answer]:
        """One answer a text, recalled or matched; counted."""
        snapshot = matcher.info.id
        keys = self._memory.keys(texts, ask, datetime.now(UTC).date().isoformat())
        known = dict(zip(keys, self._memory.recall(keys, snapshot), strict=True))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if known[key] is None}
        fresh = list(zip(missing, self._match(matcher, list(missing.values()), ask), strict=True))
        self._memory.keep(fresh, snapshot)
        known.update(fresh)
        found = [answer for key in keys if (answer := known[key]) is not None]
        self.metrics.count(answer.outcome for answer in found)
        return found

    def keeps(self, matcher: Matcher, texts: Sequence[str], ask: Ask) -> list[bool]:
        """Which texts have an answer that is kept."""
        keys = self._memory.keys(texts, ask, datetime.now(UTC).date().isoformat())
        return [kept is not None for kept in self._memory.recall(keys, matcher.info.id)]

    def forget(self) -> None:
        """Drop the answers and the cuts that are kept."""
        self._memory.forget()
        self.cuts.forget()

    def _match(self, matcher: Matcher, texts: list[str], ask: Ask) -> list[Answer]:
        """Match in chunks, each in its turn, so that a long text holds nobody up."""
        found: list[Answer] = []
        together = _together(ask)
        for start in range(0, len(texts), together):
            chunk = texts[start : start + together]
            around = ask.language
            languages = [spoken(text, around) for text in chunk] if ask.mixed else around
            with self._turns.turn():
                lookups = matcher.match(
                    chunk,
                    limit=ask.limit,
                    min_probability=ask.min_probability,
                    filters=ask.filters,
                    language=languages,
                )
            found += [Answer.of(lookup, _reason(lookup)) for lookup in lookups]
        return found

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


def _together(ask: Ask) -> int:
    """How many texts are matched in one turn: fewer where every one may get many matches."""
    if ask.min_probability is None:
        return CHUNK
    return min(CHUNK, max(_FEWEST, _MATCHES // ask.limit))


def _reason(lookup: Lookup) -> str | None:
    """Why a text is no claim, in a few English words."""
    if lookup.no_match is None or lookup.no_match.code is not NoMatchCode.NOT_A_CLAIM:
        return None
    return not_a_claim(lookup.text, lookup.language)


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
