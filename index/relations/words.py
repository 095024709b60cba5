"""Token: a word or figure of a sentence, folded for look-ups in the lexicons."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from index.relations.numbers import FIGURE
from index.relations.tables import read_table

_TOKEN = re.compile(  # what only some words have is looked for before any other word is tried
    r"""(?P<name>(?!(?:R[sp]|RM|Tk|K[Ss]h)\d)  # no Rs35
          (?=[^\W\d_]++-?\d)[^\W\d_]*[A-Z][^\W\d_]*-?\d+\w*|\d+[GKD]\b)  # A7, 5G
      | (?P<date>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2}))(?!\d)
      | (?P<clock>\d{1,2}:\d{2})
      | (?P<figure>"""
    + FIGURE
    + r"""|(?<![\w.])\.\d+(?![.\d]))
      | (?P<word>n['’]t\b|(?=[^\W\d_]++['’])[^\W\d_]+?(?=n['’]t\b)|[^\W\d_]+)
      | (?P<mark>[%‰°$€£¥?!.,;:()—–"«»“”„&+/-])""",
    re.VERBOSE,
)
_SHORT_ENDINGS = frozenset(("", "s", "d", "ed", "ing", "es"))
_PLAIN = str.maketrans({"ł": "l", "ß": "ss", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Text without case and accents."""
    text = text.casefold().translate(_PLAIN)
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return "".join(c for c in parts if not unicodedata.combining(c))


class Token(NamedTuple):
    """One token: as written, lower-case, folded; its kind and where it stands in the text."""

    text: str
    low: str
    fold: str
    kind: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """True for a word that begins with a capital letter."""
        return self.text[:1].isupper()


def tokenise(text: str) -> tuple[Token, ...]:
    """The tokens of a normalised text, in order."""
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        low, plain = _lowered(word)
        found.append(Token(word, low, plain, str(match.lastgroup), *match.span()))
    return tuple(found)


@lru_cache(maxsize=20_000)
def _lowered(word: str) -> tuple[str, str]:
    return word.casefold(), fold(word).replace("’", "").replace("'", "")


@lru_cache(maxsize=1)
def _forms() -> dict[str, frozenset[int]]:
    """The words, by number, that a form without a common stem may belong to."""
    table = read_table("forms.toml")
    found: dict[str, frozenset[int]] = {}
    groups = [(language, g.split("/")) for language, line in table.items() for g in line.split()]
    for number, (language, forms) in enumerate(groups):
        regular = [forms[0] + "s", forms[0].rstrip("e") + "ing"] if language == "en" else []
        for form in forms + regular:
            found[form] = found.get(form, frozenset()) | {number}
    return found


_ROMANCE = frozenset(("es", "fr", "it", "pt"))
# Endings of short words, where too little stays the same to tell: "voa" and "voar", "pasów".
_VERBAL = frozenset("a ar an am ai ado ada o ou e er en em ent es ez i ir io iu ido s r".split())
_POLISH = frozenset(
    (
        "a ach ami ow om y i u e em ie owi o ej ego emu ych ym ymi ia ie iem al ala ali alo ac aja"
    ).split()
)
_VOWEL = re.compile(r"i?e([bcdfgklmnprstwz])$")
_FREE = frozenset(("frei", "freie", "freien", "freier", "freies", "free", "less", "los"))


def inflected(one: str, other: str, language: str | None) -> bool:
    """True for two short folded words of a language that part only in their endings."""
    if language not in _ROMANCE and language != "pl":
        return False
    if language == "pl" and (_fleeting(one, other) or _fleeting(other, one)):
        return True
    if min(len(one), len(other)) < 3 or one[:3] != other[:3]:
        return False
    same = 3
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    ends = {one[same:], other[same:]}
    if language == "pl":
        return same >= 3 and ends <= _POLISH | {""}
    return ends <= _VERBAL | {""} and any(len(end) > 1 or end in ("r", "") for end in ends)


def _fleeting(one: str, other: str) -> bool:
    """True for "węgiel" and "węgla", which lose a vowel before an ending."""
    root = _VOWEL.sub(r"\1", one)
    return (
        root != one and len(root) > 3 and other.startswith(root) and other[len(root) :] in _POLISH
    )


def alike(one: str, other: str) -> bool:
    """True for two folded words that look like forms of one word."""
    if one == other:
        return True
    forms = _forms()
    if one in forms and other in forms and forms[one] & forms[other]:
        return True
    if one[:3] != other[:3] and one[:2] != "ge" and other[:2] != "ge":
        return False  # most pairs: nothing below joins them
    shorter, longer = sorted((len(one), len(other)))
    if shorter >= 3 and one[:3] == other[:3] and {one[3:], other[3:]} <= _SHORT_ENDINGS:
        return True
    if one[:2] == "ge" and len(one) > 6 and one[2:6] == other[:4]:  # German participles
        return True
    if other[:2] == "ge" and len(other) > 6 and other[2:6] == one[:4]:
        return True
    if max(one, other, key=len)[shorter:] in _FREE:
        return False  # "quecksilberfrei", "homeless"
    if shorter < 4 or one[:4] != other[:4] or longer - shorter > 5:
        return False
    same = 4
    while same < shorter and one[same] == other[same]:
        same += 1
    return same >= 0.65 * shorter and same >= 0.45 * longer
