"""Whether one negation more is a contradiction, or only another wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.cues import Cue
from index.relations.lexicon import lexicon
from index.relations.prefixes import negates
from index.relations.rewordings import bare_not, lacking, rephrased, unfinished
from index.relations.sides import (
    Sides,
    ended,
    excepting,
    head_of,
    limited,
    none_of,
    shared,
    stands,
)

# Content overlap from which one negation more is a contradiction and not another wording:
_ANSWERED = 0.5  # the other side affirms in so many words ("refuses", "agrees")
_SAME_HEAD = 0.7  # the negated word stands on the other side too
_OTHER_HEAD = 0.8
_OTHER_ENDED = 0.87  # "no longer flown", where the airport may be said to be shut
_ALIKE = 1.8  # times the content words of the shorter sentence
_GRANTS = frozenset("ruling guilt keep attend cont vote2 safe deal fact effect know".split())
_NUMBERED = 0.3  # "none" against a number
_COUNTED = frozenset(("all", "most", "many", "some"))


def trusted(alignment: Alignment, view: Sides) -> bool:
    """True where the overlap is enough for what is known of the negated word."""
    if limited(view.stated) and not limited(view.denied):
        if not _covered(view) or _not_all(view):
            return False  # "only members may" is "others may not", but not "members may not"
    if excepting(view.stated) and not excepting(view.denied):
        return False  # "all but two were found" is "two were not found"
    if rephrased(view) or lacking(view):
        return False
    overlap = shared(alignment, set(), set())
    if _numbered(view):
        return overlap >= _NUMBERED
    if affirmed(view) or _rooted(view) or _healed(view):
        return overlap >= _ANSWERED
    known = _counted(view) or all(stands(view, head_of(view.denied, cue)) for cue in view.cues)
    if not known and _polar(view):
        return False  # "did not touch the rate" is "kept the rate"
    if known:
        return overlap >= _SAME_HEAD
    if unfinished(view):
        return False
    no_longer = any(ended(view.denied, cue) for cue in view.cues)
    return overlap >= (_OTHER_ENDED if no_longer else _OTHER_HEAD)


def trusted_across(view: Sides, turns: Sequence[Cue]) -> bool:
    """Between languages: the negated word a cognate, or affirmed on the other side."""
    if len(turns) != 1:
        return False
    cognate = any(head_of(view.denied, cue) in view.matched for cue in turns)
    return cognate or affirmed(view) or _counted(view) or _plainly(view, turns[0])


def _plainly(view: Sides, cue: Cue) -> bool:
    """True where the longest clause says "not" and the other side has no word of the kind."""
    sizes = sorted((len(view.denied.content), len(view.stated.content)))
    framed = any(statement.frame for statement in view.denied.statements)
    if not (framed or bare_not(view.denied, cue)) or not 0 < sizes[1] <= _ALIKE * sizes[0]:
        return False
    places = Counter(view.denied.places[i] for i in view.denied.content)
    # "Has closed" answers "has not closed", while "keeps shut" answers "does not open".
    own = _minuses(view.denied)
    turned = _minuses(view.stated) - own
    return not turned and (framed or places[cue.clause] == max(places.values()))


def _minuses(analysis: Analysis) -> frozenset[str]:
    families = ("antonyms", "oppositions")
    found = (c.concept for c in analysis.cues if c.sign < 0 and c.family in families)
    return frozenset(concept for concept in found if concept != "cause")  # "cures" denies nothing


def affirmed(view: Sides) -> bool:
    """True where the other side says yes in so many words: "accepts", "still"."""
    for cue in view.stated.cues:
        if cue.family == "affirmative" and not (_still(view.stated, cue) and not over(view)):
            return True
        fresh = cue.start not in view.answers
        if fresh and cue.concept in _GRANTS and cue.sign > 0 and cue.family != "level":
            if over(view):
                return True
    return False


def _healed(view: Sides) -> bool:
    """True for "cures" and "does not protect against", which deny one effect in other words."""
    effects = [
        {cue.start for cue in side.cues if cue.concept == "effect" and cue.start not in matched}
        for side, matched in ((view.denied, view.matched), (view.stated, view.answers))
    ]
    causes = any(
        cue.concept == "cause" and cue.sign > 0
        for side in (view.denied, view.stated)
        for cue in side.cues
    )
    clauses = {cue.clause for cue in view.cues}
    denied = any(view.denied.places[i] in clauses for i in effects[0])
    return denied and bool(effects[1]) and not causes


def over(view: Sides) -> bool:
    """True where what is denied went on before or might have: "no longer", "stopped"."""
    return any(cue.family == "negative" or ended(view.denied, cue) for cue in view.cues)


def _still(analysis: Analysis, cue: Cue) -> bool:
    """True for "still", which affirms what goes on; "is still in office" is "has not left"."""
    if analysis.language is None:
        return False
    return analysis.tokens[cue.start].fold in lexicon(analysis.language).words["still"]


def _numbered(view: Sides) -> bool:
    """True for "nobody was hurt" and "twelve people were hurt"."""
    heads = [head_of(view.denied, cue) for cue in view.cues]
    if not heads or not all(head in view.matched for head in heads) or not none_of(view):
        return False
    shared_values = {quantity.plain for quantity in view.denied.quantities}
    return any(
        view.stated.places[i] == view.stated.places[quantity.start]
        for quantity in view.stated.quantities
        for i in view.answers
        if quantity.role == "count"
        and quantity.plain not in shared_values
        and not quantity.weak
        and quantity.value > 0
    )


def _counted(view: Sides) -> bool:
    """True where "all" or "some" answers "none"."""
    levels = {cue.concept for cue in view.stated.cues if cue.family == "level"}
    return bool(levels & _COUNTED) and none_of(view)


def _polar(view: Sides) -> bool:
    """True where the other side has a word of its own that may be the denied one's opposite."""
    shared_words = {token.fold for token in view.denied.tokens}
    return any(
        cue.family in ("antonyms", "oppositions") and cue.start not in view.answers
        for cue in view.stated.cues
        if cue.concept != "effect" and view.stated.tokens[cue.start].fold not in shared_words
    )


def _covered(view: Sides) -> bool:
    """True where the denial speaks of nothing that the other side does not."""
    denying = {i for cue in view.cues for i in range(cue.start, cue.end)}
    return view.matched.issuperset(set(view.denied.content) - denying)


def _not_all(view: Sides) -> bool:
    levels = {cue.start for cue in view.denied.cues if cue.concept == "all"}
    return any(cue.end in levels for cue in view.cues)


def _rooted(view: Sides) -> bool:
    """True where "invalid" answers "valid"."""
    tokens, others = view.denied.tokens, view.stated.tokens
    words = [tokens[cue.start].fold for cue in view.cues if cue.end - cue.start == 1]
    return any(negates(w, others[i].fold) for w in words for i in view.stated.content)
