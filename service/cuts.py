"""Cuts: where texts were cut into sentences, kept for the next reader. Never a text."""

from __future__ import annotations

import hashlib
import secrets
import threading

from cachetools import LRUCache

from claims.sentences import Sentence, sentences

_Spans = tuple[tuple[int, int], ...]


class Cuts:
    """The cuts of at most `size` sentences, least recently asked for dropped first.

    Keys are keyed hashes, as those of the answers that are kept; safe for many threads.
    """

    def __init__(self, size: int) -> None:
        self._lock = threading.Lock()
        self._key = secrets.token_bytes(32)
        self._kept: LRUCache[bytes, _Spans] = LRUCache(size, getsizeof=len)

    def sentences(self, text: str, language: str | None) -> list[Sentence]:
        """What `claims.sentences.sentences` finds."""
        name = f"{language}\0{text}".encode()
        key = hashlib.blake2b(name, key=self._key, digest_size=16).digest()
        with self._lock:
            spans = self._kept.get(key)
        if spans is not None:
            return [Sentence(text[start:end], start, end) for start, end in spans]
        found = sentences(text, language)
        with self._lock:
            if len(found) <= self._kept.maxsize:
                self._kept[key] = tuple((one.start, one.end) for one in found)
        return found

    def forget(self) -> None:
        """Drop everything."""
        with self._lock:
            self._kept.clear()
