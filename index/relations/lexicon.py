"""Lexicon: the closed words of one language, read from its TOML file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from index.relations.tables import read_table

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

LANGUAGES = ("de", "en", "es", "fr", "it", "pl", "pt")
_SHORTEST_STEM = 2
_KEPT = 1 << 14  # words

_Tails = tuple[tuple[tuple[str, ...], str], ...]
_LISTS = (
    "reports particles nor without that nones ended fronts excepted nearly still nevers degrees "
    "prefaces"
).split()


@dataclass(slots=True)
class Phrases:
    """Phrases with a label each; `*` at a word's end stands for any ending."""

    exact: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    stems: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    longest: int = 0
    _tails: _lru_cache_wrapper[_Tails] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._tails = lru_cache(_KEPT)(self._found)  # most words begin none, and come again

    def add(self, entries: Iterable[str], label: str) -> None:
        """Give every entry this label; longer phrases are tried first."""
        for entry in entries:
            first, *rest = entry.split("_")
            table = self.stems if first.endswith("*") else self.exact
            if table is self.stems:
                self.longest = max(self.longest, len(first) - 1)
            tails = table.setdefault(first.rstrip("*"), [])
            tails.append((tuple(rest), label))
            tails.sort(key=lambda tail: -len(tail[0]))
        self._tails.cache_clear()

    def _found(self, word: str) -> _Tails:
        """How the phrases that begin with a word go on."""
        sizes = range(min(len(word), self.longest), _SHORTEST_STEM - 1, -1)
        stems = (self.stems.get(word[:size], ()) for size in sizes)
        return (*self.exact.get(word, ()), *chain.from_iterable(stems))

    def begun(self, word: str) -> bool:
        """True where a phrase may begin with this word."""
        return bool(self._tails(word))

    def places(self, words: Sequence[str]) -> list[int]:
        """Where phrases may begin: asked once of all words, most of which begin none."""
        return [i for i, word in enumerate(words) if self._tails(word)]

    def at(self, words: Sequence[str], start: int) -> list[tuple[str, int]]:
        """Labels of the phrases that begin at `start`, each with the index after its end."""
        found = []
        for tail, label in self._tails(words[start]):
            end = start + 1 + len(tail)
            if not tail or (end <= len(words) and all(map(_fits, tail, words[start + 1 : end]))):
                found.append((label, end))
        return found


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What one language's closed words mean. `kinds` maps a concept to its difference."""

    language: str
    comma_decimal: bool
    concord: bool
    stop: frozenset[str]
    stop_stems: tuple[str, ...]
    breaks: frozenset[str]
    accented: dict[str, str]
    needs_ne: frozenset[str]
    neutral: Phrases
    cues: Phrases
    numbers: dict[str, tuple[str, float]]
    dates: Phrases
    words: dict[str, frozenset[str]]

    def stopped(self, word: str) -> bool:
        """True for a folded word without content of its own."""
        return len(word) < 2 or word in self.stop or word.startswith(self.stop_stems)


@lru_cache(maxsize=len(LANGUAGES))
def lexicon(language: str) -> Lexicon:
    """The lexicon of one of LANGUAGES."""
    table = read_table("lexicon", f"{language}.toml")
    stop = [w for key in ("stop", "reports", "affirmatives") for w in table[key].split()]
    return Lexicon(
        language=language,
        comma_decimal=table["decimal"] == ",",
        concord=table["concord"],
        stop=frozenset(w for w in stop if not w.endswith("*")),
        stop_stems=tuple(w[:-1] for w in stop if w.endswith("*")),
        breaks=frozenset(table["breaks"].split()),
        accented=_accented(table),
        needs_ne=frozenset(table.get("needs_ne", "").split()),
        neutral=_phrases({"neutral": table["neutral"]}),
        cues=_cues(table),
        numbers=_numbers(table["numbers"]),
        dates=_dates(table["dates"]),
        words=_words(table),
    )


def _phrases(labelled: dict[str, str]) -> Phrases:
    phrases = Phrases()
    for label, entries in labelled.items():
        phrases.add(entries.split(), label)
    return phrases


def _accented(table: dict[str, Any]) -> dict[str, str]:
    """Words marked `=`, which without their accents are other words, and their labels."""
    labelled = {"negator": table["negators"]}
    for family in ("antonyms", "oppositions"):
        for concept, (plus, minus) in table[family].items():
            labelled |= {f"{family}:{concept}:+": plus, f"{family}:{concept}:-": minus}
    return {
        word[1:]: label
        for label, entries in labelled.items()
        for word in entries.split()
        if word.startswith("=")
    }


def _cues(table: dict[str, Any]) -> Phrases:
    phrases = Phrases()
    phrases.add(table["negators"].split(), "negator")
    phrases.add(table.get("needs_ne", "").split(), "half_negator")
    negatives = table["negatives"].split()
    phrases.add(negatives, "negative")
    phrases.add(table["affirmatives"].split(), "affirmative")
    phrases.add(table["reports"].split(), "report")
    for level, entries in table["levels"].items():
        phrases.add(entries.split(), f"level:{level}")
    for family in ("antonyms", "oppositions"):
        for concept, (plus, minus) in table[family].items():
            # A word that already counts as a negation must not also turn a concept round.
            known = () if concept == "permit" else negatives
            minus_words = [w for w in minus.split() if w not in known]
            phrases.add(plus.split(), f"{family}:{concept}:+")
            phrases.add(minus_words, f"{family}:{concept}:-")
    return phrases


def _numbers(table: dict[str, str]) -> dict[str, tuple[str, float]]:
    found: dict[str, tuple[str, float]] = dict.fromkeys(table["one"].split(), ("one", 1.0))
    for role in ("small", "scale", "morphemes"):
        for entry in table.get(role, "").split():
            word, _, value = entry.partition("=")
            found[word if role != "morphemes" else f"~{word}"] = (role, float(value))
    for role in ("ordinal", "part", "times"):
        for entry in table[role].split():
            word, _, value = entry.partition("=")
            found.setdefault(f"{role}:{word}", (role, float(value)))
    return found


def _dates(table: dict[str, Any]) -> Phrases:
    phrases = Phrases()
    for group in (
        "months",
        "weekdays",
        "seasons",
        "relative",
        "parts",
        "holidays",
        "era",
        "phase",
        "turn",
    ):
        for place, entries in enumerate(table[group], start=1):
            phrases.add(entries.split(), f"{group}:{place}")
    phrases.add(table["before"].split(), "order:-1")
    phrases.add(table["after"].split(), "order:1")
    return phrases


def _words(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    numbers, grammar = table["numbers"], table["grammar"]
    lists = {
        **{name: table[name] for name in _LISTS},
        "empty": table["stop"],  # without what else is passed over, such as words of saying
        "joins": numbers["joins"],
        "ratio": numbers["ratio"],
        "every": numbers["every"],
        "half": numbers["half"],
        "year_cues": table["dates"]["year_cues"],
        "passive": grammar["passive"],
        "auxiliaries": grammar["auxiliaries"],
        "articles": grammar["articles"],
        "links": grammar["links"],
    }
    return {name: frozenset(entries.split()) for name, entries in lists.items()}
