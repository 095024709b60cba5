"""Scales and months: how CLDR writes them, for languages without a lexicon."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from os.path import commonprefix

from babel import Locale, UnknownLocaleError

MARKED = r"\w\u0300-\u036f\u064b-\u0652\u0900-\u0dff"  # letters, and the signs that belong to them
_OTHERS = {"ar": ("ar_SY", "ar_MA", "ar_DZ"), "zh": ("zh_Hant",), "no": ("nb",)}
_SHORTEST = 4  # letters of a word, or of the stem of one, that may have an ending
_ENDING = rf"[{MARKED}]{{0,3}}"
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_ALONE = re.compile(r"[A-Za-z]?")  # "K", which is much else


@lru_cache(maxsize=64)
def comma_decimal(language: str) -> bool:
    """Whether a comma stands before decimals."""
    symbols = [locale.number_symbols for locale in known_locales(language)[:1]]
    return any(each.get("latn", {}).get("decimal") == "," for each in symbols)


@lru_cache(maxsize=64)
def scales(language: str) -> dict[str, float]:
    """Patterns of the words that count thousands and more ("milyon", "लाख", "万"), and what they
    multiply by."""
    found: dict[str, set[float]] = {}
    for locale in known_locales(language):
        for forms in locale.compact_decimal_formats.values():
            for power, written in ((p, w) for form in forms.values() for p, w in form.items()):
                zeros, word = written.pattern.count("0"), _word(written.pattern)
                if zeros and not _ALONE.fullmatch(word):
                    found.setdefault(_pattern(word), set()).add(int(power) / 10 ** (zeros - 1))
    return {pattern: min(values) for pattern, values in found.items() if len(values) == 1}


@lru_cache(maxsize=64)
def months(language: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    """Patterns of the names of months, and of their stems."""
    found: dict[str, set[int]] = {}
    for locale in known_locales(language):
        for month in range(1, 13):
            for name in _names(locale, month):
                if len(name) > 1 and not any(map(str.isdigit, name)):
                    found.setdefault(_pattern(name), set()).add(month)
    return tuple(
        (re.compile(rf"(?<![{MARKED}]){pattern}(?![{MARKED}])", re.IGNORECASE), min(meant))
        for pattern, meant in found.items()
        if len(meant) == 1
    )


def _names(locale: Locale, month: int) -> Iterator[str]:
    wide = [_word(locale.months[context]["wide"][month]) for context in ("format", "stand-alone")]
    yield from wide
    yield _word(locale.months["format"]["abbreviated"][month])
    stem = commonprefix([name.casefold() for name in wide])
    if len(stem) >= _SHORTEST:
        yield stem


def known_locales(language: str) -> list[Locale]:
    return [locale for code in (language, *_OTHERS.get(language, ())) for locale in _known(code)]


def _known(code: str) -> Iterable[Locale]:
    try:
        return [Locale.parse(code)]
    except (ValueError, UnknownLocaleError):
        return []


def _word(written: str) -> str:
    """A word as CLDR writes it, beside its number or with a full stop."""
    plain = unicodedata.normalize("NFKC", written).replace("\u200f", "")
    return plain.replace("0", "").replace("'", "").strip(" .")


def _pattern(word: str) -> str:
    """With an ending, where that leaves no other word; a dot below a letter is often left out."""
    text = re.escape(word).replace("\u093c", "\u093c?").replace(r"\ ", r"\s")
    if _UNSPACED.search(word):
        return text
    return text + _ENDING if len(word) >= _SHORTEST else text
