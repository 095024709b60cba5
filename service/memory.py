"""Memory: answers kept for the next reader of the same sentence. Never a text, never on disk."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from cachetools import LRUCache

from index.lookup import Filters
from service.answers import Answer
from service.requests import Options


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked of texts. `mixed`: `language` is the whole text's, a sentence's may differ."""

    limit: int
    min_probability: float | None
    filters: Filters
    language: str | None
    mixed: bool = False


def ask_of(asked: Options, *, mixed: bool = False) -> Ask:
    """The options of a request; `mixed` where `lang` is that of a whole text."""
    return Ask(
        limit=asked.limit,
        min_probability=asked.min_probability,
        filters=asked.filters.filters() if asked.filters else Filters(),
        language=asked.lang,
        mixed=mixed,
    )


class Memory:
    """At most `size` answers of one snapshot, least recently asked for dropped first.

    One with several matches counts as so many: it takes as much room.
    Keys are keyed hashes of text and options: the key is drawn anew in every process, so that
    nobody who reads the memory can tell by trying what was asked.
    """

    def __init__(self, size: int) -> None:
        self._lock = threading.Lock()
        self._key = secrets.token_bytes(32)
        self._kept: LRUCache[bytes, Answer] = LRUCache(size, getsizeof=_room)
        self._snapshot: str | None = None

    def forget(self) -> None:
        """Drop everything."""
        with self._lock:
            self._kept.clear()

    def keys(self, texts: Sequence[str], ask: Ask, day: str) -> list[bytes]:
        """The keys of texts; `day` because filters by age count from it."""
        options = repr((ask, day if ask.filters.max_age_days is not None else ""))
        salted = hashlib.blake2b(options.encode(), key=self._key, digest_size=16)
        found = []
        for text in texts:
            digest = salted.copy()
            digest.update(b"\0" + text.encode())
            found.append(digest.digest())
        return found

    def recall(self, keys: Sequence[bytes], snapshot: str) -> list[Answer | None]:
        """What is kept under these keys; a new snapshot forgets everything."""
        with self._lock:
            if snapshot != self._snapshot:
                self._kept.clear()
                self._snapshot = snapshot
            return [self._kept.get(key) for key in keys]

    def keep(self, answers: Sequence[tuple[bytes, Answer]], snapshot: str) -> None:
        """Keep answers, but those that hold words of their text."""
        fit = [
            (key, answer.again())  # which takes long: nobody should wait for it
            for key, answer in answers
            if not answer.verbatim and _room(answer) <= self._kept.maxsize
        ]
        with self._lock:
            if snapshot == self._snapshot:
                for key, answer in fit:
                    self._kept[key] = answer


def _room(answer: Answer) -> int:
    return max(1, len(answer.kept.matches))
