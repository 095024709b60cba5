"""Subjects: how one language names who says something, with the office and what else precedes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claims.phrases import any_of

TITLE = (
    r"(?:(?:[A-Z]\.)+|(?:Col|Dott|Dr|Dra|Gen|Gov|Hr|Jr|Lt|M|Mgr|Mr|Mrs|Ms|Prof|Rep|Rev|Sen|Sgt|Sig"
    r"|Sr|Sra|St)\.)"
)
WORD = rf"(?:{TITLE}|[A-ZÀ-ÖØ-ÞĀ-ŽŚŹŻŁĆŃ][\w'’-]*)"
CLAUSE = r"(?:[^.:;!?\"“”„«»\n]|(?<=\d)\.(?=\s)|\.(?=\s\d)|(?<=\b[A-Z][a-z]{2})\.(?=[\s,]))"
NONE = "(?!)"
_PARTICLES = r"(?:de|del|della|di|da|dos|du|von|van|bin|ten)(?:\s(?:la|las|los|le|der|den|dem))?"
BEGINS = r"\A[\s\u200b,–—•*-]*"
_APART = r",[^,.:;!?\"“”„«»]{3,70}"
_ADJECTIVES = (
    r"(?:(?i:actual|actuelle?|ancien|ancienne|atual|attuale|current|ex|former|new|nouveau|nouvelle|"
    r"nueva|nuevo|premier|première|primer|primera|then|vice)[\s-]){0,2}(?:[A-Z][a-z]+\s){0,2}"
)
_COORDINATED = r"(?<!\sa\s)(?<!\sà\s)(?<!\sy\s)(?<!\se\s)(?<!\set\s)(?<!\sand\s)(?<!\sund\s)"
_NOT_OF = (
    r"(?!(?:d[aeiou](?:gli|ll[aeo]|[ilrs])?|pour|avec|contra|contre|contro|sans|senza"
    r"|gouvernement|gobierno|governo)\s)"
)
_IN_FULL = rf"(?={WORD}\s(?:d[aeiou]\w{{0,2}}\s)?{WORD})"  # not `the government Smith`
_MONTH = r"[a-zà-ÿ]{3,10}(?:\s(?:de\s)?\d{4})?"


@dataclass(frozen=True, slots=True)
class Subjects:
    """The words of one language as patterns; `subject_first`, `verb_second` tell its order."""

    words: Mapping[str, list[str]]
    subject_first: bool
    verb_second: bool

    def any(self, *kinds: str) -> str:
        """A pattern that fits any word of the kinds."""
        words = any_of(word for kind in kinds for word in self.words[kind])
        return words.replace("'", "['’]") or NONE

    def name(self) -> str:
        """A name, as the group `name`."""
        taken = {*self.words["then"], *self.words["articles"]}
        small = any_of({"al", "el", "la", "le", "zu"} - taken) or NONE
        particle = rf"(?:{_PARTICLES}|(?<=[Vv][ao]n\s)(?:der|den)|{small})\s(?![A-ZÄÖÜ]{{2,}}\b)"
        further = rf"\s(?:{particle})?(?!(?i:{self.any('days')})\b){WORD}"
        return rf"(?P<name>{WORD}(?:{further}){{0,4}})"

    def article(self) -> str:
        """An article that may be there, as the group `article`."""
        adjectives = r"(?:[a-zäöüß]+e[nr]?\s+){0,2}" if self.verb_second else ""
        return rf"(?:(?P<article>(?i:{self.any('articles')}))\s+{adjectives})?"

    def aside(self) -> str:
        """What may stand behind a name, between commas or in brackets."""
        apart = rf",(?:{self.unsaid('linked')}[^,.:;!?\"“”„«»]){{3,70}}"
        return rf"(?:\s\([^()\n]{{1,40}}\))?(?:(?:{apart}){{1,2}},)?"

    def begins(self) -> str:
        """What may stand between a sentence's beginning and who speaks: when, where, and why."""
        joined = rf"(?i:{self.any('joins', 'days')}),?\s+"
        if self.verb_second:
            return rf"{BEGINS}(?:{joined})?"
        clause = rf"(?:{self.unsaid('verbs', 'linked')}{CLAUSE})"
        ends = rf"(?:,|\b(?i:{self.any('times', 'days')}))\s+"
        leads = rf"(?i:{self.any('leads')})(?:\b|(?<=['’]))"
        if self.subject_first:
            leads = rf"(?:{leads}|[A-Z][a-z]+ing\b)"
        dated = rf"{self._the()}(?:(?!\d)\w+\s)?\d{{1,2}}\s(?:de\s)?{_MONTH}"
        led = rf"{leads}{clause}{{0,140}}?{ends}|{dated}(?:{clause}{{0,120}}?,|\b)\s+"
        return rf"{BEGINS}{self._headline()}(?:{led}|{joined})?"

    def subject(self) -> str:
        """Who speaks: a name, after an office or the like, with no preposition before it."""
        apposed = rf"(?P<apposed>{self._office()},\s+)"
        role = self.article() if self.verb_second else self._role()
        return rf"(?:{apposed}|{role}){self.name()}(?(apposed)(?:{_APART})?,|{self.aside()})"

    def unsaid(self, *kinds: str) -> str:
        """Fits where none of the words begins."""
        return rf"(?!\b(?i:{self.any(*kinds)})(?:\b|(?<=['’])))"

    def _role(self) -> str:
        the = self._the()
        roles = rf"{the}(?:(?:{WORD}|\d{{4}})\s+){{0,3}}(?:(?:{self.any('roles')})\s+){{1,4}}"
        if self.subject_first:
            return rf"(?:{roles}|(?:(?!{TITLE}){WORD}\s+){{1,3}}(?={TITLE}))?"
        plain = rf"(?:{self.unsaid('then', 'linked')}{_NOT_OF}[a-zà-öø-ÿ-]{{4,}}\s+){{1,2}}"
        alone = rf"(?:(?i:{self.any('articles')})\s+|[Ll]['’])(?:ex\s+)?{plain}"
        houses = self.any("houses")
        office = rf"{self._office()}\b(?i:{houses})\s+(?!(?i:{houses})\b){_IN_FULL}"
        return rf"(?:{alone}|{office})?"

    def _the(self) -> str:
        return rf"(?:(?i:{self.any('articles')})\s+|[Ll]['’])?"

    def _office(self) -> str:
        """An office and what it belongs to, which is nobody with an office."""
        heads = self.any("heads")
        head = rf"{self._the()}{_ADJECTIVES}(?i:[\w-]{{0,20}}?(?:{heads}))\b"
        if not self.words["articles"]:
            return rf"{head}\s+(?:(?:{self.any('houses')})\s+)*?"
        others = rf"(?!{_COORDINATED}\b(?i:[\w-]{{0,20}}?(?:{heads})))"
        return rf"{head}(?:{self.unsaid('verbs', 'linked')}{others}{CLAUSE}){{0,120}}?"

    def _headline(self) -> str:
        """A title without a full stop, behind which a sentence begins with an article."""
        articles = any_of(each.title() for each in self.words["articles"] if len(each) > 1)
        if self.subject_first or not articles:
            return ""
        title = rf"(?:{self.unsaid('verbs')}[^\n]){{3,220}}?[\w?!»”\"]\s+"
        return rf"(?:{title}(?=(?:{articles})\s[a-zà-ÿ\d]|L['’][a-zà-ÿ\d]))?"
