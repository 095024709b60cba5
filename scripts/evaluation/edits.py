"""edited(): what people do to a sentence that they pass on: typos, other names, denials, capitals.

Seeded, in English, for measuring only.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable, Sequence

from scripts.evaluation.trec import Query

_NAME = re.compile(r"(?<!\A)(?<![.!?] )(?<![@#])\b[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?\b")
_OTHER_NAMES = (
    "Maria Keller", "Norway", "Peter Lindqvist", "Ohio", "Acme Foods", "Lisbon", "Anna Novak",
    "Kenya", "Harold Finch", "Montana",
)  # fmt: skip
_VERB = re.compile(
    r"\b(is|are|was|were|has|have|will|can|could|should|did|does|do)\b(?! not)", re.I
)
_FURNITURE = re.compile(r"(?:https?://|pic\.twitter|\(?@|#)\S+")
_TYPOS_A_WORD = 0.15


def _typos(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    for place, word in enumerate(words):
        wordly = len(word) > 3 and not _FURNITURE.match(word)
        if wordly and chance.random() < _TYPOS_A_WORD:
            words[place] = _misspelt(word, chance)
    return " ".join(words)


def _misspelt(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    other = chance.choice(string.ascii_lowercase)
    return chance.choice(
        [
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + other + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        ]
    )


def _swapped_name(text: str, chance: random.Random) -> str:
    body = _body(text)
    found = list(_NAME.finditer(body))
    if not found:
        return text
    match = chance.choice(found)
    other = chance.choice(_OTHER_NAMES)
    return text[: match.start()] + other + text[match.end() :]


def _negated(text: str, chance: random.Random) -> str:
    match = _VERB.search(_body(text))
    if match is None:
        return text
    return f"{text[: match.end()]} not{text[match.end() :]}"


def _shouted(text: str, chance: random.Random) -> str:
    return text.upper()


def _body(text: str) -> str:
    """The text up to its signature."""
    return re.split(r"[—–]", text)[0]


EDITS: dict[str, Callable[[str, random.Random], str]] = {
    "typos": _typos,
    "name": _swapped_name,
    "negation": _negated,
    "capitals": _shouted,
}


def edited(queries: Sequence[Query], kind: str) -> list[Query]:
    """Each query that the edit changes, changed, under its own id; the same on every run."""
    changed = []
    for query in queries:
        text = EDITS[kind](query.text, random.Random(f"{kind} {query.id}"))  # noqa: S311
        if text != query.text:
            changed.append(Query(query.id, text))
    return changed
