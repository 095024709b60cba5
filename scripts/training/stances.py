"""Saying and Asked: sentences about claims, for the cross-encoder to learn from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np

from index.framed import negated_frame
from index.lookup import Relation
from index.matches import have_rules
from index.relation import relate
from index.stance import Rules
from scripts.evaluation.trec import read_table

FOLDS = 10  # one of which is not learned from
_COLUMNS = ("claim", "claim_language", "text", "language", "stance")


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence about a claim, and whether it `affirms` it, `denies` it or stands `beside` it."""

    claim: str
    claim_language: str
    text: str
    language: str
    stance: str

    @property
    def asked(self) -> Asked:
        """The sentence asked of its claim."""
        return Asked(self.text, self.claim, self.stance)


@dataclass(frozen=True, slots=True)
class Asked:
    """Two texts, and what the first is to the second."""

    text: str
    claim: str
    stance: str


def read_sayings(path: Path) -> list[Saying]:
    """The sentences of a table; raises EvaluationError."""
    return [Saying(*(row[name] for name in _COLUMNS)) for row in read_table(path, _COLUMNS)]


def held_out(saying: Saying) -> bool:
    """Whether its claim is one that is not learned from."""
    return crc32(saying.claim.encode()) % FOLDS == 0


def rules_of(saying: Saying) -> Rules | None:
    """What the rules say of the sentence and the claim; None where they part them."""
    languages = saying.language, saying.claim_language
    if not have_rules(*languages):
        return Rules.NONE
    texts = saying.text, saying.claim
    relation, _ = relate(*texts, query_language=languages[0], claim_language=languages[1])
    if relation is Relation.SAME:
        return Rules.SAME
    return Rules.FRAMED if negated_frame(*texts, *languages) else None


def asked_anew(sayings: Sequence[Saying], rng: np.random.Generator) -> list[Asked]:
    """Each sentence asked of its claim; and as many others, drawn anew: claims asked of sentences,
    and the sentences about one claim asked of each other."""
    about: dict[str, list[Saying]] = defaultdict(list)
    for one in sayings:
        about[one.claim].append(one)
    found = [one.asked for one in sayings]
    for claim, some in about.items():
        more = list(_crossed(claim, some))
        chosen = rng.permutation(len(more))[: len(some)]
        found += [more[at] for at in chosen.tolist()]
    return found


def _crossed(claim: str, some: Sequence[Saying]) -> Iterator[Asked]:
    """What is known of the others: two that affirm a claim say the same, and whatever denies it or
    stands beside it does so to both."""
    for one in some:
        yield Asked(claim, one.text, one.stance)
        if one.stance != "affirms":
            continue
        for other in some:
            if other is not one:
                yield Asked(other.text, one.text, other.stance)
                if other.stance != "affirms":
                    yield Asked(one.text, other.text, other.stance)
