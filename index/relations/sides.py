"""Sides: two sentences seen from the one that denies, and what holds of their denials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.cues import Cue
from index.relations.lexicon import lexicon
from index.relations.speakers import beside
from index.relations.words import alike

_ENDED_NEAR = 4  # tokens from "not" to "any more"


@dataclass(frozen=True, slots=True)
class Sides:
    """The side that denies, the one that states, and the tokens of either that are matched."""

    denied: Analysis
    stated: Analysis
    matched: frozenset[int]
    answers: frozenset[int]
    cues: tuple[Cue, ...]


def sides(alignment: Alignment, cues: Sequence[Cue], *, query_denies: bool) -> Sides:
    """The alignment seen from the side that denies, with the cues by which it does."""
    ours, theirs = frozenset(alignment.pairs), frozenset(alignment.pairs.values())
    if query_denies:
        denying = tuple(cue for cue in cues if cue in alignment.query.cues)
        return Sides(alignment.query, alignment.claim, ours, theirs, denying)
    denying = tuple(cue for cue in cues if cue in alignment.claim.cues)
    return Sides(alignment.claim, alignment.query, theirs, ours, denying)


def ended(analysis: Analysis, cue: Cue) -> bool:
    """True for "no longer": what is denied went on before."""
    if analysis.language is None or cue.family != "negator":
        return False
    ended = lexicon(analysis.language).words["ended"]
    near = analysis.tokens[max(cue.start - 1, 0) : cue.end + _ENDED_NEAR]
    return any(token.fold in ended for token in near)


def stands(view: Sides, head: int | None) -> bool:
    """True where the negated word stands on the other side too, as a word of any kind."""
    if head is None or head in view.matched:
        return True
    word = view.denied.tokens[head].fold
    return any(alike(word, token.fold) for token in view.stated.tokens)


def none_of(view: Sides) -> bool:
    """True where the denial counts: "none of", "not a single"."""
    if view.denied.language is None:
        return False
    nones = lexicon(view.denied.language).words["nones"]
    tokens = view.denied.tokens
    for cue in view.cues:
        pair = "_".join(token.fold for token in tokens[cue.start : cue.start + 2])
        if tokens[cue.start].fold in nones or pair in nones:
            return True
    return False


def excepting(analysis: Analysis) -> bool:
    """True for "all except", "bis auf zwei alle"."""
    if analysis.language is None:
        return False
    excepted = lexicon(analysis.language).words["excepted"]
    folds = [token.fold for token in analysis.tokens]
    pairs = ["_".join(folds[i : i + 2]) for i in range(len(folds))]
    every = any(cue.family == "level" and cue.concept in ("all", "idiom") for cue in analysis.cues)
    return every and any(word in excepted for word in (*folds, *pairs))


def limited(analysis: Analysis) -> bool:
    return any(cue.family == "level" and cue.concept == "only" for cue in analysis.cues)


def head_of(analysis: Analysis, cue: Cue) -> int | None:
    """The content word that a cue negates: the next one, else the one before."""
    framed = next((s.content for s in analysis.statements if cue in s.turns), frozenset())
    if framed and all(analysis.places[i] != cue.clause for i in framed):
        return min(framed)
    after = [i for i in analysis.content if i >= cue.end and analysis.places[i] == cue.clause]
    before = [i for i in analysis.content if i < cue.start and analysis.places[i] == cue.clause]
    return after[0] if after else before[-1] if before else None


def shared(alignment: Alignment, ours: set[int], theirs: set[int]) -> float:
    """The overlap of the content words, without the given ones and other places and speakers."""
    ours, theirs = ours | beside(alignment.query), theirs | beside(alignment.claim)
    query = [i for i in alignment.query.content if i in alignment.pairs or i not in ours]
    claim = set(alignment.claim.content) - (theirs - set(alignment.pairs.values()))
    size = len(query) + len(claim)
    return 2 * len(alignment.pairs) / size if size else 1.0
