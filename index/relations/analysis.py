"""Analysis: everything read from one sentence on its own, so that claims are read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from claims.text import normalise
from index.relations.cues import Cue, clauses, read_cues
from index.relations.dates import Moment, MomentReader
from index.relations.lexicon import LANGUAGES, Lexicon, lexicon
from index.relations.names import Name, read_names
from index.relations.plain import read_plain
from index.relations.quantities import Quantity, read_quantities
from index.relations.statements import Statement, read_statements
from index.relations.words import Token, tokenise

_REMEMBERED = 4_000  # some 10 kB each


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """One sentence read. `content` are the tokens that carry meaning of their own."""

    text: str
    language: str | None
    tokens: tuple[Token, ...]
    places: tuple[int, ...]
    content: tuple[int, ...]
    cues: tuple[Cue, ...]
    quantities: tuple[Quantity, ...]
    moments: tuple[Moment, ...]
    names: tuple[Name, ...]
    statements: tuple[Statement, ...]

    @property
    def denies(self) -> bool:
        """Whether it has a word that says "not"."""
        return any(cue.family == "negator" for cue in self.cues)

    @property
    def turns(self) -> list[Cue]:
        """The cues that turn any of its statements round."""
        return [cue for statement in self.statements for cue in statement.turns]

    @property
    def evened(self) -> bool:
        """Whether it denies what is a denial itself: "not illegal", "does not deny that"."""
        return any(each.turns and not each.turned for each in self.statements)

    def words(self, start: int, end: int) -> str:
        """The text of a span of tokens, as written."""
        if not self.tokens or start >= end:
            return ""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]


@lru_cache(maxsize=_REMEMBERED)
def analyse(text: str, language: str | None) -> Analysis:
    """Read a sentence; in a language without a lexicon only numbers and dates are read."""
    text = normalise(text)
    primary = (language or "").split("-")[0].lower()
    if primary not in LANGUAGES:
        return _plain(text, primary)
    tokens = tokenise(text)
    words = lexicon(primary)
    places = clauses(tokens, words)
    moments = MomentReader(tokens, words).read()
    taken = frozenset(i for m in moments for i in range(m.start, m.end))
    quantities = read_quantities(tokens, words, taken)
    cues = read_cues(tokens, words, places)
    content = _content(tokens, words, cues, quantities, taken)
    return Analysis(
        text=text,
        language=primary,
        tokens=tokens,
        places=places,
        content=content,
        cues=cues,
        quantities=quantities,
        moments=moments,
        names=read_names(tokens, words),
        statements=read_statements(tokens, words, places, content, cues),
    )


def _content(
    tokens: tuple[Token, ...],
    words: Lexicon,
    cues: tuple[Cue, ...],
    quantities: tuple[Quantity, ...],
    taken: frozenset[int],
) -> tuple[int, ...]:
    closed = set(taken)
    for cue in cues:
        if cue.family in ("negator", "negative", "order"):
            closed.update(range(cue.start, cue.end))
    for quantity in quantities:
        closed.update(range(quantity.start, quantity.end))
    return tuple(
        i
        for i, token in enumerate(tokens)
        if token.kind in ("word", "name") and i not in closed and not words.stopped(token.fold)
    )


def _plain(text: str, language: str) -> Analysis:
    read = read_plain(text, language)
    return Analysis(
        text=text,
        language=None,
        tokens=read.tokens,
        places=(0,) * len(read.tokens),
        content=(),
        cues=(),
        quantities=read.quantities,
        moments=read.moments,
        names=(),
        statements=(),
    )
