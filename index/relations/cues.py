"""Cue: a word that turns, bounds or directs what a sentence says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.relations.lexicon import Lexicon, lexicon
from index.relations.number_words import is_number
from index.relations.separable import joined
from index.relations.words import Token

_PAUSES = frozenset(',;:.!?()—–"«»“”„')
_FRONT_WORDS = 6  # the most words of "In the north of the city,"
_EVEN = frozenset(("even", "einmal"))
_PERCENT = ("percent", "prozent", "%")
_TAG_WORDS = 4  # the most words in ", isn't it?"
_LAST_PARTS = tuple(
    "verbot verbots mangel erhohung senkung anstieg ruckgang kurzung kurzungen zuwachs".split()
)
_NE = frozenset(("ne", "n"))
_FREE = "free"  # behind a hyphen: "lead-free"

_OPENING = frozenset(":.!?–—")
_REPLIES = frozenset(("no", "nope", "nein", "non", "nao", "nie"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A closed word found: its family, concept and sign, the tokens it spans, its clause.

    Families: negator and negative turn the statement round; levels, antonyms, oppositions and
    order say how much, which way and when.
    """

    family: str
    concept: str
    sign: int
    start: int
    end: int
    clause: int


def clauses(tokens: Sequence[Token], words: Lexicon) -> tuple[int, ...]:
    """The clause number of every token."""
    number, found, fresh = 0, [], True
    fronted = _fronted(tokens, words)
    for i, token in enumerate(tokens):
        pause = token.kind == "mark" and token.text in _PAUSES and i != fronted
        opens = _breaks(tokens, i, words)
        if not fresh and (pause or opens):
            number, fresh = number + 1, True
        found.append(number)
        fresh = (fresh and pause) or opens
    return tuple(found)


def _fronted(tokens: Sequence[Token], words: Lexicon) -> int | None:
    """The comma of "In the north, nobody voted", which opens no clause of its own."""
    first = tokens[0].fold if tokens else ""
    if first in words.breaks or first not in words.words["fronts"]:
        return None
    comma = next((i for i, token in enumerate(tokens) if token.kind == "mark"), -1)
    if not 1 < comma <= _FRONT_WORDS or tokens[comma].text != ",":
        return None
    if any(
        token.fold in words.breaks or words.cues.at((token.fold,), 0) for token in tokens[1:comma]
    ):
        return None
    return comma


def _breaks(tokens: Sequence[Token], i: int, words: Lexicon) -> bool:
    token = tokens[i]
    if token.fold not in words.breaks or (i and tokens[i - 1].text == "-"):
        return False
    if i and tokens[i - 1].fold == "bel":
        return False  # "bel et bien"
    follows = tokens[i + 1].fold if i + 1 < len(tokens) else ""
    if token.fold == "wahrend" and follows.endswith("es"):
        return False  # "während des Bebens"
    return token.fold != "e" or token.low == "e"  # "e" joins, "é" and "è" are verbs


def read_cues(tokens: Sequence[Token], words: Lexicon, places: Sequence[int]) -> tuple[Cue, ...]:
    """The cues of a sentence; `places` are the tokens' clauses."""
    folds = [token.fold for token in tokens]
    hidden = _hidden(tokens, folds, words)
    language = words.language
    verbs = joined(tokens, places) if language == "de" else {}
    found: list[Cue] = []
    ends: dict[str, int] = {}
    for i, token in enumerate(tokens):
        if token.kind != "word" or (i not in verbs and _silent(token.fold, token.low, language)):
            continue
        for label, end in _labels(folds, i, words, token, verbs.get(i)):
            family, concept, sign = _parse(label)
            turning = family in ("negator", "negative")
            group = "turn" if turning else family + concept if family != "level" else family
            if i < ends.get(group, 0) or (turning and i in hidden):
                continue
            if label == "negator" and _counts(tokens, i, words):
                continue
            if label == "half_negator" and not any(
                t.low in _NE for t in tokens[max(0, i - 5) : i + 3]
            ):
                continue  # in "un nouveau-né a plus d'os" there is no "ne"
            ends[group] = end
            found.append(Cue(family, concept, sign, i, end, places[i]))
    reply = _reply(found, folds)
    return tuple(cue for cue in found if cue is not reply)


