"""Statement: what one clause says, and the cues that turn it round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.relations.cues import Cue
from index.relations.lexicon import Lexicon
from index.relations.numbers import is_number
from index.relations.words import Token

_NEAR = 5  # tokens over which "sin ... nadie" is one negation
_SUBJUNCTIVE = frozenset(
    "sei seien habe werde solle sollten musse mussten konne konnten durfe durften".split()
)
_RECORD = 7  # tokens from "never" to "so many"
_LACKING = ("fehl", "falt", "manc", "manqu", "brak", "lack", "short")
_EXCEPT = 3  # tokens from "nobody" to "but"
_LIST = 3  # tokens between the two of "opposed or rejected"
_OR = frozenset(("or", "oder", "ou", "o", "lub", "albo"))
_AGAINST = frozenset(("gegen", "against", "contre", "contra", "contro", "przeciw", "przeciwko"))
_TURNING = ("negator", "negative")


@dataclass(slots=True)
class Statement:
    """The content tokens of a clause and the cues that turn it; even numbers of cues cancel."""

    content: frozenset[int]
    turns: list[Cue] = field(default_factory=list)
    frame: bool = False  # "The mayor denies" of "The mayor denies that ..."

    @property
    def turned(self) -> bool:
        """True where the clause says no."""
        return len(self.turns) % 2 == 1


def read_statements(
    tokens: Sequence[Token],
    words: Lexicon,
    places: Sequence[int],
    content: Sequence[int],
    cues: Sequence[Cue],
) -> tuple[Statement, ...]:
    """One statement a clause; a frame ("it is false that") turns the clause it frames."""
    count = places[-1] + 1 if places else 0
    found = [Statement(frozenset(i for i in content if places[i] == n)) for n in range(count)]
    for cue in _counted(tokens, words, cues):
        target = _target(cue, tokens, words, places, found)
        if target is not None:
            found[target].turns.append(cue)
            found[cue.clause].frame |= target == cue.clause + 1
    return tuple(statement for statement in found if statement.content or statement.turns)


def _counted(tokens: Sequence[Token], words: Lexicon, cues: Sequence[Cue]) -> list[Cue]:
    turning = [cue for cue in cues if cue.family in _TURNING]
    kept: list[Cue] = []
    for cue in turning:
        if cue.family == "negator" and _empty(cue, tokens, words):
            continue
        if cue.family == "negator" and _echoes(cue, kept, turning, tokens, words):
            continue
        if cue.family == "negative" and _short_of(cue, tokens, words):
            continue
        if cue.family == "negative" and _listed(cue, kept, tokens, words):
            continue
        if _against(cue, turning, tokens):
            continue
        kept.append(cue)
    return kept


def _empty(cue: Cue, tokens: Sequence[Token], words: Lexicon) -> bool:
    """True for a negator that denies nothing: "nobody but", "never so many", "no-go"."""
    if tokens[cue.end : cue.end + 1] and tokens[cue.end].text == "-":
        return tokens[cue.end].start == tokens[cue.end - 1].end
    return _excepts(cue, tokens, words) or _records(cue, tokens, words)


def _short_of(cue: Cue, tokens: Sequence[Token], words: Lexicon) -> bool:
    """True for "fehlen 400 Ärzte", which counts what is missing and denies nothing."""
    near = tokens[cue.end : cue.end + 2]
    lacking = tokens[cue.start].fold.startswith(_LACKING)
    return lacking and any(is_number(token, words) for token in near)


def _against(cue: Cue, turning: Sequence[Cue], tokens: Sequence[Token]) -> bool:
    """True for the "is against" of "is useless against", which opposes nothing."""
    if cue.end - cue.start < 2 or tokens[cue.end - 1].fold not in _AGAINST:
        return False
    return any(o.family == "negative" and o.clause == cue.clause and o != cue for o in turning)


def _records(cue: Cue, tokens: Sequence[Token], words: Lexicon) -> bool:
    """True for "never before have so many", which says how many it was."""
    if not _written(cue, tokens) & words.words["nevers"]:
        return False
    near = tokens[cue.end : cue.end + _RECORD]
    return any(token.fold in words.words["degrees"] for token in near)


def _excepts(cue: Cue, tokens: Sequence[Token], words: Lexicon) -> bool:
    """True for "nobody but", which is "only"."""
    if not _written(cue, tokens) & words.words["nones"]:
        return False
    near = tokens[cue.end : cue.end + _EXCEPT]
    excepted = [token.fold in words.words["excepted"] for token in near]
    return any(excepted) and not any(t.text == "," for t in near[: excepted.index(True)])


def _listed(cue: Cue, kept: Sequence[Cue], tokens: Sequence[Token], words: Lexicon) -> bool:
    """True for the second of "opposed or rejected", which is denied or stated with the first."""
    joins = words.words["nor"] | words.words["joins"] | _OR
    for other in kept:
        between = tokens[other.end : cue.start]
        near = other.family == "negative" and 0 < len(between) <= _LIST
        if near and any(token.fold in joins for token in between):
            return True
    return False


def _echoes(
    cue: Cue, kept: Sequence[Cue], turning: Sequence[Cue], tokens: Sequence[Token], words: Lexicon
) -> bool:
    """True for a negator that only agrees with another: "no vio a nadie", "ani ... nie"."""
    table = words.words
    nor = _written(cue, tokens) & table["nor"]
    if nor and any(_written(other, tokens) & table["nor"] for other in kept):
        return True
    if not words.concord:
        return False
    if nor and any(
        _written(o, tokens) & table["particles"] and o.start > cue.start for o in turning
    ):
        return True
    clause = [other for other in kept if other.clause == cue.clause]
    if any(o.family == "negator" or _written(o, tokens) & table["particles"] for o in clause):
        return True
    if _written(cue, tokens) & table["particles"]:
        return False
    return any(
        0 < cue.start - other.start <= _NEAR and _written(other, tokens) & table["without"]
        for other in kept
    )


def _written(cue: Cue, tokens: Sequence[Token]) -> frozenset[str]:
    first = tokens[cue.start]
    return frozenset((first.fold, first.low))


def _target(
    cue: Cue,
    tokens: Sequence[Token],
    words: Lexicon,
    places: Sequence[int],
    statements: Sequence[Statement],
) -> int | None:
    """The clause a cue turns: its own, or the one that its frame introduces."""
    own = cue.clause
    last = max((i for i, place in enumerate(places) if place == own), default=cue.start)
    final = not any(token.kind == "word" for token in tokens[cue.end :])
    if own > 0 and final and words.language == "en" and tokens[cue.start].fold in ("not", "nt"):
        return own - 1  # "..., but the company insists it does not"
    if last + 1 < len(tokens) and _framing(cue, tokens, words, places, last):
        return own + 1
    if statements[own].content:
        return own
    if own + 1 < len(statements):
        return own + 1
    first = next(i for i, place in enumerate(places) if place == own)
    causal = tokens[first].fold in words.breaks and own > 0
    return None if causal else max(own - 1, 0)


def _framing(
    cue: Cue, tokens: Sequence[Token], words: Lexicon, places: Sequence[int], last: int
) -> bool:
    following = [token for token in tokens[last + 1 : last + 3] if token.kind == "word"]
    if not following:
        return False
    if following[0].fold not in words.words["that"]:
        # German sets a comma, and no word, before "zu" and an infinitive.
        after = [t.fold for t, place in zip(tokens, places, strict=True) if place == cue.clause + 1]
        if words.language == "de" and tokens[last].fold in words.words["reports"]:
            return bool(_SUBJUNCTIVE.intersection(after))  # "hat nie gesagt, er solle gehen"
        german = words.language == "de" and "zu" in after
        rest = tokens[cue.end : last]  # "rät davon ab, mit ... zu fahren"
        bare = cue.start <= last and all(words.stopped(token.fold) for token in rest)
        return german and cue.family == "negative" and bare
    if cue.start <= last < cue.end:
        return True
    before = tokens[last]
    return before.fold in words.words["reports"] or words.stopped(before.fold)
