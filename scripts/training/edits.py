"""Edits that users make to a claim: misspellings, swapped names, negations, casing, dialect.

Every function takes a text and a random generator and returns the edited text. They serve twice,
with disjoint word lists and seeds: to widen the training queries, and to measure what is lost.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Edit = Callable[[str, random.Random], str]

_NEIGHBOURS = {
    a: row[max(0, i - 1) : i] + row[i + 1 : i + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for i, a in enumerate(row)
}
_SOUNDS = (
    *(("ph", "f"), ("ck", "k"), ("ee", "ea"), ("ie", "ei"), ("tion", "shun"), ("qu", "kw")),
    *(("ough", "uff"), ("wh", "w"), ("kn", "n"), ("ll", "l"), ("ss", "s"), ("you", "u")),
    *(("are", "r"), ("for", "4"), ("to", "2"), ("ant", "ent"), ("ence", "ance"), ("c", "k")),
)


def typos(text: str, rng: random.Random, *, share: float | None = None) -> str:
    """Misspell a share of the words (drawn from 0.08 to 0.7 if not given), at least one."""
    words = text.split(" ")
    long_enough = [i for i, word in enumerate(words) if len(word) > 2 and word[0] not in "@#"]
    if not long_enough:
        return text
    share = rng.uniform(0.08, 0.7) if share is None else share
    count = max(1, round(share * len(long_enough)))
    for i in rng.sample(long_enough, count):
        words[i] = _misspell(words[i], rng)
        if rng.random() < 0.2:
            words[i] = _misspell(words[i], rng)
    return " ".join(words)


def _misspell(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word))
    here = word[at]
    kind = rng.random()
    if kind < 0.22:
        return word[:at] + word[at + 1 :]
    if kind < 0.44:
        return word[:at] + word[at + 1 : at + 2] + here + word[at + 2 :]
    if kind < 0.58:
        return word[:at] + here + word[at:]
    near = _NEIGHBOURS.get(here.lower())
    if kind < 0.88 and near:
        new = rng.choice(near)
        new = new.upper() if here.isupper() else new
        return word[:at] + new + word[at + (kind < 0.75) :]
    sounds = [(a, b) for a, b in _SOUNDS if a in word]
    if sounds:
        return word.replace(*rng.choice(sounds), 1)
    return word[:at] + rng.choice("aeiou") + word[at + 1 :]


def casing(text: str, rng: random.Random) -> str:
    """Another casing: mostly lower, which is what shouting text is turned into."""
    kind = rng.random()
    if kind < 0.75:
        return text.lower()
    return text.upper() if kind < 0.9 else text.title()


def drop_words(text: str, rng: random.Random) -> str:
    """Leave out 10 to 35% of the words, or keep one span of 50 to 85% of them."""
    words = text.split(" ")
    if len(words) < 6:
        return text
    if rng.random() < 0.5:
        share = rng.uniform(0.1, 0.35)
        return " ".join(word for word in words if rng.random() > share) or text
    length = round(rng.uniform(0.5, 0.85) * len(words))
    start = rng.randrange(len(words) - length + 1)
    return " ".join(words[start : start + length])


_AUXILIARY = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|can|could|should|does|did|do|must|may|might)\b"
    r"(?! not|n't)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never) |n['’]t\b", re.IGNORECASE)
_VERB = re.compile(r"\b(\w{3,})(ed|es|s)\b")


@dataclass(frozen=True)
class Negation:
    """Negates a text, or takes a negation out; the opening phrases are given."""

    openings: Sequence[str]

    def __call__(self, text: str, rng: random.Random) -> str:
        kind = rng.random()
        if kind < 0.15 and _NOT.search(text):
            return _NOT.sub("", text, count=1)
        places = list(_AUXILIARY.finditer(text))
        if kind < 0.7 and places:
            place = rng.choice(places)
            word = rng.choice(("not", "not", "never", "no longer"))
            return f"{text[: place.end()]} {word}{text[place.end() :]}"
        verbs = list(_VERB.finditer(text))
        if kind < 0.8 and verbs:
            verb = rng.choice(verbs)
            return f"{text[: verb.start()]}did not {text[verb.start() :]}"
        opening = rng.choice(self.openings)
        return opening + (text[:1].lower() + text[1:] if opening[-2:-1] != ":" else text)


_DIALECT = (
    *((r"\bthe\b", "da"), (r"\bthe\b", "di"), (r"\bthis\b", "dis"), (r"\bthat\b", "dat")),
    *((r"\bthey\b", "dem"), (r"\bthem\b", "dem"), (r"\bwith\b", "wit"), (r"\b(?:is|are) ", "")),
    *((r"ing\b", "in"), (r"\bgoing to\b", "gonna"), (r"\bwant to\b", "wanna")),
    *(
        (r"\b(?:isn't|is not|aren't|are not|hasn't)\b", "ain't"),
        (r"\bhave\b", "don"),
        (r"\bof\b", "o"),
    ),
    *(
        (r"\bvery\b", "well"),
        (r"\byour?\b", "yuh"),
        (r"\bmy\b", "mi"),
        (r"\bth", "d"),
        (r"er\b", "a"),
    ),
    *((r"$", " lah"), (r"$", " sia"), (r"$", " fr"), (r"$", " o"), (r"^", "yo, "), (r"^", "bruh ")),
    *((r"\bdid\b", "been"), (r"\bnot\b", "no"), (r"\bwill\b", "go"), (r"\bpeople\b", "folk dem")),
)


def dialect(text: str, rng: random.Random) -> str:
    """A rough colouring by three to twelve spelling rules of spoken varieties of English."""
    for pattern, new in rng.sample(_DIALECT, rng.randint(3, 12)):
        text = re.sub(pattern, new, text, flags=re.IGNORECASE)
    return text


_NAME = re.compile(r"(?<![\w@#])[A-Z][\w’'-]+(?: (?:(?:of|the|de|bin|al|von) )?[A-Z][\w’'-]+)*")
_NO_NAME = frozenset(
    "The A An I It Is Are Was Were He She They We You This That These Those In On At For To Of And "
    "But Or If So No Not Yes My Our Your His Her Their Its What When Where Who Why How Do Does Did "
    "Has Have Had Will Would Can Could Should Just Now Breaking BREAKING Please There Here As With "
    "From By All Some After Before Because Fact Check Video Photo Says New".split()
)


def names(text: str) -> list[tuple[int, int]]:
    """Where runs of capitalised words stand that are not merely a sentence's first word."""
    found = []
    for match in _NAME.finditer(text):
        start, first = match.start(), match.group().split(" ")[0]
        if first in _NO_NAME:
            start += len(first) + 1
        if start < match.end():
            found.append((start, match.end()))
    return found


