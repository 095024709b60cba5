"""speaker_of(): whom a sentence plainly names as having said what it quotes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from claims.speaker_patterns import Patterns
from claims.speaker_subjects import Subjects

_SUBJECT_FIRST = frozenset({"en"})
_VERB_SECOND = frozenset({"de"})
_POSSESSIVE = re.compile(r"['’]s?(?:\s|\Z)")
_SOMEBODYS = re.compile(
    r"\w+ (?:von|de|di|du) (?!L[aeo]s? |de[rnm] |l[ao]s? )\S+ \S|[DL]['’][a-zà-ÿ]"
)
_ADVERB = re.compile(r"\w+mente\Z")


def speaker_of(before: str, ended: str, after: str, language: str | None) -> str | None:
    """Who is named beside quoted words that end with the sign `ended`; None rather than a guess.

    `before` is the sentence as far as the quotation, `after` the line behind it.
    """
    rules = _rules((language or "").partition("-")[0].lower())
    if rules is None:
        return None
    after = ended + after
    names = {rules.first(rules.after, after)}
    if not rules.said_after.match(after):
        names.add(rules.first(rules.before, before))
    names.discard(None)
    return names.pop() if len(names) == 1 else None


def all_verbs() -> Iterator[str]:
    """The words for saying of every language."""
    for words in _words().values():
        yield from words["verbs"]


@dataclass(frozen=True, slots=True)
class _Rules:
    """Where `said_after` fits, who said something is behind it, named or not."""

    after: tuple[re.Pattern[str], ...]
    before: tuple[re.Pattern[str], ...]
    said_after: re.Pattern[str]
    nobody: frozenset[str]
    leads: frozenset[str]

    def first(self, patterns: tuple[re.Pattern[str], ...], beside: str) -> str | None:
        """The name that the first fitting rule finds."""
        found = (pattern.search(beside) for pattern in patterns)
        return next(filter(None, (self._named(each) for each in found if each)), None)

    def _named(self, found: re.Match[str]) -> str | None:
        """The name a rule found, unless it may name nobody or somebody's somebody."""
        name = found["name"].rstrip(".,-")
        first, *further = name.split()
        if first.casefold() in self.nobody or len(name) < 2 or _POSSESSIVE.search(name):
            return None
        if _SOMEBODYS.match(name):
            return None
        if first.casefold() in self.leads and not (further and further[0].islower()):
            return None  # but `Von der Leyen`
        groups = found.groupdict()
        article, told = groups.get("article") is not None, groups.get("told") is not None
        if article and (told or not further or name.endswith("s")):  # a genitive
            return None
        if not further and (told or _ADVERB.match(name)):
            return None
        capitals = all(word[0].isupper() or word.islower() for word in further)
        return name if capitals and first[0].isupper() else None


@cache
def _rules(language: str) -> _Rules | None:
    words = _words().get(language)
    if words is None:
        return None
    subjects = Subjects(words, language in _SUBJECT_FIRST, language in _VERB_SECOND)
    patterns = Patterns(subjects)
    return _Rules(
        tuple(map(re.compile, patterns.after())),
        tuple(map(re.compile, patterns.before())),
        re.compile(patterns.said_after()),
        frozenset({*words["nobody"], *words["days"]}),
        frozenset({*words["leads"], *words["joins"]}),
    )


@cache
def _words() -> Mapping[str, Mapping[str, list[str]]]:
    source = files("claims") / "speakers.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))
