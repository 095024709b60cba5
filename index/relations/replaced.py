"""Replaced: a word or two in the place of others, and nearly all else word for word: "the king of
Lund tweeted that", "the queen of Lund tweeted that".

What reads both texts is led astray by all that they share, the more the longer they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.lexicon import lexicon

_FEWEST = 8  # words that both share, in one order; with fewer, who reads them sees what parts them
_LONGEST = 3  # words replaced, with those between them that carry no meaning
_SPARE = 2  # words of either side besides
_PART = 4  # letters of a word that is a part of another: "mails" and "emails"


def replaced(alignment: Alignment) -> bool:
    """True where something stands in the place of something else."""
    query, claim = alignment.query, alignment.claim
    if query.language is None or query.language != claim.language:
        return False
    if not (alignment.query_rest and alignment.claim_rest):
        return False
    ours, theirs = _words(query), _words(claim)
    back = {j: i for i, j in alignment.pairs.items()}
    said = [query.tokens[i].fold for i in ours]
    # a word in another form is the same word
    answer = [(query.tokens[back[j]] if j in back else claim.tokens[j]).fold for j in theirs]
    steps = SequenceMatcher(None, said, answer, autojunk=False).get_opcodes()
    if sum(b - a for kind, a, b, _, _ in steps if kind == "equal") < _FEWEST:
        return False
    besides = sum(max(b - a, d - c) for kind, a, b, c, d in steps if kind != "equal")
    return any(
        besides - max(b - a, d - c) <= _SPARE
        and max(b - a, d - c) <= _LONGEST
        and _meant(ours[a:b], alignment.query_rest)
        and _meant(theirs[c:d], alignment.claim_rest)
        and not _spelled_alike("".join(said[a:b]), "".join(answer[c:d]))
        for kind, a, b, c, d in steps
        if kind == "replace"
    )


def _words(analysis: Analysis) -> list[int]:
    """The words and numbers, without articles."""
    articles = lexicon(analysis.language or "").words["articles"]
    return [
        i
        for i, token in enumerate(analysis.tokens)
        if token.kind != "mark" and token.fold not in articles
    ]


def _meant(words: Sequence[int], rest: Sequence[int]) -> bool:
    """Whether any of the words carries a meaning that the other side has not."""
    return not set(words).isdisjoint(rest)


def _spelled_alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _PART and short in long
