"""Name: a person, place or body that a sentence mentions, by its capital letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

from index.relations.lexicon import LANGUAGES, Lexicon, Phrases
from index.relations.number_words import is_number
from index.relations.tables import read_table
from index.relations.words import Token, alike, fold

_MARKS_BEFORE = frozenset('.!?:"«»“”„(—–')
_KINDS = tuple(
    (
        "parlam parliam parlem govern gouvern gobiern regier minister presid prasid prezyd tribun "
        "trybun gericht senat congres kongres assembl kammer chambre republi commis consel counci "
        "consei consig konsel partido partito partei police polici polizei polizia univers "
        "opposi oposi"
    ).split()
)
_KIND_WORDS = frozenset(
    (
        "court cour corte sad sadu sejm rzad rzadu chamber camera camara izba state etat estado "
        "stato union party parti partia partii church chiesa eglise iglesia igreja army armee king "
        "queen pope papa pape rada rat"
    ).split()
)
_SHORT, _LONG = 2, 5  # letters of an abbreviation
_ADJECTIVES = frozenset("ruso rusa rusi ceco ceca ceche cechi grec turc".split())
_FUSED = frozenset("am ans aufs beim im ins ums vom zum zur".split())
_LABEL = 3  # the most words of "ULTIMA HORA:"
_JOINS = frozenset(("&", "-"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A run of capitalised words. `codes` are the places and bodies it is known to stand for.

    `sure` is False for a word whose capital letter may be the sentence's or the language's.
    """

    words: tuple[str, ...]
    codes: frozenset[str]
    sure: bool
    start: int
    end: int

    @property
    def generic(self) -> bool:
        """True for a body or a person named by the kind: "the Parliament", "Kenya's President"."""
        kinds = [word in _KIND_WORDS or word.startswith(_KINDS) for word in self.words]
        rest = [i for i, kind in enumerate(kinds) if not kind]
        return not self.codes and any(kinds) and all(codes_at(self.words, i)[0] for i in rest)

    @property
    def place(self) -> bool:
        """True for a known country, by its own name or one of its capital's."""
        return any(code.isupper() for code in self.codes)


@lru_cache(maxsize=1)
def _known() -> Phrases:
    """Places and bodies under their names in all the languages."""
    phrases = Phrases()
    for group in read_table("names.toml").values():
        for code, entries in group.items():
            phrases.add(entries.replace("-", "_-_").split(), code)
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            words = re.findall(r"[^\W_]+|-", fold(name))
            if re.fullmatch(r"[A-Z]{2}", code) and words:
                phrases.add(["_".join(words)], code)
    return phrases


def codes_at(folds: Sequence[str], i: int) -> tuple[frozenset[str], int]:
    """The codes of the longest known name at `i` and its end."""
    found = _known().at(folds, i)
    if not found:
        return frozenset(), i
    end = max(end for _, end in found)
    return frozenset(code for code, e in found if e == end), end


def read_names(tokens: Sequence[Token], words: Lexicon) -> tuple[Name, ...]:
    """The names of a sentence, in order."""
    folds = [token.fold for token in tokens]
    shouting = _shouting(tokens)
    label = _label(tokens)
    known = set(_known().places(folds))
    found, i = [], 0
    while i < len(tokens):
        if i not in known and not _candidate(tokens[i], words):
            i += 1
            continue
        name = _name_at(tokens, folds, i, words, shouting or i < label)
        if name is None:
            i += 1
        else:
            found.append(name)
            i = name.end
    return tuple(found)


def _shouting(tokens: Sequence[Token]) -> bool:
    written = [token.text for token in tokens if token.kind == "word" and len(token.text) > 2]
    return sum(word.isupper() for word in written) > len(written) / 2


def _label(tokens: Sequence[Token]) -> int:
    """The end of the "BREAKING:" that a post begins with; 0 where there is none."""
    end = next((i for i, token in enumerate(tokens) if token.kind == "mark"), 0)
    colon = 0 < end <= _LABEL and tokens[end].text in ":!-–—"
    return end if colon and all(token.text.isupper() for token in tokens[:end]) else 0


