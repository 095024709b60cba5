"""Patterns: where a sentence names who says something, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claims.phrases import any_of

_TITLE = (
    r"(?:(?:[A-Z]\.)+|(?:Col|Dott|Dr|Dra|Gen|Gov|Hr|Jr|Lt|M|Mgr|Mr|Mrs|Ms|Prof|Rep|Rev|Sen|Sgt|Sig"
    r"|Sr|Sra|St)\.)"
)
_WORD = rf"(?:{_TITLE}|[A-ZÀ-ÖØ-ÞĀ-ŽŚŹŻŁĆŃ][\w'’-]*)"
_PARTICLES = r"(?:de|del|della|di|da|dos|du|von|van|bin|ten)(?:\s(?:la|las|los|le|der|den|dem))?"
_CLAUSE = r"(?:[^.:;!?\"“”„«»\n]|(?<=\d)\.(?=\s)|\.(?=\s\d))"
_ASIDE = r"(?:,[^,.:;!?\"“”„«»]{3,60},|\s\([^()\n]{1,40}\))?"
_STOP = r"\s*(?:[.,;:!?…)(–—\"“”„«»]|\Z)"
_NOT_OF_THE_NEXT = r"(?![^.!?\n\"“”„«»]{0,80}:\s*[\"“„«»‘‚›])"
_BEGINS = r"\A[\s,–—•*-]*"
_BEHIND = r"\A[\s\S][\s,.;–—-]*"  # the sign that ends the quoted words, and what parts them
_TODAY = r"(?:heute|gestern|today|yesterday|hoy|ayer|hier|oggi|ieri|hoje|ontem|dziś|wczoraj)"
_NONE = "(?!)"


@dataclass(frozen=True, slots=True)
class Patterns:
    """The words of one language as patterns; `subject_first`, `verb_second` tell its order."""

    words: Mapping[str, list[str]]
    subject_first: bool
    verb_second: bool

    def after(self) -> Iterator[str]:
        """Who is named behind quoted words, with the sign that ends these."""
        verbs, subject = self._any("verbs"), f"{self._role()}{self._name()}{_ASIDE}"
        titled = rf"(?:(?:{_WORD}\s+){{0,3}}(?:(?:{self._any('roles')})\s+){{1,4}})?"
        named = f"{self._article()}{titled}{self._name()}{self._followed()}"
        said = rf"\s+(?:{verbs})\b{self._followed()}{_NOT_OF_THE_NEXT}"
        yield rf"{_BEHIND}(?:{verbs})\s+(?:{_TODAY}\s+)?{named}"
        yield rf"\A(?:[,!?…]\s*|[\s\S]\s*[,–—-]\s*){subject}{said}"
        source = rf"(?:{self._any('according')})\s+{self._article()}"
        yield f"{_BEHIND}{source}{self._name()}{self._followed()}"

    def before(self) -> Iterator[str]:
        """Who is named in a sentence that ends where quoted words begin."""
        yield self._subject_before()
        yield self._verb_before()
        aside = rf"(?:,(?!{_CLAUSE}*\b(?:{self._any('verbs')})\b)[^,.:;!?\"“”„«»]{{3,60}}(?=,))?"
        named = f"{self._article()}{self._name()}"
        yield rf"\b(?i:{self._any('according')})\s+{named}{aside}\s*[,:]\s*\Z"

    def said_after(self) -> str:
        """Words behind quoted ones that say that somebody said them."""
        return rf"{_BEHIND}(?:{self._any('verbs')})\b(?<!\bso)"

    def _subject_before(self) -> str:
        joined = rf"(?i:{self._any('joins', 'days')}),?\s+"
        ends = rf"(?:,|\b(?i:{self._any('times', 'days')}))\s+"
        led = rf"(?i:{self._any('leads')})\b{_CLAUSE}{{0,120}}?{ends}"
        begins = rf"(?:{joined})?" if self.verb_second else rf"(?:{led}|{joined})?"
        told = rf"(?P<told>(?=\s+(?:{self._any('articles')})\b))?"
        verb = rf"\s+(?:{self._any('verbs')})\b{told}"
        return f"{_BEGINS}{begins}{self._role()}{self._name()}{_ASIDE}{verb}{self._rest()}"

    def _verb_before(self) -> str:
        verbs = f"(?:{self._any('verbs')})"
        leads = rf"(?i:{self._any('leads', 'joins', 'days')})\b"
        begins = "" if self.subject_first else rf"(?:{leads}{_CLAUSE}{{0,160}}?[\s,'’])?"
        if not (self.subject_first or self.verb_second):
            verbs = f"(?i:{verbs})"
        named = f"{self._article()}{self._name()}{self._followed()}{_ASIDE}"
        return rf"{_BEGINS}{begins}{verbs}\s+{named}{self._rest()}"

    def _any(self, *kinds: str) -> str:
        return any_of(word for kind in kinds for word in self.words[kind]) or _NONE

    def _name(self) -> str:
        taken = {*self.words["then"], *self.words["articles"]}
        small = any_of({"al", "el", "la", "le", "zu"} - taken) or _NONE
        particle = rf"(?:{_PARTICLES}|(?<=[Vv][ao]n\s)(?:der|den)|{small})\s(?![A-ZÄÖÜ]{{2,}}\b)"
        further = rf"\s(?:{particle})?(?!(?i:{self._any('days')})\b){_WORD}"
        return rf"(?P<name>{_WORD}(?:{further}){{0,4}})"

    def _article(self) -> str:
        adjectives = r"(?:[a-zäöüß]+e[nr]?\s+){0,2}" if self.verb_second else ""
        return rf"(?:(?P<article>(?i:{self._any('articles')}))\s+{adjectives})?"

    def _role(self) -> str:
        """What may stand between a sentence's beginning and a name, without any preposition."""
        if self.verb_second:
            return self._article()
        article = rf"(?i:{self._any('articles')})\s+"
        alone = rf"{article}(?!(?:{self._any('then')})\b)[a-zà-öø-ÿ-]{{4,}}\s+"
        roles = rf"(?:{article})?(?:{_WORD}\s+){{0,3}}(?:(?:{self._any('roles')})\s+){{1,4}}"
        return f"(?:{roles})?" if self.subject_first else f"(?:{alone}|{roles})?"

    def _followed(self) -> str:
        return rf"(?={_STOP}|\s+(?i:{self._any('then', 'days')})\b)"

    def _rest(self) -> str:
        """What may stand between who said something and what was said."""
        linked = self._any("linked")
        other = rf"(?!\b(?:{self._any('verbs')}|{linked})\b)(?!,){_CLAUSE}"
        adverbs = rf"\s+(?i:{self._any('then', 'days')})\b(?:{other}){{0,80}}?"
        return rf"(?:{adverbs})?(?:,?\s+(?:{linked}))?\s*[:,]?\s*\Z"
