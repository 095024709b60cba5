"""Fractions: parts ("a third of", "half a million", "2/3"), multiples ("doubled") and ordinals."""

from __future__ import annotations

from index.relations.counts import Counts
from index.relations.number_words import multiplied
from index.relations.numbers import Numeral, read_figure

_LARGEST_SLASHED = 20
_FILLERS = frozenset(("of", "a", "de", "d", "di", "-", "eine", "einer"))


class Fractions:
    """Reads what is no plain count of one sentence, over its counts."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self.tokens, self.folds, self.words = counts.tokens, counts.folds, counts.words

    def slashed(self, i: int) -> Numeral | None:
        """The fraction "2/3"; a thread's "1/5:" and a rate's "24/7" count nothing."""
        near = self.tokens[i : i + 3]
        if len(near) < 3 or near[1].text != "/" or near[2].kind != "figure":
            return None
        if near[0].end != near[1].start or near[1].end != near[2].start:
            return None
        above, below = (read_figure(near[n].text, comma_decimal=False)[0] for n in (0, 2))
        follows = self.folds[i + 3] if i + 3 < len(self.folds) else "."
        share = 0 < above < below <= _LARGEST_SLASHED and follows not in (":", ")", ".", ",")
        role, value = ("ratio", above / below) if share else ("ordinal", above)
        return Numeral(value=value, start=i, end=i + 3, role=role)

    def special(self, i: int) -> Numeral | None:
        """Fractions ("a third of", "half a million"), multiples ("doubled") and ordinals."""
        word, numbers = self.folds[i], self.words.numbers
        if times := numbers.get(f"times:{word}"):
            return Numeral(value=times[1], start=i, end=i + 1, role="times")
        if (fold := multiplied(word)) and (base := numbers.get(fold)):
            return Numeral(value=base[1], start=i, end=i + 1, role="times")
        start, above = self._numerator(i)
        for size in (2, 1):
            if start + size > len(self.folds):
                continue
            part = numbers.get("part:" + "_".join(self.folds[start : start + size]))
            if part and part[1] * above <= 1 and self._is_part(i, start, size):
                return self._fraction(i, start + size, part[1] * above)
        if ordinal := numbers.get(f"ordinal:{word}"):
            if word in self.words.words["every"]:
                return None
            return Numeral(value=ordinal[1], start=i, end=i + 1, role="ordinal")
        return None

    def _numerator(self, i: int) -> tuple[int, float]:
        role = self._counts.role(i)
        if role and role[0] in ("one", "small") and i + 1 < len(self.folds):
            dash = self.folds[i + 1] == "-" and i + 2 < len(self.folds)
            return i + 1 + dash, role[1]
        return i, 1.0

    def _is_part(self, i: int, start: int, size: int) -> bool:
        word = self.folds[start]
        if i and self.tokens[i - 1].kind == "figure" and len(self.folds[i - 1]) > 1:
            return False  # "230 quartos" are rooms
        if size == 2 or f"ordinal:{word}" not in self.words.numbers:
            return True
        follows = self.folds[start + 1] if start + 1 < len(self.folds) else ""
        linked = follows in self.words.words["links"] or self.words.language == "pl"
        linked = linked or follows in ("", ".", ",", "!", "?")
        return start > i and (linked or self.folds[start].endswith("s"))

    def _fraction(self, start: int, end: int, value: float) -> Numeral:
        i = end
        while i < len(self.folds) and i < end + 3 and self.folds[i] in _FILLERS | self._ones():
            i += 1
        after, factor = self._counts.scales(i)
        if factor > 1:
            return Numeral(value=value * factor, start=start, end=after)
        return Numeral(value=value, start=start, end=end, role="ratio")

    def _ones(self) -> frozenset[str]:
        return frozenset(w for w, (role, _) in self.words.numbers.items() if role == "one")
