"""features(): what the trained part of the gate looks at, as hashed buckets."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from zlib import crc32

from claims.checkworthy.lexicon import Reading

BUCKETS = 1 << 14
_LISTS = frozenset((
    "call", "cookie", "note", "credit", "byline", "role", "judge", "feel", "self", "you", "order",
    "talk", "say", "greeting", "furniture", "ask", "unit", "label", "stamp",
))  # fmt: skip


def features(reading: Reading) -> frozenset[int]:
    """Buckets of a text; the same text always falls into the same ones."""
    words = ["0" if word[0].isdigit() else word for word in reading.words]
    pairs = (f"b {first} {second}" for first, second in zip(words, words[1:], strict=False))
    named = chain(_listed(reading), _shape(reading), _ends(words), pairs)
    return frozenset(map(_bucket, named)).union(*map(_of_word, words))


def _bucket(name: str) -> int:
    return crc32(name.encode()) % BUCKETS


@lru_cache(maxsize=1 << 14)
def _of_word(word: str) -> frozenset[int]:
    """Buckets of a word wherever it stands."""
    return frozenset(map(_bucket, (f"w {word}", f"s {word[-3:]}", f"p {word[:4]}")))


def _ends(words: list[str]) -> Iterator[str]:
    for place, word in enumerate(words[:2]):
        yield f"{place} {word}"
        yield f"{place}s {word[-2:]}"
    if words:
        yield f"l {words[-1]}"
        yield f"ls {words[-1][-2:]}"


def _listed(reading: Reading) -> Iterator[str]:
    """Lists hit anywhere and at the start; the words of one language teach the others."""
    hit = {mark.name for mark in reading.marks} & _LISTS
    opens = {f"^{mark.name}" for mark in reading.marks if mark.start == 0 and mark.name in _LISTS}
    length = f"of {min(len(reading.words) // 6, 3)}"
    plain = "plain" if _plain(reading, hit) else "named"
    for name in hit | opens:
        yield name
        yield f"{name} {length}"
        yield f"{name} {plain}"
        if "self" in hit:
            yield f"{name} self"
    person = len(hit & {"judge", "feel", "self", "order", "talk", "you"})
    yield f"person {person} {plain}"
    yield f"{plain} {length}"
    if not hit:
        yield "unlisted"


def _plain(reading: Reading, hit: set[str]) -> bool:
    """Neither a number nor a name nor a word of reports: little that anyone could check."""
    starts = [reading.plain[start] for start, _ in reading.spans]
    named = reading.language != "de" and sum(letter.isupper() for letter in starts[1:]) > 1
    return "say" not in hit and not named and not any(letter.isdigit() for letter in starts)


def _shape(reading: Reading) -> Iterator[str]:
    count = len(reading.words)
    starts = [reading.plain[start] for start, _ in reading.spans]
    yield f"words {min(count, 12) if count < 12 else 12 + min(count // 8, 4)}"
    capital = sum(letter.isupper() for letter in starts[1:])
    yield f"capitals {min(capital, 4)}" + (" of few" if count < 7 else "")
    yield f"digits {min(sum(letter.isdigit() for letter in starts), 3)}"
    yield f"starts {'upper' if starts and starts[0].isupper() else 'lower'}"
    yield f"ends {reading.plain[-1:] if not reading.plain[-1:].isalnum() else 'open'}"
    for mark in ':|/(@#©%$€£"“„«…!?':
        if mark in reading.plain:
            yield f"has {mark}"
