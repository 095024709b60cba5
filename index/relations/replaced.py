"""Replaced: a word or two in the place of others, and nearly all else word for word: "the king of
Lund tweeted that", "the queen of Lund tweeted that".

What reads both texts is led astray by all that they share, the more the longer they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, product, starmap

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.lexicon import lexicon
from index.relations.words import alike

# Words that both share, in one order: of a sentence with names, where nothing else is changed, and
# where something is; and of any. With fewer, who reads them mostly sees what parts them.
_FEWEST, _FEW, _MANY = 5, 8, 11
_NAMED = 2  # words of names
_LONGEST = 3  # words replaced, with those between them that carry no meaning
_SPARE = 2  # words of either side besides
_WITHIN = 0.85  # of the shorter one: then that is within the longer one, which may say more
_PART = 4  # letters of a word that is a part of another: "mails" and "emails"


@dataclass(frozen=True, slots=True)
class _Step:
    """From one sequence of words to another: words that stay, go, come or replace others."""

    kind: str
    ours: range
    theirs: range

    @property
    def length(self) -> int:
        return max(len(self.ours), len(self.theirs))

    @property
    def even(self) -> bool:
        """Whether as many words come as go: "can be seen" for "is visible" is a turn of phrase."""
        return len(self.ours) == len(self.theirs)


def replaced(alignment: Alignment) -> bool:
    """True where something stands in the place of something else."""
    query, claim = alignment.query, alignment.claim
    if query.language is None or query.language != claim.language:
        return False
    if not (alignment.query_rest or alignment.claim_rest):
        return False
    ours, theirs = _words(query), _words(claim)
    back = {j: i for i, j in alignment.pairs.items()}
    said = [query.tokens[i].fold for i in ours]
    # a word in another form is the same word
    answer = [(query.tokens[back[j]] if j in back else claim.tokens[j]).fold for j in theirs]
    steps = _steps(said, answer)
    equal = sum(step.length for step in steps if step.kind == "equal")
    named = sum(name.end - name.start for name in query.names) >= _NAMED
    if equal < (_FEWEST if named else _MANY):
        return False
    changed = sum(step.length for step in steps if step.kind != "equal")
    replacing = [step for step in steps if step.kind == "replace"]
    spare = _SPARE if equal >= _FEW else 0
    within = (
        equal >= _FEW and len(replacing) == 1 and equal >= _WITHIN * min(len(said), len(answer))
    )
    empty = lexicon(query.language).words["empty"]
    return any(
        (within or changed - step.length <= spare)
        and step.even
        and step.length <= _LONGEST
        and _tells([said[i] for i in step.ours], [answer[i] for i in step.theirs], empty)
        and _left(alignment, [ours[i] for i in step.ours], [theirs[i] for i in step.theirs])
        for step in replacing
    )


def _left(alignment: Alignment, one: list[int], other: list[int]) -> bool:
    """Whether there is something among the words that the other side has not; numbers and dates
    are compared elsewhere."""
    if not (
        _figures(alignment.query).isdisjoint(one) and _figures(alignment.claim).isdisjoint(other)
    ):
        return False
    return not (
        {*alignment.query_rest}.isdisjoint(one) and {*alignment.claim_rest}.isdisjoint(other)
    )


def _figures(analysis: Analysis) -> set[int]:
    numbers = [range(one.start, one.end) for one in analysis.quantities]
    dates = [range(one.start, one.end) for one in analysis.moments]
    return set(chain.from_iterable([*numbers, *dates]))


def _steps(said: list[str], answer: list[str]) -> list[_Step]:
    found = SequenceMatcher(None, said, answer, autojunk=False).get_opcodes()
    return [_Step(kind, range(a, b), range(c, d)) for kind, a, b, c, d in found]


def _words(analysis: Analysis) -> list[int]:
    """The words and numbers, without articles."""
    articles = lexicon(analysis.language or "").words["articles"]
    return [
        i
        for i, token in enumerate(analysis.tokens)
        if token.kind != "mark" and token.fold not in articles
    ]


def _tells(one: list[str], other: list[str], empty: frozenset[str]) -> bool:
    """Whether each says something by itself, and neither the other in another form or spelling."""
    short, long = sorted(("".join(one), "".join(other)), key=len)
    if (len(short) >= _PART and short in long) or any(starmap(alike, product(one, other))):
        return False
    return not (empty.issuperset(one) or empty.issuperset(other))
