"""Judgement, and how the words of ratings and of phrases are made comparable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from claims.model import Verdict

Words = tuple[str, ...]

_CJK = re.compile(r"([\u3040-\u30ff\u3400-\u9fff])")


class Judgement(NamedTuple):
    """A verdict and the name of the rule that gave it; both None when no rule knows."""

    verdict: Verdict | None
    rule: str | None


UNKNOWN = Judgement(None, None)


def words_of(text: str) -> Words:
    """Its words without case and punctuation; every Chinese or Japanese sign is one."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("ı", "i")  # YANLIŞ is yanlış
    text = "".join(_kept(text))
    return tuple(_CJK.sub(r" \1 ", text).split())


def _kept(text: str) -> Iterator[str]:
    for character in text:
        if character.isalnum() or unicodedata.category(character)[0] == "M":
            # what casefolding leaves of a Turkish capital İ, Arabic vowels, and how emoji are shown
            if (
                character not in "\u0307\ufe0e\ufe0f\u20e3"
                and not "\u064b" <= character <= "\u0652"
            ):
                yield character
        elif character not in "'’ʼ\u200d\u200c":
            yield " "
