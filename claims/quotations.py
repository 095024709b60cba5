"""Quotation: what stands between quotation marks, and who said it where the text says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from claims.quotation_marks import Marked, marked
from claims.sentences import Sentence, sentences
from claims.speakers import speaker_of

_FEWEST_WORDS = 3
_FEWEST_SIGNS = 8  # of scripts that part no words
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_CLOSERS = " \u00a0\u202f'’‘”“\""  # of what is quoted within the quotation
_BEFORE, _AFTER = 240, 160  # characters beside a quotation in which its speaker is sought


@dataclass(frozen=True, slots=True)
class Quotation:
    """The quoted words `text` at [start, end) without their marks, and who said them, or None."""

    text: str
    start: int
    end: int
    speaker: str | None


def quotations(text: str, cut: list[Sentence], language: str | None) -> list[tuple[Quotation, ...]]:
    """What each sentence of `text` quotes at most length, sentence by sentence.

    Nothing of fewer than three words. `cut` are the text's sentences in order.
    """
    even = _unwrapped(text, cut)
    found = list(_spans(even))
    quoted: list[tuple[Quotation, ...]] = []
    first = 0
    for sentence in cut:
        while first < len(found) and found[first].words.outer_end <= sentence.start:
            first += 1
        parts = []
        for span in found[first:]:
            if span.words.start >= sentence.end:
                break
            start, end = max(span.words.start, sentence.start), min(span.words.end, sentence.end)
            parts.append((start, end, span))
        told = _longest(even, parts, language)
        quoted.append(tuple(_as_it_stands(text, *each) for each in told))
    return quoted


@dataclass(frozen=True, slots=True)
class _Span:
    """Quoted words, the first and the last paragraph of the whole quotation they belong to, and
    the end of the quotation before, where the same sentence goes on after that."""

    words: Marked
    first: Marked
    last: Marked
    floor: int


def _unwrapped(text: str, cut: list[Sentence]) -> str:
    """The text with spaces for the line breaks within sentences."""
    pieces, end = [], 0
    for sentence in cut:
        if "\n" in sentence.text:
            pieces += [text[end : sentence.start], re.sub(r"[\r\n]", " ", sentence.text)]
            end = sentence.end
    return "".join([*pieces, text[end:]])


def _spans(text: str) -> Iterator[_Span]:
    floor = 0
    for paragraphs in _whole(text):
        last = paragraphs[-1]
        yield from (_Span(each, paragraphs[0], last, floor) for each in paragraphs)
        same = _SAME_SENTENCE.search(text, last.end - 1, last.outer_end + 2)
        floor = last.outer_end if same else 0


_SAME_SENTENCE = re.compile(r"[,!?…–—]")


def _whole(text: str) -> Iterator[list[Marked]]:
    """Quotations in their paragraphs: each is opened anew, only the last is closed."""
    paragraphs: list[Marked] = []
    for words in marked(text):
        if paragraphs and text[paragraphs[-1].outer_end : words.outer_start].strip():
            yield paragraphs
            paragraphs = []
        paragraphs.append(words)
        if not words.goes_on:
            yield paragraphs
            paragraphs = []
    if paragraphs:
        yield paragraphs


def _longest(
    text: str, parts: list[tuple[int, int, _Span]], language: str | None
) -> Iterator[tuple[Sentence, int, str | None]]:
    if not parts:
        return
    start, end, span = max(parts, key=lambda part: part[1] - part[0])
    told = [said for said in sentences(text[start:end], language) if _says_something(said.text)]
    speaker = _speaker(text, span, language) if told else None
    for said in told:
        yield said, start, speaker


def _as_it_stands(text: str, said: Sentence, start: int, speaker: str | None) -> Quotation:
    start, end = start + said.start, start + said.end
    return Quotation(text[start:end], start, end, speaker)


def _says_something(words: str) -> bool:
    return (
        len(words.split()) >= _FEWEST_WORDS or len(_UNSPACED.findall(words[:100])) >= _FEWEST_SIGNS
    )


def _speaker(text: str, span: _Span, language: str | None) -> str | None:
    last = span.last
    after = text[last.outer_end : last.outer_end + _AFTER].partition("\n")[0]
    before = _lead_in(text, span.first.outer_start, span.floor, language)
    ended = text[last.start : last.end].rstrip(_CLOSERS)[-1:]
    return speaker_of(normalize("NFC", before), ended, normalize("NFC", after), language)


def _lead_in(text: str, end: int, floor: int, language: str | None) -> str:
    """The sentence that stands before a quotation in the same line; empty if it is too long."""
    near = max(0, end - _BEFORE)
    start = max(near, text.rfind("\n", near, end) + 1, floor)
    cut = sentences(text[start:end], language)
    if not cut or (start == near > 0 and cut[-1].start == 0):
        return ""
    return cut[-1].text
