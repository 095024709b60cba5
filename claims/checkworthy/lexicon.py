"""read(): the words of a text and what the word lists say about them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from claims.text import may_link, without_controls

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "pl")  # that the weights were trained on
LISTED = (*LANGUAGES, *"nl tr ar hi id ru uk zh ja el fa ur bn ko".split())
LONGEST = 400  # characters read; what is longer is never judged by its words

# What a page prints around an article is recognised in all languages, whatever the text's own:
# lines as short as these are the ones whose language a detector gets wrong.
_PAGE = frozenset(
    ("furniture", "greeting", "filler", "rights", "credit", "byline", "role", "stamp", "unit",
     "label", "know", "place", "tag")
)  # fmt: skip
_OF_THEIR_OWN = frozenset(("ar", "hi", "ru", "uk", "zh", "ja"))  # scripts no other list has
_NEAR = {"ms": "id", "af": "nl", "az": "tr", "be": "ru", "bg": "ru", "wuu": "zh", "yue": "zh"}
_VERB_LAST = frozenset(("tr", "hi", "ja", "ko"))
_LINK = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+", re.IGNORECASE)
_SIGNATURE = re.compile(r"\s*[—–-]\s*[^—–]{0,60}\(@\w{1,20}\)\s*(?:\w+ \d{1,2}, \d{4})?\s*\Z")
UNSPACED = (
    r"\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff"  # scripts without spaces: a character is a word
)
LETTER = r"\w\u0300-\u036f\u064b-\u0652\u0900-\u0963\u0966-\u0dff"  # and what is written on it
_TOKEN = re.compile(
    rf"[{UNSPACED}]|(?:(?![{UNSPACED}])[{LETTER}])+(?:['’.-](?:(?![{UNSPACED}])[{LETTER}])+)*"
)
_ONE_UNSPACED = re.compile(rf"[{UNSPACED}]")
_HANDLE = re.compile(r"[#@]\w+")

Phrases = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words `start` up to `end` are a phrase of the list `name`."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A tidied text, its words (folded, with their places) and the marks on them."""

    plain: str
    posted: bool  # a post with its signature or a link: it passes on more than its words
    language: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...]

    def opening(self, name: str) -> Mark | None:
        """The longest phrase of a list that the text begins with."""
        found = [mark for mark in self.marks if mark.start == 0 and mark.name == name]
        return max(found, key=lambda mark: mark.end, default=None)

    def closes(self, name: str) -> bool:
        """Whether a phrase of a list ends the text, in a language whose verbs come last."""
        if _NEAR.get(self.language, self.language) not in _VERB_LAST:
            return False
        return any(mark.name == name and mark.end == len(self.words) for mark in self.marks)

    def has(self, name: str, start: int = 0) -> bool:
        """Whether a phrase of a list occurs at word `start` or later."""
        return any(mark.name == name and mark.start >= start for mark in self.marks)

    def made_of(self, *names: str) -> bool:
        """Whether phrases of these lists make up every word."""
        covered: set[int] = set()
        for mark in self.marks:
            if mark.name in names:
                covered.update(range(mark.start, mark.end))
        return bool(self.words) and len(covered) == len(self.words)

    @property
    def size(self) -> int:
        """Its words, two characters of a script without spaces taken for one."""
        unspaced = sum(_ONE_UNSPACED.match(word) is not None for word in self.words)
        return len(self.words) - unspaced // 2

    def after(self, word: int) -> str:
        """The text behind the first `word` words."""
        return self.plain[self.spans[word - 1][1] :] if word else self.plain


def read(text: str, language: str | None) -> Reading:
    """Tidy and cut into words; handles and hashtags are no words."""
    plain, posted = _tidy(text)
    spoken = (language or "").partition("-")[0].lower()
    known = _NEAR.get(spoken, spoken)
    blanked = _HANDLE.sub(lambda found: " " * len(found.group()), plain[:LONGEST])
    folded = blanked.isascii()  # at once then, for no letter changes its place
    found = list(_TOKEN.finditer(blanked.lower() if folded else blanked))
    written = (token.group() for token in found)
    words = tuple(written if folded else map(_folded, written))
    return Reading(
        plain=plain,
        posted=posted,
        language=spoken,
        words=words,
        spans=tuple(token.span() for token in found),
        marks=_marks(words, known if known in LISTED else ""),
    )


def tokens(text: str) -> list[str]:
    """The words of a text as lists have them."""
    return [_folded(word) for word in _TOKEN.findall(text)]


def _folded(word: str) -> str:
    """Without case; a Turkish İ is an i."""
    return word.replace("’", "'").casefold().replace("i\u0307", "i")


def _tidy(text: str) -> tuple[str, bool]:
    """Without links, signature and controls; capitals, handles and labels, which tell, stay."""
    text = " ".join(without_controls(unicodedata.normalize("NFKC", text)).split())
    signatures = links = 0
    if "(@" in text:
        text, signatures = _SIGNATURE.subn("", text)
    if may_link(text):
        text, links = _LINK.subn(" ", text)
    return " ".join(text.split()), signatures + links > 0


def _marks(words: tuple[str, ...], language: str) -> tuple[Mark, ...]:
    phrases, begun = _phrases(language)
    marks: list[Mark] = []
    for start, phrase in enumerate(words):
        for end in range(start + 1, len(words) + 1):
            for name in phrases.get(phrase, ()):
                marks.append(Mark(name, start, end))
            if phrase not in begun or end == len(words):
                break
            phrase = f"{phrase} {words[end]}"
    return tuple(marks)


@cache
def _phrases(language: str) -> tuple[Phrases, frozenset[str]]:
    """Phrase -> names of the lists it is on: all of one language's and of those with a script of
    their own, the page lists of the rest.

    And what longer phrases begin with, up to any of their words.
    """
    names: dict[str, set[str]] = {}
    for other in LISTED:
        for name, listed in _lists(other).items():
            if other == language or other in _OF_THEIR_OWN or name in _PAGE:
                for phrase in listed:
                    names.setdefault(phrase, set()).add(name)
    begun = frozenset(
        phrase[:end] for phrase in names for end, mark in enumerate(phrase) if mark == " "
    )
    return {phrase: frozenset(found) for phrase, found in names.items()}, begun


@cache
def _lists(language: str) -> Mapping[str, frozenset[str]]:
    source = files("claims.checkworthy") / "lexicon" / f"{language}.toml"
    lists = tomllib.loads(source.read_text(encoding="utf-8"))
    return {
        name: frozenset(" ".join(tokens(phrase)) for phrase in phrases)
        for name, phrases in lists.items()
    }
