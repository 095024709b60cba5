"""Statement: what one clause says, and the cues that turn it round."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from index.relations.cues import Cue
from index.relations.denials import counted
from index.relations.lexicon import Lexicon
from index.relations.words import Token

_SUBJUNCTIVE = frozenset(
    "sei seien habe werde solle sollten musse mussten konne konnten durfe durften".split()
)
_SENTENCE = 3  # words of "This is false"; "False." may head what it calls so
_ENDS = frozenset(";.")
_PAUSES = frozenset(",:-–—")
_CASE = frozenset(("case", "fall"))  # "it is not the case that", "nicht der Fall, dass"
_BACK = frozenset(("that", "this", "thats"))  # point to what was said before


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
    turning = counted(tokens, words, cues)
    verbs = frozenset(cue.end - 1 for cue in turning if cue.family == "negative")
    for cue in turning:
        target = _target(cue, tokens, words, places, found, verbs)
        if target is not None:
            found[target].turns.append(cue)
            found[cue.clause].frame |= target == cue.clause + 1
    return tuple(statement for statement in found if statement.content or statement.turns)


def _target(
    cue: Cue,
    tokens: Sequence[Token],
    words: Lexicon,
    places: Sequence[int],
    statements: Sequence[Statement],
    verbs: Collection[int],
) -> int | None:
    """The clause a cue turns: its own, or the one that its frame introduces.

    `verbs` are the tokens of words such as "deny"; a frame that ends in one is turned as a whole.
    """
    own = cue.clause
    last = max((i for i, place in enumerate(places) if place == own), default=cue.start)
    final = not any(token.kind == "word" for token in tokens[cue.end :])
    if own > 0 and final and words.language == "en" and tokens[cue.start].fold in ("not", "nt"):
        return own - 1  # "..., but the company insists it does not"
    if statements[own].content == {last} and tokens[last].fold in _CASE:
        verbs = (*verbs, last)
    if last + 1 < len(tokens) and _framing(cue, tokens, words, places, last, verbs):
        return own + 1
    if statements[own].content:
        return own
    if _closed(tokens, places, own, statements):
        return None
    if own + 1 < len(statements):
        return own + 1
    first = next(i for i, place in enumerate(places) if place == own)
    causal = tokens[first].fold in words.breaks and own > 0
    return None if causal else max(own - 1, 0)


def _closed(
    tokens: Sequence[Token], places: Sequence[int], own: int, statements: Sequence[Statement]
) -> bool:
    """True for the "The claim is false;" and "No, that's not true:" that a correction follows."""
    if any(statement.content for statement in statements[:own]):
        return False
    clause = [token for token, place in zip(tokens, places, strict=True) if place == own]
    after = next(
        (token.text for token, place in zip(tokens, places, strict=True) if place > own), ""
    )
    back = after in _PAUSES and any(token.fold in _BACK for token in clause[:3])
    return len(clause) >= _SENTENCE and (back or after in _ENDS)


def _framing(
    cue: Cue,
    tokens: Sequence[Token],
    words: Lexicon,
    places: Sequence[int],
    last: int,
    verbs: Collection[int],
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
    if cue.start <= last < cue.end or last in verbs:
        return True
    before = tokens[last]
    return before.fold in words.words["reports"] or words.stopped(before.fold)
