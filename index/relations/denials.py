"""Which words of denial deny, and which only agree with another or say something else."""

from __future__ import annotations

from collections.abc import Sequence

from index.relations.cues import Cue
from index.relations.lexicon import Lexicon
from index.relations.number_words import is_number
from index.relations.words import Token

_NEAR = 5  # tokens over which "sin ... nadie" is one negation
_RECORD = 7  # tokens from "never" to "so many"
_LACKING = ("fehl", "falt", "manc", "manqu", "brak", "zabrak", "lack", "short")
_VOTES = ("stimme", "vote", "voix", "voto", "voti", "glos")
_EXCEPT = 3  # tokens from "nobody" to "but"
_LIST = 3  # tokens between the two of "opposed or rejected"
_OR = frozenset(("or", "oder", "ou", "o", "lub", "albo"))
AGAINST = frozenset(("gegen", "against", "contre", "contra", "contro", "przeciw", "przeciwko"))
_PLAIN_THAN = frozenset(("than", "niz"))
_THAN = frozenset(("als", "que", "qu", "di", "del", "della", "dei", "delle", "degli", "do", "da"))
_STOPS = frozenset(",.;:")
_SUPERLATIVE = 10  # tokens from "no country" to its "than"
_MORE_NEAR = 4
_TURNING = ("negator", "negative")


def counted(tokens: Sequence[Token], words: Lexicon, cues: Sequence[Cue]) -> list[Cue]:
    """The cues that turn a clause round, each denial once."""
    turning = [cue for cue in cues if cue.family in _TURNING]
    kept: list[Cue] = []
    empty: set[int] = set()  # clauses of "nigdy ... tyle", whose "nie" denies nothing either
    for cue in turning:
        if cue.family == "negator" and _empty(cue, tokens, words):
            empty.add(cue.clause)
            continue
        silent = _particle(cue, tokens, words) or tokens[cue.start].fold in words.needs_ne
        if words.concord and cue.clause in empty and silent:
            continue
        if cue.family == "negator" and _echoes(cue, kept, turning, tokens, words):
            continue
        if words.concord and cue.family == "negative" and _negated(cue, tokens, words):
            # "Não tem nada a ver": the phrase has the "não" within it.
            kept = [o for o in kept if o.family != "negator" or o.clause != cue.clause]
        if cue.family == "negative" and _short_of(cue, tokens, words):
            continue
        if cue.family == "negative" and _listed(cue, kept, tokens, words):
            continue
        if _against(cue, turning, tokens):
            continue
        kept.append(cue)
    return kept


def _particle(cue: Cue, tokens: Sequence[Token], words: Lexicon) -> bool:
    """True for the bare "not"."""
    return bool(_written(cue, tokens) & words.words["particles"])


def _negated(cue: Cue, tokens: Sequence[Token], words: Lexicon) -> bool:
    """True for a phrase that begins with a word that denies by itself: "nothing to do with"."""
    if cue.end - cue.start < 2:
        return False
    labels = words.cues.at((tokens[cue.start].fold,), 0)
    return any(label == "negator" for label, _ in labels)


def _empty(cue: Cue, tokens: Sequence[Token], words: Lexicon) -> bool:
    """True for a negator that denies nothing: "nobody but", "never so many", "no-go"."""
    if tokens[cue.end : cue.end + 1] and tokens[cue.end].text == "-":
        return tokens[cue.end].start == tokens[cue.end - 1].end
    if _excepts(cue, tokens, words) or _records(cue, tokens, words):
        return True
    return _superlative(cue, tokens, words)


def _short_of(cue: Cue, tokens: Sequence[Token], words: Lexicon) -> bool:
    """True for "fehlen 400 Ärzte", which counts what is missing and denies nothing."""
    near = tokens[cue.end : cue.end + 2]
    around = tokens[max(cue.start - _NEAR, 0) : cue.end + _NEAR]
    if any(token.fold.startswith(_VOTES) for token in around):
        return False  # what lacks votes has failed
    lacking = tokens[cue.start].fold.startswith(_LACKING)
    return lacking and any(is_number(token, words) for token in near)


def _against(cue: Cue, turning: Sequence[Cue], tokens: Sequence[Token]) -> bool:
    """True for the "is against" of "is useless against", which opposes nothing."""
    if cue.end - cue.start < 2 or tokens[cue.end - 1].fold not in AGAINST:
        return False
    return any(o.family == "negative" and o.clause == cue.clause and o != cue for o in turning)


def _records(cue: Cue, tokens: Sequence[Token], words: Lexicon) -> bool:
    """True for "never before have so many", which says how many it was."""
    if not _written(cue, tokens) & words.words["nevers"]:
        return False
    near = tokens[cue.end : cue.end + _RECORD]
    return any(token.fold in words.words["degrees"] for token in near)


def _superlative(cue: Cue, tokens: Sequence[Token], words: Lexicon) -> bool:
    """True for "no country burns more coal than China", which says who burns most."""
    if not _written(cue, tokens) & words.words["nones"] or cue.start + 2 >= len(tokens):
        return False
    first = cue.end + 1 + (tokens[cue.start].fold == "no")  # "no better than" is a plain denial
    for i in range(first, min(cue.end + _SUPERLATIVE, len(tokens) - 1)):
        if tokens[i].text in _STOPS:
            return False
        if tokens[i].fold in _PLAIN_THAN or (tokens[i].fold in _THAN and _more(tokens, i, words)):
            return not is_number(tokens[i + 1], words)
    return False


def _more(tokens: Sequence[Token], than: int, words: Lexicon) -> bool:
    near = range(max(than - _MORE_NEAR, 0), than)
    labels = (words.cues.at((tokens[i].fold,), 0) for i in near)
    # "Höher als" has no word for "more", and "als" is "than" wherever such a word stands by it.
    wanted = "oppositions:" if words.language == "de" else "oppositions:more:+"
    return any(label.startswith(wanted) for found in labels for label, _ in found)


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
    if nor and any(_particle(o, tokens, words) and o.start > cue.start for o in turning):
        return True
    clause = [other for other in kept if other.clause == cue.clause]
    if any(o.family == "negator" or _particle(o, tokens, words) for o in clause):
        return True
    if _particle(cue, tokens, words):
        return False
    return any(
        0 < cue.start - other.start <= _NEAR
        and _written(other, tokens) & table["without"]
        and (other.clause == cue.clause or tokens[other.end].fold in table["that"])
        for other in kept
    )


def _written(cue: Cue, tokens: Sequence[Token]) -> frozenset[str]:
    first = tokens[cue.start]
    return frozenset((first.fold, first.low))
