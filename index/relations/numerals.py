"""read_numerals(): all numbers of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from index.relations.counts import Counts
from index.relations.fractions import Fractions
from index.relations.lexicon import Lexicon
from index.relations.number_words import countless
from index.relations.numbers import Numeral
from index.relations.ratios import with_halves, with_ratios
from index.relations.words import Token


def read_numerals(
    tokens: Sequence[Token], words: Lexicon, taken: frozenset[int]
) -> tuple[Numeral, ...]:
    """All numerals in order, but for the tokens taken; "one in three" and "every third" are one."""
    counts = Counts(tokens, words, taken)
    fractions = Fractions(counts)
    found, i = [], 0
    while i < len(tokens):
        numeral = None if i in taken else _at(i, counts, fractions)
        if numeral is None:
            i += 1
        else:
            found.append(numeral)
            i = numeral.end
    return tuple(with_ratios(with_halves(found, counts.folds, words), counts.folds, words))


def _at(i: int, counts: Counts, fractions: Fractions) -> Numeral | None:
    token = counts.tokens[i]
    if token.kind == "figure":
        return fractions.slashed(i) or counts.figure(i)
    if token.kind != "word" or countless(token.fold, counts.words.language):
        return None
    return fractions.special(i) or counts.count(i)
