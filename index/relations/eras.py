"""Decades and centuries in words: "the eighties", "anni Ottanta", "siglo XIX"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_CENTURY = re.compile(r"(?:centur|jahrhundert|siecle|siglo|secul|secol|wiek|stuleci)")
_ROMAN = re.compile(r"(x{0,2})(ix|iv|v?i{0,3})(?:e|eme)?")
_DECADE_WORDS = frozenset(("annees", "anos", "anni", "lata", "latach", "lat"))
_FIGURES = re.compile(r"(?:19|20)?([1-9]0)")
_TENS = tuple(
    re.compile(stems)
    for stems in (
        r"twenties|zwanziger|vingt|veinte|vinte|venti|dwudziest",
        r"thirties|dreissiger|trente|treinta|trinta|trenta|trzydziest",
        r"forties|vierziger|quarante|cuarenta|quarenta|quaranta|czterdziest",
        r"fifties|funfziger|cinquante|cincuenta|cinquenta|cinquanta|piecdziesiat",
        r"sixties|sechziger|soixante|sesenta|sessenta|sessanta|szescdziesiat",
        r"seventies|siebziger|setenta|settanta|siedemdziesiat",
        r"eighties|achtziger|ochenta|oitenta|ottanta|osiemdziesiat",
        r"nineties|neunziger|noventa|novanta|dziewiecdziesiat",
    )
)
_CENTURIES = {
    15: r"fifteenth|funfzehnt|quindicesim|quinzieme|quince$|quinze$|pietnast",
    16: r"sixteenth|sechzehnt|sedicesim|seizieme|dieciseis$|dezesseis$|szesnast",
    17: r"seventeenth|siebzehnt|diciassettesim|diecisiete$|dezessete$|siedemnast",
    18: r"eighteenth|achtzehnt|diciottesim|dieciocho$|dezoito$|osiemnast",
    19: r"nineteenth|neunzehnt|diciannovesim|diecinueve$|dezenove$|dziewietnast",
    20: r"twentieth|zwanzigst|ventesim|vingtieme|veinte$|vinte$|dwudziest",
    21: r"einundzwanzigst|ventunesim|veintiuno$",
}
_OWN_WORD = re.compile(
    r".*(?:ties|[sz]iger[ns]?|[sz]igerjahren?|dziesiat(?:e|ych)|dziest(?:e|ych))"
)


def _is_decade(word: str) -> bool:
    """True for a word that is a decade by itself: "eighties", "achtziger"."""
    return _OWN_WORD.fullmatch(word) is not None


def may_name_era(folds: Sequence[str], i: int) -> bool:
    """False for most words: they name no decade or century."""
    return _of_an_era(folds[i]) or (i > 0 and folds[i - 1] in _DECADE_WORDS)


@lru_cache(maxsize=1 << 14)
def _of_an_era(word: str) -> bool:
    return _CENTURY.match(word) is not None or _is_decade(word)


def decade_at(folds: Sequence[str], i: int) -> int | None:
    """The decade (80 for the eighties) that is named at `i`."""
    before = folds[i - 1] if i else ""
    if before in _DECADE_WORDS and (match := _FIGURES.fullmatch(folds[i])):
        return int(match.group(1))
    if before not in _DECADE_WORDS and not _is_decade(folds[i]):
        return None
    tens = (n for n, stems in enumerate(_TENS, start=2) if stems.match(folds[i]))
    return next((n * 10 for n in tens), None)


def century_at(folds: Sequence[str], i: int) -> tuple[int, int, int] | None:
    """The century named by the word at `i`: its number and the span that tells it."""
    if not _CENTURY.match(folds[i]):
        return None
    for j in (i - 1, i - 2, i - 3, i + 1):
        if 0 <= j < len(folds) and (number := _ordinal(folds[j])):
            return number, min(i, j), max(i, j) + 1
    return None


def _ordinal(word: str) -> int | None:
    if re.fullmatch(r"[12]?\d", word):
        return int(word)
    if named := next((n for n, stems in _CENTURIES.items() if re.match(stems, word)), None):
        return named
    match = _ROMAN.fullmatch(word)
    if not match or not word.rstrip("em"):
        return None
    ones = {
        "": 0,
        "i": 1,
        "ii": 2,
        "iii": 3,
        "iv": 4,
        "v": 5,
        "vi": 6,
        "vii": 7,
        "viii": 8,
        "ix": 9,
    }
    return len(match.group(1)) * 10 + ones[match.group(2)] or None