@dataclass(frozen=True)
class NameSwap:
    """Puts other names in place of a text's own: a share of them, of like kind where known."""

    kinds: Sequence[Sequence[str]]  # replacements for each of KINDS
    others: Sequence[str]  # for names of no known kind
    share: float = 0.7

    def __call__(self, text: str, rng: random.Random) -> str:
        spans = names(text)
        if not spans:
            return text
        chosen = [span for span in spans if rng.random() < self.share] or [rng.choice(spans)]
        for start, end in reversed(chosen):
            text = text[:start] + self._other(text[start:end], rng) + text[end:]
        return text

    def _other(self, name: str, rng: random.Random) -> str:
        folded = name.casefold()
        for known, kind in zip(_KINDS, self.kinds, strict=True):
            if folded in known:
                return rng.choice(kind)
        return rng.choice(self.others)


@dataclass(frozen=True)
class NameDrop:
    """Takes names out, or leaves only their last word."""

    def __call__(self, text: str, rng: random.Random) -> str:
        for start, end in reversed(names(text)):
            if rng.random() < 0.6:
                last = text[start:end].split(" ")[-1] if rng.random() < 0.4 else ""
                text = text[:start] + last + text[end:]
        return re.sub(" {2,}", " ", text).strip()


_NAMES = Path(__file__).with_name("names.toml")
KINDS: tuple[list[str], ...] = tuple(tomllib.loads(_NAMES.read_text("utf-8")).values())
_KINDS = [frozenset(name.casefold() for name in kind) for kind in KINDS]

_TRAIN_NEGATIONS = (
    *(
        "It is not true that ",
        "It's false that ",
        "No, ",
        "Contrary to rumours, ",
        "There is no proof that ",
    ),
    *(
        "Nobody believes that ",
        "I don't think ",
        "It is not false that ",
        "Never has it been that ",
    ),
)
_HELD_OUT_NEGATIONS = (
    *("It is not the case that ", "Not true: ", "It isn't so that ", "It would be wrong to say "),
    *("It is not untrue that ", "It never happened that "),
)


def training_edits(other_names: Sequence[str]) -> list[tuple[float, Edit]]:
    """The edits of training queries, each with its weight."""
    kinds = [kind[::2] + kind[1::4] for kind in KINDS]
    swap = NameSwap(kinds, other_names)
    negate = Negation(_TRAIN_NEGATIONS)
    return [
        (0.28, typos),
        (0.16, swap),
        (0.05, NameDrop()),
        (0.12, negate),
        (0.18, casing),
        (0.10, drop_words),
        (0.04, dialect),
        (0.07, lambda text, rng: typos(swap(negate(text, rng), rng), rng, share=0.15)),
    ]


HELD_OUT_KINDS = (
    *("typos_few", "typos_many", "entity_one", "entity_all"),
    *("negation", "upper", "lower", "dialect"),
)


def held_out_edits(other_names: Sequence[str]) -> list[Edit]:
    """The edits that figures are measured on, in the order of HELD_OUT_KINDS."""
    kinds = [kind[3::4] for kind in KINDS]
    return [
        lambda text, rng: typos(text, rng, share=0.15),
        lambda text, rng: typos(text, rng, share=0.6),
        NameSwap(kinds, other_names, share=0.0),
        NameSwap(kinds, other_names, share=1.0),
        Negation(_HELD_OUT_NEGATIONS),
        lambda text, _: text.upper(),
        lambda text, _: text.lower(),
        dialect,
    ]


def draw(edits: Sequence[tuple[float, Edit]], text: str, rng: random.Random) -> str:
    """One edit by weight; the text itself where it leaves nothing."""
    edit = rng.choices([edit for _, edit in edits], [weight for weight, _ in edits])[0]
    return edit(text, rng).strip() or text
