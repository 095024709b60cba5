"""Patterns: where a sentence names who says something, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claims.speaker_subjects import BEGINS, CLAUSE, NONE, WORD, Subjects

_STOP = r"\s*(?:[.,;:!?…)(–—\"“”„«»]|\Z)"
_NOT_OF_THE_NEXT = r"(?![^.!?\n\"“”„«»]{0,80}:\s*[\"“„«»‘‚›])"
_BEHIND = r"\A[\s\S][\s,.;–—-]*"  # the sign that ends the quoted words, and what parts them
_TODAY = r"(?:heute|gestern|today|yesterday|hoy|ayer|hier|oggi|ieri|hoje|ontem|dziś|wczoraj)"


@dataclass(frozen=True, slots=True)
class Patterns:
    """Over the subjects of one language, which know its words and their order."""

    subjects: Subjects

    def after(self) -> Iterator[str]:
        """Who is named behind quoted words, with the sign that ends these."""
        verbs, subject = self._any("verbs"), self.subjects.subject()
        titled = rf"(?:(?:{WORD}\s+){{0,3}}(?:(?:{self._any('roles')})\s+){{1,4}})?"
        named = f"{self.subjects.article()}{titled}{self.subjects.name()}{self._followed()}"
        said = rf"\s+(?:{verbs})\b{self._followed()}{_NOT_OF_THE_NEXT}"
        yield rf"{_BEHIND}(?:{verbs})\s+(?:{_TODAY}\s+)?{named}"
        yield rf"\A(?:[,!?…]\s*|[\s\S]\s*[,–—-]\s*){subject}{said}"
        source = rf"(?:{self._any('according')})\s+{self.subjects.article()}"
        yield f"{_BEHIND}{source}{self.subjects.name()}{self._followed()}"

    def before(self) -> Iterator[str]:
        """Who is named in a sentence that ends where quoted words begin."""
        yield self._subject_before()
        yield self._verb_before()
        aside = rf"(?:,(?!{CLAUSE}*\b(?:{self._any('verbs')})\b)[^,.:;!?\"“”„«»]{{3,60}}(?=,))?"
        named = f"{self.subjects.article()}{self.subjects.name()}"
        yield rf"\b(?i:{self._any('according')})\s+{named}{aside}\s*[,:]\s*\Z"

    def said_after(self) -> str:
        """Words behind quoted ones that say that somebody said them."""
        return rf"{_BEHIND}(?:{self._any('verbs')})\b(?<!\bso)"

    def _subject_before(self) -> str:
        told = rf"(?P<told>(?=\s+(?:{self._any('articles')})\b))?"
        if self.subjects.subject_first:
            told = ""
        adverbs = rf"(?:\s+(?:{self._any('adverbs')}))?"
        verb = rf"{adverbs}\s+(?:{self._any('verbs')})\b{told}"
        subjects = self.subjects
        return f"{subjects.begins()}{subjects.subject()}{verb}{self._rest()}"

    def _verb_before(self) -> str:
        verbs = f"(?:{self._any('verbs')})"
        leads = rf"(?i:{self._any('leads', 'joins', 'days')})\b"
        clause = rf"(?:{self.subjects.unsaid('verbs')}{CLAUSE})"
        begins = "" if self.subjects.subject_first else rf"(?:{leads}{clause}{{0,160}}?[\s,'’])?"
        if not (self.subjects.subject_first or self.subjects.verb_second):
            verbs = f"(?i:{verbs})"
        named = f"{self.subjects.article()}{self.subjects.name()}{self._followed()}"
        return rf"{BEGINS}{begins}{verbs}\s+{named}{self.subjects.aside()}{self._rest()}"

    def _any(self, *kinds: str) -> str:
        return self.subjects.any(*kinds)

    def _followed(self) -> str:
        return rf"(?={_STOP}|\s+(?i:{self._any('then', 'days')})\b)"

    def _rest(self) -> str:
        """What may stand between who said something and what was said."""
        linked = rf",?\s+(?:{self._any('linked')})"
        other = rf"(?:{self.subjects.unsaid('verbs', 'linked')}(?!,){CLAUSE})"
        begin = rf"(?i:{self._any('then', 'days')})\b|(?:\w+\s)?\d{{1,2}}\b|[Ll]['’]\d"
        adverbs = rf"(?:,?\s+(?:{begin}){other}{{0,80}}?)?(?:\s+\([^()\n]{{1,40}}\))?"
        return rf"{adverbs}(?:{linked}(?:{self._told()})?|{self._bare()})?\s*[:,]?\s*\Z"

    def _told(self) -> str:
        """The first words of what was said, with nobody in them who may have said the others."""
        words = self.subjects.unsaid("verbs", "linked", "others")
        named = rf"(?!\b(?i:{self._any('according')})\s+(?:(?:{self._any('articles')})\s+)?[A-Z])"
        return rf"(?:\b|(?<=['’]))(?:{words}{named}{CLAUSE}){{1,140}}?"

    def _bare(self) -> str:
        """What was said where no `that` begins it."""
        verbs = "|".join(rf"(?<=\b{verb})" for verb in self.subjects.words["bare"])
        return rf"(?:{verbs})\s+{self._told()}" if verbs else NONE
