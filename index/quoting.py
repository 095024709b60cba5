"""Quoting: a sentence with what it quotes; and which of their answers stands for the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claims.quotations import Quotation, quotations
from claims.sentences import Sentence, sentences
from claims.stretches import moved, stretches
from index.lookup import Band
from index.relations.reservations import reserves

_MOSTLY = 0.6
_MARKS = 4  # quotation marks and what ends a sentence


@dataclass(frozen=True, slots=True)
class Quoting:
    """A sentence, and what it quotes that may be looked up; `affirms` is false where it calls that
    a myth, or the like."""

    sentence: Sentence
    quoted: tuple[Quotation, ...] = ()
    affirms: bool = True

    def moved(self, start: int) -> Quoting:
        """The same in a text of which this one is a part, from `start` on."""
        (sentence,) = moved([self.sentence], start)
        return replace(self, sentence=sentence, quoted=tuple(moved(self.quoted, start)))

    @property
    def alone(self) -> bool:
        """Whether the sentence is nothing but one quotation."""
        if len(self.quoted) != 1:
            return False
        return len(self.sentence.text) - len(self.quoted[0].text) <= _MARKS


def quoting(text: str, cut: list[Sentence], language: str | None) -> Iterator[Quoting]:
    """Each sentence of `text`, which `cut` are in order, with what it quotes."""
    for sentence, quoted in zip(cut, quotations(text, cut, language), strict=True):
        share = sum(len(each.text) for each in quoted) / len(sentence.text)
        # Of a quotation inside another statement nobody can say that it is what is claimed.
        if not quoted or (share < _MOSTLY and not any(each.speaker for each in quoted)):
            yield Quoting(sentence)
        else:
            yield Quoting(sentence, quoted, not reserves(_around(sentence, quoted), language))


def quoting_of(text: str, around: str | None) -> Iterator[Quoting]:
    """All sentences, each stretch of one language by its rules; `around` is that of the whole."""
    for one in stretches(text, around):
        cut = sentences(one.text, one.language)
        for said in quoting(one.text, cut, one.language):
            yield said.moved(one.start)


def _around(sentence: Sentence, quoted: Sequence[Quotation]) -> str:
    """A sentence without the words that it quotes."""
    pieces, end = [], sentence.start
    for each in quoted:
        pieces.append(sentence.text[end - sentence.start : each.start - sentence.start])
        end = each.end
    return "".join([*pieces, sentence.text[end - sentence.start :]])


@dataclass(frozen=True, slots=True)
class Best:
    """The best match of a text, as far as it tells whose answer is to be told."""

    claim: str  # its id
    band: Band | None
    probability: float | None
    score: float


def best_quoted(quoted: Sequence[str], found: Sequence[Best | None]) -> int:
    """The place of the quotation whose best match is believed most; of equals the longest."""
    each = [(_belief(best), len(words)) for words, best in zip(quoted, found, strict=True)]
    return each.index(max(each))


def stands_for(quoted: Best | None, sentence: Best | None) -> bool:
    """Whether the answer to a quotation, which its sentence affirms, is to be that of the sentence,
    because it is believed more. One claim, in one band, is that of the quotation."""
    if _belief(quoted) > _belief(sentence):
        return True
    if quoted is None or sentence is None:
        return False
    return (quoted.claim, quoted.band) == (sentence.claim, sentence.band)


def _belief(best: Best | None) -> tuple[float, float]:
    return (best.probability or 0.0, best.score) if best else (0.0, -1.0)
