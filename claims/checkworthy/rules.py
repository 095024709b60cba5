"""RULES: what is printed around an article, each with its reason; certain or silent."""

from __future__ import annotations

import re
from collections.abc import Callable

from claims.checkworthy.captions import is_caption, is_credit, is_idle
from claims.checkworthy.lexicon import Mark, Reading
from claims.checkworthy.questions import is_question

_LETTER = re.compile(r"[^\W\d_]")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HANDLE = re.compile(r"[#@]\w+")
_IDENTIFIER = re.compile(r"(?:[^\W_]|\.)+(?:[-_/|]+(?:[^\W_]|\.)+)+")
_SHOUTED_OR_MIXED = re.compile(r"[A-ZÀ-ÞĀ-Ž]")
_RIGHTS_SIGN = re.compile(r"(?:©|\(c\)|copyright\b)", re.IGNORECASE)
_PARTICLE = r"(?:de|del|della|la|le|van|von|der|den|da|dos|di|du|al|bin|[A-ZÀ-Þ]\.)"
_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]*"
_NAME = rf"{_WORD}(?: {_PARTICLE}){{0,2}}(?: {_WORD}){{1,2}}"
_NAMES = rf"{_NAME}(?:(?:, | & | and | und | et | y | e | i | oraz ){_NAME}){{0,3}}"
_ROLE_TAIL = re.compile(
    rf"\s*:?\s*({_NAMES})(?:(?:\s*[,|(–—-]\s*| in | aus | à | en | em | da | w )[^.!?]{{0,60}})?\.?"
)
_NAME_ROLE = re.compile(rf"{_NAMES}, [^.!?:]{{3,60}}")
_BREADCRUMB = re.compile(r"\s*[|·•]\s*|\s+[/>»›]\s+")
_LIST = re.compile(r"\s*[,;|·•#]\s*|\s+[/>»]\s+")
_CAUSES = {(word,) for word in ("thanks", "merci", "gracias", "grazie", "dzięki")}  # "thanks to"
_PRONOUNS = frozenset(
    "it he she they this that es er sie dies il elle ils elles cela ça lui lei egli essi loro "
    "ele ela eles elas isso isto él ella ellos ellas eso esto ona oni".split()
)
_TRAILING = re.compile(r"[\s.()\[\]]+\Z")

Rule = Callable[[Reading], bool]


def _wordless(reading: Reading) -> bool:
    words = _HANDLE.sub(" ", reading.plain)
    return not _UNSPACED.search(words) and len(_LETTER.findall(words)) < 2


def _label(reading: Reading) -> bool:
    if _UNSPACED.search(reading.plain):
        return False
    return _IDENTIFIER.fullmatch(reading.plain) is not None and not _mixed_case(reading.plain)


def _mixed_case(plain: str) -> bool:
    """`Covid-19` and `Trump/Putin` may be someone's subject; `rrt-allgemeines` is not."""
    return _SHOUTED_OR_MIXED.search(plain) is not None and "_" not in plain


def _furniture(reading: Reading) -> bool:
    return reading.made_of("furniture")


def _greeting(reading: Reading) -> bool:
    opening = reading.opening("greeting")
    if opening is None:
        return False
    if reading.made_of("greeting", "filler"):
        return True
    behind = reading.after(opening.end).lstrip()
    rest = len(reading.words) - opening.end
    if reading.words[: rest and opening.end] in _CAUSES and behind[:1] not in ",!":
        return False
    if any(c.isdigit() for c in behind) or reading.has("say"):
        return False
    return rest <= 6 and reading.plain.endswith("!") or rest <= 3 and behind[:1] == ","


def _rights(reading: Reading) -> bool:
    if len(reading.words) > 20:
        return False
    if _RIGHTS_SIGN.match(reading.plain):
        return True
    last = len(reading.words)
    return any(
        mark.name == "rights" and (mark.end == last or mark.start == 0) for mark in reading.marks
    )


def _byline(reading: Reading) -> bool:
    if len(reading.words) > 16:
        return False
    opening = reading.opening("byline")
    if opening and _ROLE_TAIL.fullmatch(reading.after(opening.end)):
        return True
    named = _NAME_ROLE.fullmatch(reading.plain) is not None
    return (named or opening is not None) and reading.has("role", 1) and len(reading.words) <= 9


def _stamp(reading: Reading) -> bool:
    digits = any(word[0].isdigit() for word in reading.words)
    if not digits or len(reading.words) > 9:
        return False
    if reading.opening("stamp") and len(reading.words) <= 8:
        return not reading.has("say")
    if not reading.has("unit"):
        return False
    return len(reading.words) <= 6 and all(
        word[0].isdigit() or any(mark.start <= at < mark.end for mark in _units(reading))
        for at, word in enumerate(reading.words)
    )


def _units(reading: Reading) -> list[Mark]:
    return [mark for mark in reading.marks if mark.name in ("unit", "furniture")]


def _cookies(reading: Reading) -> bool:
    named = any(word.startswith("cookie") for word in reading.words)
    return named and reading.opening("cookie") is not None and not reading.has("say", 4)


def _call(reading: Reading) -> bool:
    opening = reading.opening("call")
    if opening is None or not is_idle(reading):
        return False
    if reading.has("site") and len(reading.words) <= 12:
        return True
    return opening.end > 1 and len(reading.words) <= 6


def _tags(reading: Reading) -> bool:
    label = reading.opening("label")
    behind = reading.after(label.end).lstrip() if label else ""
    if behind.startswith(":"):
        return _parts(_LIST, behind[1:], 2, 4)
    return _parts(_LIST, reading.plain, 3, 2) and not reading.has("say")


def _breadcrumb(reading: Reading) -> bool:
    return _parts(_BREADCRUMB, reading.plain, 3, 3)


def _pronominal(reading: Reading) -> bool:
    """`It stopped.`: of whom or what it speaks, other sentences say."""
    return len(reading.words) == 2 and reading.words[0] in _PRONOUNS


def _parts(separator: re.Pattern[str], text: str, fewest: int, longest: int) -> bool:
    parts = [part for part in separator.split(_TRAILING.sub("", text)) if part]
    return len(parts) >= fewest and all(len(part.split()) <= longest for part in parts)


RULES: tuple[tuple[str, Rule], ...] = (
    ("no words", _wordless),
    ("a label, not a sentence", _label),
    ("site furniture", _furniture),
    ("greeting", _greeting),
    ("copyright", _rights),
    ("cookie notice", _cookies),
    ("photo credit", is_credit),
    ("caption", is_caption),
    ("time stamp", _stamp),
    ("byline", _byline),
    ("call to action", _call),
    ("a list of tags", _tags),
    ("site furniture", _breadcrumb),
    ("question", is_question),
    ("a pronoun and little else", _pronominal),
)
