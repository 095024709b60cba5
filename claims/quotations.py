"""Quotation: what stands between quotation marks, and who said it where the text says so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from claims.phrases import any_of
from claims.sentences import Sentence, sentences

_MARKED = re.compile(
    r"„(?P<a>[^„“”\n]{2,1500})[“”]|“(?P<b>[^“”\n]{2,1500})”|«(?P<c>[^«»\n]{2,1500})»"
    r"|»(?P<d>[^»«\n]{2,1500})«|「(?P<e>[^「」\n]{2,1500})」|『(?P<f>[^『』\n]{2,1500})』"
    r'|(?<!\w)"(?P<g>[^"\n]{2,1500})"(?!\w)'
)
_FEWEST_WORDS = 4
_FEWEST_SIGNS = 8  # of scripts that part no words
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_NEAR = 160  # characters beside a quotation in which its speaker is sought
_WORD = r"(?:(?:[A-Z]|Dr|St|Jr|Sr|Prof)\.|[A-ZÀ-ÖØ-ÞĀ-ŽŚŹŻŁĆŃ][\w'’-]*)"
_PARTICLE = r"(?:de|del|della|da|dos|von|van|der|den|al|bin|di|du|le|la|ten|zu|el)"
_NAME = rf"(?P<name>{_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{_WORD}){{0,4}})"
_ASIDE = r"(?:,[^,.:;!?\"“”„«»]{3,60},)?"
_REST = r"[^.!?:\"“”„«»\n]{0,60}"


@dataclass(frozen=True, slots=True)
class Quotation:
    """The quoted words `text` at [start, end) without their marks, and who said them, or None."""

    text: str
    start: int
    end: int
    speaker: str | None


def quotations(text: str, cut: list[Sentence], language: str | None) -> list[tuple[Quotation, ...]]:
    """What each sentence of `text` quotes at most length, sentence by sentence.

    Nothing of fewer than four words. `cut` are the text's sentences in order.
    """
    found = list(_marked(text))
    quoted: list[tuple[Quotation, ...]] = []
    first = 0
    for sentence in cut:
        while first < len(found) and found[first].outer_end <= sentence.start:
            first += 1
        parts = []
        for span in found[first:]:
            if span.start >= sentence.end:
                break
            parts.append((max(span.start, sentence.start), min(span.end, sentence.end), span))
        quoted.append(tuple(_longest(text, parts, language)))
    return quoted


@dataclass(frozen=True, slots=True)
class _Span:
    """Quoted words at [start, end), with their marks at [outer_start, outer_end)."""

    start: int
    end: int
    outer_start: int
    outer_end: int


def _marked(text: str) -> Iterator[_Span]:
    for mark in _MARKED.finditer(text):
        name = mark.lastgroup or 0
        yield _Span(mark.start(name), mark.end(name), mark.start(), mark.end())


def _longest(
    text: str, parts: list[tuple[int, int, _Span]], language: str | None
) -> Iterator[Quotation]:
    if not parts:
        return
    start, end, span = max(parts, key=lambda part: part[1] - part[0])
    told = [said for said in sentences(text[start:end], language) if _says_something(said.text)]
    speaker = _speaker(text, span, language) if told else None
    for said in told:
        yield Quotation(said.text, start + said.start, start + said.end, speaker)


def _says_something(words: str) -> bool:
    return (
        len(words.split()) >= _FEWEST_WORDS or len(_UNSPACED.findall(words[:100])) >= _FEWEST_SIGNS
    )


def _speaker(text: str, span: _Span, language: str | None) -> str | None:
    """Who the words beside a quotation name as its speaker; None rather than a guess."""
    rules = _rules((language or "").partition("-")[0].lower())
    if rules is None:
        return None
    before = text[max(0, span.outer_start - _NEAR) : span.outer_start].rpartition("\n")[2]
    after = text[span.outer_end : span.outer_end + _NEAR].partition("\n")[0]
    for pattern, beside in ((rules.after, after), (rules.before, before)):
        for rule in pattern:
            found = rule.search(beside)
            if found and (name := rules.named(found)):
                return name
    return None


@dataclass(frozen=True, slots=True)
class _Rules:
    after: tuple[re.Pattern[str], ...]
    before: tuple[re.Pattern[str], ...]
    nobody: frozenset[str]

    def named(self, found: re.Match[str]) -> str | None:
        """The name a rule found, unless it names nobody."""
        name = found["name"].rstrip(".,'’-")
        first = name.split()[0].casefold()
        bare = found.groupdict().get("article") is not None and " " not in name
        return None if first in self.nobody or bare or len(name) < 2 else name


@cache
def _rules(language: str) -> _Rules | None:
    words = _words().get(language)
    if words is None:
        return None
    verbs, according = any_of(words["verbs"]), any_of(words["according"])
    article = rf"(?:(?P<article>{any_of(words['articles'])})\s+)?" if words["articles"] else ""
    gap = r"\A[\s,.;–—-]*"
    after = (
        rf"{gap}(?i:{verbs})\s+(?:{_REST_WORDS}\s+)?{article}{_NAME}",
        rf"{gap}{_NAME}{_ASIDE}\s+(?:{verbs})\b",
        rf"{gap}(?i:{according})\s+{article}{_NAME}",
    )
    before = (
        rf"{_NAME}{_ASIDE}\s+(?:{verbs})\b{_REST}[:,]?\s*\Z",
        rf"\b(?i:{verbs})\s+{article}{_NAME}\b{_REST}:\s*\Z",
        rf"\b(?i:{according})\s+{article}{_NAME}\b{_REST}[:,]\s*\Z",
    )
    return _Rules(
        tuple(map(re.compile, after)), tuple(map(re.compile, before)), frozenset(words["nobody"])
    )


_REST_WORDS = r"(?:heute|gestern|today|yesterday|hoy|ayer|hier|oggi|ieri|hoje|ontem|dziś|wczoraj)"


@cache
def _words() -> Mapping[str, Mapping[str, list[str]]]:
    source = files("claims") / "speakers.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))
