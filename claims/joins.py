"""goes_on(): whether a sentence goes on where sentencex has ended it."""

from __future__ import annotations

import re

from claims.abbreviations import (
    ORDINAL_LANGUAGES,
    always_continues,
    begins_sentence,
    has_ended,
    may_continue,
)

_LAST_WORD = re.compile(r"(?:^|[\s(\[„“«\"'’])([^\s(\[„“«\"'’]+\.)\Z")
_ORDINAL = re.compile(r"(?:^|[\s(\[„“«])\d{1,2}\.\Z")
_LISTED = re.compile(r"\s*(?:\d{1,3}|[A-Za-z])[.)]\s*")
_INITIAL = re.compile(r"[^\W\d_]\.")
_INITIALS = re.compile(r"[^\W\d_]\.-[^\W\d_]\.")  # J.-C.
_TIED = re.compile(r"\.[-‐‑º°ª]|[」』][とっなのはがをにもで]")  # nothing has ended there
_TOLD = re.compile(r"[\"”“»’][—–-]\s")  # «No!» — he said
_FIGURE = re.compile(r"\d|[A-Z]{1,2}\.?(?: ?\d|\s*\Z)|[IVXLC]{2,}\b")  # 3, L. 121-1, IV
_DECIMAL = re.compile(r"\d[.．۔]\Z")
_IN_A_WORD = re.compile(r"(?:\A|[^\w\u0b80-\u0d7f])[^\W\d_][\u0b80-\u0d7f]?[.۔]\Z")  # D-N.Y.
_WITHOUT_STOPS = frozenset(("th", "lo", "km"))  # a full stop only shortens a word
_CLOSING = re.compile(r"[\s\"'”’»)\]]+\Z")


def goes_on(part: str, following: str, language: str) -> bool:
    """Whether `following`, which stands right behind `part`, belongs to its sentence."""
    if _LISTED.fullmatch(part) or _TIED.match(part[-1:] + following[:1]):
        return True
    if _unparted(part, following, language):
        return True
    part, following = part[-60:].rstrip(), following.lstrip()
    if following[2:3].islower() and _TOLD.match(part[-1:] + following[:2]):
        return True
    if not part or not following or not any(c.isalnum() for c in following[:3]):
        return bool(_CLOSING.fullmatch(following)) if following else True
    if language in ORDINAL_LANGUAGES and _ORDINAL.search(part):
        return not begins_sentence(following, language)
    last = _LAST_WORD.search(part)
    if last is None:
        return False
    word, first = last.group(1), following[0]
    opener = re.match(r"[^\W\d_]*", following)
    if opener and has_ended(word, opener.group(), language):
        return False
    if always_continues(word, language) or _INITIALS.fullmatch(word):
        return True
    if _FIGURE.match(following) and (_INITIAL.fullmatch(word) or may_continue(word, language)):
        return True
    return first.islower() and may_continue(word, language)


def _unparted(part: str, following: str, language: str) -> bool:
    """Whether the two stand together without a space and make up a number or a short form."""
    first, tail = following[:1], part[-4:]
    if first.isdigit():
        return _DECIMAL.search(tail) is not None
    if language in _WITHOUT_STOPS:
        return tail.endswith(".") and not first.isspace()
    return first.isalpha() and _IN_A_WORD.search(tail) is not None