def _name_at(
    tokens: Sequence[Token], folds: Sequence[str], i: int, words: Lexicon, shouting: bool
) -> Name | None:
    codes, end = codes_at(folds, i) if tokens[i].kind in ("word", "name") else (frozenset(), i)
    short = end == i + 1 and len(folds[i]) < 4 and not tokens[i].text.isupper()
    short = short and not (i and tokens[i].capital and not words.stopped(folds[i]))  # "the Fed"
    long = len(folds[i]) > 4 or folds[i] in _ADJECTIVES
    if codes and not short and (tokens[i].capital or long):
        return Name(words=tuple(folds[i:end]), codes=codes, sure=True, start=i, end=end)
    if shouting or not _candidate(tokens[i], words):
        return None
    end = _run(tokens, i, words)
    sure = not _starts(tokens, i) or end - i > 1 or tokens[i].kind == "name"
    if words.language == "de" and end - i == 1 and tokens[i].kind != "name":
        sure = sure and not _common(tokens, i, words)
    return Name(words=tuple(folds[i:end]), codes=frozenset(), sure=sure, start=i, end=end)


def _candidate(token: Token, words: Lexicon) -> bool:
    if token.kind == "name":
        return True
    return token.kind == "word" and token.capital and not words.stopped(token.fold)


def _run(tokens: Sequence[Token], i: int, words: Lexicon) -> int:
    end = i + 1
    limit = 1 if words.language == "de" and tokens[i].text.endswith(("ung", "heit")) else 4
    while end < len(tokens) and end - i < limit:
        joined = tokens[end].text in _JOINS and end + 1 < len(tokens)
        after = end + joined
        if not _candidate(tokens[after], words) and not (
            len(tokens[after].text) == 1 and tokens[after].capital
        ):
            break
        end = after + 1
    return end


def _starts(tokens: Sequence[Token], i: int) -> bool:
    return i == 0 or tokens[i - 1].text in _MARKS_BEFORE


def _common(tokens: Sequence[Token], i: int, words: Lexicon) -> bool:
    """True for a German word that an article or a noun's ending marks as no name."""
    if tokens[i].fold.endswith(
        ("ung", "ungen", "heit", "keit", "schaft", "tion", "tionen", "ismus")
    ):
        return True
    before = tokens[i - 1].fold if i else ""
    if i and is_number(tokens[i - 1], words):
        return True  # "400 Festnahmen"
    return before in words.words["articles"] | _FUSED or before.endswith(
        ("en", "er", "es", "em", "e")
    )


def same_name(one: Name, other: Name) -> bool:
    """True where two names can stand for one thing: a shared code, a surname, a part."""
    if one.codes & other.codes or one.words == other.words:
        return True
    if one.place and other.place:
        return False  # "Austria" and "Australia"
    if one.codes and other.codes and min(len(one.words), len(other.words)) > 1:
        return False  # "Forza Italia" and "Fratelli d'Italia"
    for i, a in enumerate(one.words):
        for j, b in enumerate(other.words):
            # Two full names with only the first name in common are two people.
            full = i == j == 0 and min(len(one.words), len(other.words)) > 1
            if not full and len(a) > 1 and alike(a, b):
                return True
    return _initials(one, other) or _initials(other, one)


def _initials(short: Name, full: Name) -> bool:
    letters = "".join(word[0] for word in full.words if word[0].isalpha())
    return len(short.words) == 1 and len(full.words) > 1 and short.words[0] == letters


def abbreviates(name: Name, words: Sequence[str]) -> bool:
    """True where the first letters of words that follow each other spell the name: "VAT"."""
    if len(name.words) != 1 or not _SHORT <= len(name.words[0]) <= _LONG:
        return False
    return name.words[0] in "".join(word[0] for word in words)
