"""RULES and LIKELY: what is printed around an article, each with its reason.

RULES account for every word of a text and are certain. LIKELY ones leave words unread, which may
state something: `Guten Morgen, der Papst ist tot!`
"""

from __future__ import annotations

import re
from collections.abc import Callable

from claims.checkworthy.bylines import is_byline, is_stamp, may_be_byline, may_be_stamp
from claims.checkworthy.captions import is_caption, is_credit, is_idle
from claims.checkworthy.lexicon import Reading
from claims.checkworthy.questions import asks_unmarked, is_question

_TWO_LETTERS = re.compile(r"[^\W\d_][\W\d_]*[^\W\d_]")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HANDLE = re.compile(r"[#@]\w+")
_IDENTIFIER = re.compile(r"(?:[^\W_]|\.)+(?:[-_/|]+(?:[^\W_]|\.)+)+")
_SHOUTED_OR_MIXED = re.compile(r"[A-ZÀ-ÞĀ-Ž]")
_RIGHTS_SIGN = re.compile(r"(?i:©|\(c\)|copyright\b)\s*(?i:©|\(c\)|by\b)?\s*(?:\d{4}|[A-ZÀ-Þ])")
_COOKIE = re.compile(
    r"cookie|çerez|куки|كوكي|تعريف الارتباط|कुकी|クッキー|traceurs"
    r"|(?:partner|partenaires|socios|parceiros).{1,60}"
    r"(?:\bdevice|\bdata\b|daten\b|données|datos|\bdados|\bdati\b|\bdane\b|gegevens)",
    re.IGNORECASE,
)
_BREADCRUMB = re.compile(r"\s*[|·•]\s*|\s+[/>»›]\s+")
_LIST = re.compile(r"\s*[,;|·•#]\s*|\s+[/>»]\s+")
_CAUSES = {(word,) for word in ("thanks", "merci", "gracias", "grazie", "dzięki")}  # "thanks to"
_PRONOUNS = frozenset(
    "it he she they this that es er sie dies il elle ils elles cela ça lui lei egli essi loro "
    "ele ela eles elas isso isto él ella ellos ellas eso esto ona oni".split()
)
_TRAILING = " .()[]"

_LONGEST_OPINION = 12
_FEW = 8  # words of thanks and what for

Rule = Callable[[Reading], bool]


def _wordless(reading: Reading) -> bool:
    words = _HANDLE.sub(" ", reading.plain)
    return _TWO_LETTERS.search(words) is None and not _UNSPACED.search(words)


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
    return reading.has("greeting") and reading.made_of("greeting", "filler")


def _greets(reading: Reading) -> bool:
    """A greeting of somebody who is named: few words, and none of them a report's."""
    opening = reading.opening("greeting")
    if opening is None:
        return _thanks_last(reading)
    behind = reading.after(opening.end).lstrip()
    rest = len(reading.words) - opening.end
    if reading.words[: rest and opening.end] in _CAUSES and behind[:1] not in ",!":
        return False
    if any(c.isdigit() for c in behind) or reading.has("say"):
        return False
    return rest <= 6 and reading.plain.endswith("!") or rest <= 3 and behind[:1] == ","


def _thanks_last(reading: Reading) -> bool:
    """`Siparişiniz için teşekkür ederiz!`: what for comes first where verbs come last."""
    return reading.closes("greeting") and reading.size <= _FEW and is_idle(reading)


def _rights(reading: Reading) -> bool:
    if len(reading.words) > 20:
        return False
    if _RIGHTS_SIGN.match(reading.plain):
        return True
    last = len(reading.words)
    return any(
        mark.name == "rights" and (mark.end == last or mark.start == 0) for mark in reading.marks
    )


def _cookies(reading: Reading) -> bool:
    if reading.opening("cookie") is None or reading.has("say", 4):
        return False
    return _COOKIE.search(reading.plain) is not None


def _call(reading: Reading) -> bool:
    opening = reading.opening("call")
    if opening is None or not is_idle(reading):
        return False
    if reading.has("site") and reading.size <= 12:
        return True
    return opening.end > 1 and len(reading.words) <= 6 and not _UNSPACED.match(reading.plain)


def _opinion(reading: Reading) -> bool:
    """`What a lovely evening!`, `I love ...`, where no weights were trained."""
    opened = reading.opening("exclaim") or reading.opening("fond")
    if opened is None and not reading.closes("fond"):
        return False
    return is_idle(reading) and reading.size <= _LONGEST_OPINION


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
    text = text.rstrip(_TRAILING)
    if _size(separator.split(text, 1)[0]) > longest:  # most sentences begin with words enough
        return False
    parts = [part for part in separator.split(text) if part]
    return len(parts) >= fewest and all(_size(part) <= longest for part in parts)


def _size(part: str) -> int:
    return len(part.split()) + len(_UNSPACED.findall(part)) // 2


RULES: tuple[tuple[str, Rule], ...] = (
    ("no words", _wordless),
    ("a label, not a sentence", _label),
    ("site furniture", _furniture),
    ("greeting", _greeting),
    ("time stamp", is_stamp),
    ("byline", is_byline),
    ("question", is_question),
    ("a pronoun and little else", _pronominal),
)
LIKELY: tuple[tuple[str, Rule], ...] = (
    ("greeting", _greets),
    ("copyright", _rights),
    ("cookie notice", _cookies),
    ("photo credit", is_credit),
    ("caption", is_caption),
    ("time stamp", may_be_stamp),
    ("byline", may_be_byline),
    ("call to action", _call),
    ("a list of tags", _tags),
    ("site furniture", _breadcrumb),
    ("question", asks_unmarked),
    ("opinion", _opinion),
)
