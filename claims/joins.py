"""goes_on(): whether a sentence goes on where sentencex has ended it."""

from __future__ import annotations

import re

from claims.abbreviations import (
    NUMBERED_LANGUAGES,
    ORDINAL_LANGUAGES,
    always_continues,
    begins_sentence,
    has_ended,
    may_continue,
)

_LAST_WORD = re.compile(r"(?:^|[\s(\[„“«\"'’])([^\s(\[„“«\"'’]+\.)\Z")
_ORDINAL = re.compile(r"(?:^|[\s(\[„“«])(?:\d{1,2}|[IVX]{1,5})\.\Z")
_NUMBER = re.compile(r"\b\d{1,4}\.\Z")  # 5. maja 2020. godine
_LISTED = re.compile(r"\s*(?:\d{1,3}[.)۔]|[A-Za-z][.)])\s*")
_INITIAL = re.compile(r"[^\W\d_]\.")
_SHORT_FORM = re.compile(r"[^\W\d_]\.|(?:[^\W\d_]{1,4}\.){2,}")  # н., S.p.A., أ.ف.ب.
_INITIALS = re.compile(r"[^\W\d_]\.-[^\W\d_]\.")  # J.-C.
_TIED = re.compile(r"\.[-‐‑º°ª]|[」』][とっなのはがをにもで]")  # nothing has ended there
_TOLD = re.compile(r"(?:[\"”“»’][—–-]\s|[!?…][—–]\s?)(?P<next>\w)")  # «No!» — he said
_FIGURE = re.compile(r"\d|[A-Z]{1,2}\.?(?: ?\d|\s*\Z)|[IVXLC]{2,}\b")  # 3, L. 121-1, IV
_DECIMAL = re.compile(r"\d[.．۔]\Z")
_IN_A_WORD = re.compile(r"(?:\A|[^\w\u0b80-\u0d7f])[^\W\d_][\u0b80-\u0d7f]?[.۔]\Z")  # D-N.Y.
_WITHOUT_STOPS = frozenset(("th", "lo", "km"))  # a full stop only shortens a word
_LETTER = (  # as Urdu names those of other scripts: پی۔ٹی۔آئی
    "(?:اے|بی|سی|ڈی|ای|ایف|جی|ایچ|آئی|جے|کے|ایل|ایم|این|او|پی|کیو|آر|ایس|ٹی|یو|وی|ڈبلیو|ایکس|وائی|زیڈ)"
)
_SPELT, _SPELLING = re.compile(rf"(?:\A|[\s۔]){_LETTER}۔\s?\Z"), re.compile(rf"{_LETTER}(?!\w)")
_CLOSING = re.compile(r"[\s\"'”’»)\]]+\Z")


def goes_on(part: str, following: str, language: str) -> bool:
    """Whether `following`, which stands right behind `part`, belongs to its sentence."""
    if _LISTED.fullmatch(part) or _unparted(part, following, language):
        return True
    part, following = part[-60:].rstrip(), following.lstrip()
    told = _TOLD.match(part[-1:] + following[:3])
    if told and told["next"].islower():
        return True
    if not part or not following or not any(c.isalnum() for c in following[:3]):
        return bool(_CLOSING.fullmatch(following)) if following else True
    if language in ORDINAL_LANGUAGES and _ORDINAL.search(part):
        return not begins_sentence(following, language)
    if following[0].islower() and language in NUMBERED_LANGUAGES and _NUMBER.search(part):
        return True
    last = _LAST_WORD.search(part)
    return last is not None and _shortened(last.group(1), following, language)


def _unparted(part: str, following: str, language: str) -> bool:
    """Whether the two stand together without a space and make up a number or a short form."""
    first, tail = following[:1], part[-4:]
    if _TIED.match(tail[-1:] + first):
        return True
    if first.isdigit():
        return _DECIMAL.search(tail) is not None
    if language == "ur" and _SPELLING.match(following):
        return _SPELT.search(part[-10:]) is not None
    if language in _WITHOUT_STOPS:
        return tail.endswith(".") and not first.isspace()
    return first.isalpha() and _IN_A_WORD.search(tail) is not None


def _shortened(word: str, following: str, language: str) -> bool:
    """Whether a word with a full stop is an abbreviation within a sentence."""
    opener = re.match(r"[^\W\d_]*", following)
    if opener and has_ended(word, opener.group(), language):
        return False
    if always_continues(word, language) or _INITIALS.fullmatch(word):
        return True
    if _FIGURE.match(following) and (_INITIAL.fullmatch(word) or may_continue(word, language)):
        return True
    if _SHORT_FORM.fullmatch(word):
        return _single_letters(word, following, language)
    return following[0].islower() and may_continue(word, language)


def _single_letters(word: str, following: str, language: str) -> bool:
    """Whether single letters with stops stand for a name or a phrase, shown by what follows."""
    first = following[0]
    if first.islower() or not word[0].isupper():
        return first.islower() or (first.isalpha() and word.lower() == word.upper())
    initial = _INITIAL.fullmatch(word) is not None and first.isupper()
    return initial and not begins_sentence(following, language)
