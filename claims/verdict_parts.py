"""cut(): a rating text in parts that may each state a verdict."""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.verdict_words import Words, words_of

_PARTS = re.compile(
    r"[:;.!?|()\[\]\n\r\"“”„«»…：；。！？（）।؟؛\u2600-\u27bf\U0001f300-\U0001faff]+|\s[-–—]+\s|—|/(?!\d)"
)
_SENTENCE = re.compile(r"[^.!?;:|\n？؟。]+(?:[.!?;:|\n？؟。]+|$)")
_QUESTION = re.compile(r"[?？؟]")
_REASON = re.compile(
    r",\s+(?=(?:because|since|as|weil|da|denn|parce que|car|puisque|porque|ya que|pois|perché|"
    r"poiché|ponieważ|bo|omdat|want|çünkü|karena|потому что|لأن|क्योंकि)\s)",
    re.IGNORECASE,
)
_NO = "(?:no|nein|non|não|nee|nie|нет|ні|nej|ne|nu|όχι|hayır|tidak)"
_ANSWER = re.compile(rf"(?:\A|(?<=[.!…]))\s*{_NO}\s*,\s+", re.IGNORECASE)
_DENIED = re.compile(rf"\W*{_NO}(?:\s*[,.:;!…]|\s+[-–—]\s)", re.IGNORECASE)
# "Fact: the video is from 2015" tells what is so of something else than the claim
_TOLD = re.compile(
    r"(?:\A|(?<=[.;|!?\n।。]))\s*(?:facts?|fakt(?:en|a)?|faits?|hechos?|fatos?|facto|fatto|feit|"
    r"verdad|verdade|verità|vérité|prawda|pravda|правда|факт|gerçek|(?:ال)?حقيقة|सच|तथ्य|事実|真実)"
    r"\s*(?:[:：]|\s[-–—]+\s)\s*(?=\w)",
    re.IGNORECASE,
)


class Cut(NamedTuple):
    """The words of each part; whether the text asks, and whether it begins with an answer "no",
    which negates nothing that follows."""

    parts: list[Words]
    asks: bool
    denied: bool


def cut(rating_text: str) -> Cut:
    """Without the sentences that ask, and without headings such as "Fact:"."""
    asks = bool(_QUESTION.search(rating_text))
    text = "".join(filter(_states, _SENTENCE.findall(rating_text))) if asks else rating_text
    text = _TOLD.sub(" ", text)
    denied = bool(_DENIED.match(text))
    text = _ANSWER.sub(". ", _REASON.sub(". ", text))
    parts = [words for part in _PARTS.split(text) if (words := words_of(part))]
    return Cut(parts, asks, denied)


def _states(sentence: str) -> bool:
    return not _QUESTION.search(sentence)
