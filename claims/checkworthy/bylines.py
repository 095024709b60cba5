"""Who wrote an article, and when: bylines and time stamps."""

from __future__ import annotations

import re

from claims.checkworthy.lexicon import LETTER, UNSPACED, Mark, Reading

_PARTICLE = r"(?:de|del|della|la|le|van|von|der|den|da|dos|di|du|al|bin|[A-ZÀ-Þ]\.)"
_WORD = r"[A-ZÀ-ÖØ-ÞĀ-ŽЀ-ЯҐΑ-Ω][\w.'’-]*"
_NAME = rf"{_WORD}(?: {_PARTICLE}){{0,2}}(?: {_WORD}){{1,2}}"
_AND = r"(?:, | & | and | und | et | y | e | i | oraz | en | ve | dan | и | та )"
_NAMES = rf"{_NAME}(?:{_AND}{_NAME}){{0,3}}"
_ROLE_TAIL = re.compile(
    rf"\s*:?\s*({_NAMES})(?:(?:\s*[,|(–—-]\s*| in | aus | à | en | em | da | w )[^.!?]{{0,60}})?\.?"
)
_NAME_ROLE = re.compile(rf"{_NAMES}, [^.!?:]{{3,60}}")
_PREPOSITIONS = frozenset(("by", "von", "par", "por", "di", "de", "od", "door", "oleh", "przez"))
# Scripts without capitals: a colon, or a space in a script without them, and no more than a name.
_CASELESS = re.compile(
    rf"\s*:\s*(?![{UNSPACED}])[^\W\d_A-ZÀ-Ža-zà-ž][{LETTER}]+(?: [{LETTER}]+){{0,2}}"
    rf"|(?:\s*:\s*|\s+)[{UNSPACED}]{{2,5}}(?: [{UNSPACED}]{{2,4}}){{0,3}}"
)


def is_byline(reading: Reading) -> bool:
    """A name behind `By`, or beside a newsroom's role."""
    if len(reading.words) > 16:
        return False
    opening = _opening(reading)
    if opening and _ROLE_TAIL.fullmatch(reading.after(opening.end)):
        return _introduces(reading, opening)
    named = _NAME_ROLE.fullmatch(reading.plain) is not None
    return (named or opening is not None) and reading.has("role", 1) and len(reading.words) <= 9


def may_be_byline(reading: Reading) -> bool:
    """`Author Jane Doe`, or what may be a name in a script that has no capitals to tell one by."""
    opening = _opening(reading)
    if opening is None or len(reading.words) > 16:
        return False
    behind = reading.after(opening.end)
    return (_CASELESS.fullmatch(behind) or _ROLE_TAIL.fullmatch(behind)) is not None


def _introduces(reading: Reading, opening: Mark) -> bool:
    """A colon or a `by` stands before the name: `Author Jane Doe Dies` is a headline."""
    return (
        reading.after(opening.end).lstrip()[:1] == ":"
        or reading.words[opening.end - 1] in _PREPOSITIONS
    )


def _opening(reading: Reading) -> Mark | None:
    return reading.opening("byline") or reading.opening("by")


def is_stamp(reading: Reading) -> bool:
    """Nothing but a date, a length or a count: `3 March`, `5 min read`, `12 comments`."""
    if not _dated(reading) or len(reading.words) > 16:
        return False
    listed = [mark for mark in reading.marks if mark.name in ("unit", "furniture", "stamp")]
    return bool(listed) and all(
        word[0].isdigit() or any(mark.start <= at < mark.end for mark in listed)
        for at, word in enumerate(reading.words)
    )


def may_be_stamp(reading: Reading) -> bool:
    """`Published on` and a few words with a number among them."""
    opened = reading.opening("stamp") is not None
    return opened and _dated(reading) and len(reading.words) <= 8 and not reading.has("say")


def _dated(reading: Reading) -> bool:
    return any(word[0].isdigit() for word in reading.words)