@lru_cache(maxsize=1 << 14)
def _silent(fold: str, low: str, language: str) -> bool:
    """True for most words: no cue begins with them, whatever follows."""
    words = lexicon(language)
    if words.cues.begun(fold) or words.dates.begun(fold) or low in words.accented:
        return False
    return fold != _FREE and not (language == "de" and _last_part(fold))


def _counts(tokens: Sequence[Token], i: int, words: Lexicon) -> bool:
    """True for "barely 20" and "not even 1%", which bound a number and deny nothing, and the "No."
    of "No. 1"."""
    near = tokens[i + 1 : i + 5]
    if tokens[i].fold == "no" and [token.kind for token in near[:2]] == ["mark", "figure"]:
        return near[0].text == "." and near[0].start == tokens[i].end
    if near and near[0].fold in _EVEN:
        return any(is_number(t, words) or t.fold.startswith(_PERCENT) for t in near)
    if tokens[i].fold not in words.words["nearly"] or i + 1 == len(tokens):
        return False
    return is_number(tokens[i + 1], words)


def _reply(found: Sequence[Cue], folds: Sequence[str]) -> Cue | None:
    """The "No" of "Fact check: No, it does not", which denies nothing twice."""
    turns = [cue for cue in found if cue.family in ("negator", "negative")]
    for cue in turns[:-1]:
        opens = cue.start == 0 or folds[cue.start - 1] in _OPENING
        if opens and folds[cue.start] in _REPLIES and folds[cue.end : cue.end + 1] == [","]:
            return cue
    return None


def _labels(
    folds: Sequence[str], i: int, words: Lexicon, token: Token, verb: str | None
) -> Iterator[tuple[str, int]]:
    labels = words.cues.at((verb,), 0) if verb else []
    labels = [(label, i + 1) for label, _ in labels]
    own = [] if labels else words.cues.at(folds, i)  # "fällt" in "fällt weg" is no fall
    if not own and words.language == "de" and (last := _last_part(folds[i])):
        own = [(label, i + 1) for label, _ in words.cues.at((last,), 0)]
    labels += sorted(own, key=lambda pair: -pair[1])
    labels += [(label, end) for label, end in words.dates.at(folds, i) if label[:5] == "order"]
    if folds[i] == _FREE and i and folds[i - 1] == "-":
        labels.append(("negative", i + 1))
    if label := words.accented.get(token.low):
        labels.append((label, i + 1))
    yield from labels


def _last_part(fold: str) -> str:
    """The "verbot" of a German "handyverbot"; empty where none is known."""
    return next((part for part in _LAST_PARTS if fold.endswith(part) and fold != part), "")


def _parse(label: str) -> tuple[str, str, int]:
    family, _, rest = label.partition(":")
    if family == "half_negator":
        return "negator", "", -1
    if family == "order":
        return "order", "", int(rest)
    concept, _, sign = rest.partition(":")
    return family, concept, 1 if sign == "+" else -1


def _hidden(tokens: Sequence[Token], folds: Sequence[str], words: Lexicon) -> frozenset[int]:
    """Tokens of "not only", "no doubt" and of a tag question at the end, which turn nothing."""
    found: set[int] = set()
    for i in words.neutral.places(folds):
        for _, end in words.neutral.at(folds, i):
            found.update(range(i, end))
    if tokens and tokens[-1].text == "?":
        comma = max((i for i, t in enumerate(tokens) if t.text in ",;–—-"), default=-1)
        if 0 < comma and len(tokens) - comma - 2 <= _TAG_WORDS:
            found.update(range(comma, len(tokens)))
    return frozenset(found)
