"""Counts: numbers that count, in figures ("2.5 million") and words ("one hundred and five")."""

from __future__ import annotations

from collections.abc import Sequence

from index.relations.lexicon import Lexicon
from index.relations.number_words import combined, compound, joins
from index.relations.numbers import Numeral, read_figure
from index.relations.words import Token

_DOZEN = 12
CURRENCIES = frozenset("$€£¥")
_SHORT_SCALES = {
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mio": 1e6,
    "mi": 1e6,
    "bi": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "mrd": 1e9,
    "tn": 1e12,
}
_HUNDREDS = frozenset(("cent", "cento", "ciento"))
_PER = frozenset(("per", "pour", "por"))


class Counts:
    """Reads the counts of one sentence, but for the tokens that are taken."""

    def __init__(self, tokens: Sequence[Token], words: Lexicon, taken: frozenset[int]) -> None:
        self.tokens, self.words, self.taken = tokens, words, taken
        self.folds = [token.fold for token in tokens]

    def role(self, i: int) -> tuple[str, float] | None:
        """What the word at a place is in a number, and its value; None if it is none, or taken."""
        if i >= len(self.tokens) or i in self.taken:
            return None
        word = self.folds[i]
        if i and word in _HUNDREDS and self.folds[i - 1] in _PER:
            return None
        found = self.words.numbers.get(word) or self.words.numbers.get(f"~{word}")
        value = compound(word, self.words.language) if found is None else None
        return found if value is None else ("small", value)

    def figure(self, i: int) -> Numeral:
        """The figures at a place, with the scales that follow: "2.5 million", "828m people"."""
        value, other = read_figure(self.tokens[i].text, self.words.comma_decimal)
        end, factor = self.scales(i + 1)
        if i + 1 < len(self.folds) and factor == 1:
            priced = i > 0 and self.folds[i - 1] in CURRENCIES
            short = _SHORT_SCALES.get(self.folds[i + 1])
            if short and (priced or self._glued(i) and self._people(i + 2)):
                end, factor = i + 2, short  # "$2.5m", "828m people"
        if factor > 1:
            other = None if other is None else other * factor
        return Numeral(value=value * factor, other=other, start=i, end=end)

    def _glued(self, i: int) -> bool:
        return self.tokens[i].end == self.tokens[i + 1].start

    def _people(self, i: int) -> bool:
        """True where a noun follows, which no metres or bytes would have."""
        if i >= len(self.tokens) or self.tokens[i].kind != "word":
            return False
        word = self.folds[i]
        return not self.words.stopped(word) or word in ("people", "of")

    def scales(self, i: int) -> tuple[int, float]:
        """Where the scales that begin at a place end, and what they come to; 1 for none."""
        factor = 1.0
        if i + 1 < len(self.folds) and self.folds[i] == "-":
            i += 1 if self.role(i + 1) else 0
        while (role := self.role(i)) and role[0] == "scale":
            factor *= role[1]
            i += 1
        return i, factor

    def count(self, i: int) -> Numeral | None:
        """The number that words write from a place on."""
        parts: list[float] = []
        end, weak = i, True
        while role := self.role(end):
            kind, value = role
            if kind not in ("one", "small", "scale") or not joins(parts, value, kind):
                break
            weak = weak and kind == "one"
            self._append(parts, value, kind)
            end = self._after_join(end + 1, parts)
        if not parts or self._vague(i, end, parts):
            return None
        return Numeral(value=combined(parts), start=i, end=end, weak=weak)

    def _append(self, parts: list[float], value: float, kind: str) -> None:
        four_score = self.words.language == "fr" and value == 20 and parts[-1:] == [4.0]
        if parts and (four_score or (value == _DOZEN and kind == "scale")):
            value *= parts.pop()
        parts.append(value)

    def _after_join(self, i: int, parts: Sequence[float]) -> int:
        if i + 1 < len(self.folds) and (
            self.folds[i] in self.words.words["joins"] or self.folds[i] == "-"
        ):
            role = self.role(i + 1)
            if role and role[0] in ("small", "one", "scale") and joins(parts, role[1], role[0]):
                return i + 1
        return i

    def _vague(self, start: int, end: int, parts: Sequence[float]) -> bool:
        """True for "millions of": a scale in the plural without a number before it."""
        plural = ("s", "en", "nde", "ow", "lle", "oni", "ardi")
        word = self.folds[start]
        return end - start == 1 and parts[0] >= 1e3 and word.endswith(plural) and word != "mille"
