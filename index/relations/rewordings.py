"""Denials that the other side words otherwise: "did not pass", "was blocked"."""

from __future__ import annotations

from index.relations.analysis import Analysis
from index.relations.cues import Cue
from index.relations.denials import AGAINST
from index.relations.lexicon import lexicon
from index.relations.sides import Sides, ended, head_of, stands

_DENIALS = frozenset(("ruling", "attend", "cont", "vote2", "exam", "deal", "found"))
_MISSED = frozenset(("attend", "exam", "qualify", "keep", "presence", "found"))
_ENDS = frozenset(("come", "open", "alive", "win"))
_LEAVING = ("renun", "renon", "rinun", "rezyg", "zrezy", "verzi", "deja", "dejo", "deix", "quit")
_PREFIXES = ("un", "in", "im", "ir", "nie", "dis", "des")  # perhaps a denial in itself


def rephrased(view: Sides) -> bool:
    """True for "rejects" and "is against": the other side says no by a word of its own."""
    lone = all(bare_not(view.denied, cue) for cue in view.cues)
    written = {token.fold for token in view.denied.tokens}
    fresh = [
        cue
        for cue in view.stated.cues
        if cue.start not in view.answers and view.stated.tokens[cue.start].fold not in written
    ]
    if any(_harmless(view.stated, cue) for cue in fresh):
        return True
    if lone and any((cue.concept, cue.sign) == ("first", -1) for cue in fresh):
        return True  # "has had none for years", "last had one years ago"
    if lone and any(cue.concept in _MISSED and cue.sign < 0 for cue in fresh):
        return True  # "did not go" is "stayed away"
    if (lone or _stopped(view)) and _until(view):
        return True
    if lone and any(_denies(view.stated, cue) for cue in fresh):
        return True
    over = all(ended(view.denied, cue) for cue in view.cues)
    over = over or (lone and _since(view.denied))
    left = all(view.denied.tokens[cue.start].fold.startswith(_LEAVING) for cue in view.cues)
    concepts = _DENIALS | _ENDS if over or left else _DENIALS
    negative = over or all(cue.family == "negative" for cue in view.cues)
    counted = {cue.start for cue in view.stated.cues if cue.family in ("negator", "negative")}
    return negative and any(
        cue.sign < 0 and cue.concept in concepts for cue in fresh if cue.start not in counted
    )


def _harmless(stated: Analysis, cue: Cue) -> bool:
    """True for "there is no risk of", which rules out in other words."""
    if (cue.concept, cue.sign) != ("safe", 1) or cue.end - cue.start < 2 or not stated.language:
        return False
    labels = lexicon(stated.language).cues.at((stated.tokens[cue.start].fold,), 0)
    return any(label == "negator" for label, _ in labels)


def bare_not(denied: Analysis, cue: Cue) -> bool:
    """True for "not", and for a phrase that begins with it."""
    if cue.family == "negator" or denied.language is None:
        return cue.family == "negator"
    particles = lexicon(denied.language).words["particles"]
    return cue.end - cue.start > 1 and denied.tokens[cue.start].fold in particles


def _since(denied: Analysis) -> bool:
    """True for "since 2004 there has been none", which says that it ended."""
    after = [cue for cue in denied.cues if cue.family == "order" and cue.sign > 0]
    return any(m.start - cue.end in (0, 1) for cue in after for m in denied.moments)


def _denies(stated: Analysis, cue: Cue) -> bool:
    """True for "was blocked", which is "did not pass"; a mere "against" does not tell."""
    word = stated.tokens[cue.start].fold
    return cue.sign < 0 and cue.concept in _DENIALS and word not in AGAINST


def _bounded(analysis: Analysis) -> bool:
    """True for "until 1931"; a word for "until" may mean "to" elsewhere."""
    before = [cue for cue in analysis.cues if cue.family == "order" and cue.sign < 0]
    return any(0 <= m.start - cue.end <= 2 for cue in before for m in analysis.moments)


def _stopped(view: Sides) -> bool:
    """True for "ceases at the end of May", which is "until the end of May"."""
    return all(cue.family == "negative" for cue in view.cues)


def _until(view: Sides) -> bool:
    """True for "until 1931 they could not" and "they could from 1931 on"."""
    until = [_bounded(side) for side in (view.denied, view.stated)]
    moments = [{(m.part, m.value) for m in side.moments} for side in (view.denied, view.stated)]
    return until[0] != until[1] and bool(moments[0] & moments[1])


def lacking(view: Sides) -> bool:
    """True for "without", where the other side does not speak of what there is none of."""
    if view.denied.language is None or len(view.cues) != 1:
        return False
    word = view.denied.tokens[view.cues[0].start].fold
    without = lexicon(view.denied.language).words["without"]
    return word in without and not stands(view, head_of(view.denied, view.cues[0]))


def _rest(view: Sides) -> list[int]:
    return [i for i in view.stated.content if i not in view.answers]


def unfinished(view: Sides) -> bool:
    """True where a word of the other side may deny in itself: "not finished", "unfinished"."""
    return any(view.stated.tokens[i].fold.startswith(_PREFIXES) for i in _rest(view))
