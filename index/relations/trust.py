"""Whether one negation more is a contradiction, or only another wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.cues import Cue
from index.relations.denials import AGAINST
from index.relations.lexicon import lexicon
from index.relations.prefixes import negates
from index.relations.speakers import beside
from index.relations.words import alike

# Content overlap from which one negation more is a contradiction and not another wording:
_ANSWERED = 0.5  # the other side affirms in so many words ("refuses", "agrees")
_SAME_HEAD = 0.7  # the negated word stands on the other side too
_OTHER_HEAD = 0.8
_OTHER_ENDED = 0.87  # "no longer flown", where the airport may be said to be shut
_ALIKE = 1.8  # times the content words of the shorter sentence
_GRANTS = frozenset(
    "ruling guilt keep attend cont vote2 safe deal fact effect know".split(),
)
_DENIALS = frozenset(("ruling", "attend", "cont", "vote2", "exam", "deal"))
_MISSED = frozenset(("attend", "exam", "qualify", "keep", "presence"))
_ENDS = frozenset(("come", "open", "alive", "win"))
_LEAVING = ("renun", "renon", "rinun", "rezyg", "zrezy", "verzi", "deja", "dejo", "deix", "quit")
_NUMBERED = 0.3  # "none" against a number
_ENDED_NEAR = 4  # tokens from "not" to "any more"
_COUNTED = frozenset(("all", "most", "many", "some"))


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


def trusted(alignment: Alignment, view: Sides) -> bool:
    """True where the overlap is enough for what is known of the negated word."""
    if _limited(view.stated) and not _limited(view.denied):
        if not _covered(view) or _not_all(view):
            return False  # "only members may" is "others may not", but not "members may not"
    if excepting(view.stated) and not excepting(view.denied):
        return False  # "all but two were found" is "two were not found"
    if _rephrased(view):
        return False
    if _lacking(view):
        return False
    overlap = shared(alignment, set(), set())
    if _numbered(view):
        return overlap >= _NUMBERED
    if affirmed(view) or _rooted(view):
        return overlap >= _ANSWERED
    known = _counted(view) or all(_stands(view, head_of(view.denied, cue)) for cue in view.cues)
    if not known and _polar(view):
        return False  # "did not touch the rate" is "kept the rate"
    if known:
        return overlap >= _SAME_HEAD
    ended = any(_ended(view.denied, cue) for cue in view.cues)
    return overlap >= (_OTHER_ENDED if ended else _OTHER_HEAD)


def _lacking(view: Sides) -> bool:
    """True for "without", where the other side does not speak of what there is none of."""
    if view.denied.language is None or len(view.cues) != 1:
        return False
    word = view.denied.tokens[view.cues[0].start].fold
    without = lexicon(view.denied.language).words["without"]
    return word in without and not _stands(view, head_of(view.denied, view.cues[0]))


def _stands(view: Sides, head: int | None) -> bool:
    """True where the negated word stands on the other side too, as a word of any kind."""
    if head is None or head in view.matched:
        return True
    word = view.denied.tokens[head].fold
    return any(alike(word, token.fold) for token in view.stated.tokens)


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
    if not (framed or cue.family == "negator") or not 0 < sizes[1] <= _ALIKE * sizes[0]:
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
        if cue.family == "affirmative" and not (_still(view.stated, cue) and not _over(view)):
            return True
        fresh = cue.start not in view.answers
        if fresh and cue.concept in _GRANTS and cue.sign > 0 and cue.family != "level":
            if _over(view):
                return True
    return False


def _over(view: Sides) -> bool:
    """True where what is denied went on before or might have: "no longer", "stopped"."""
    return any(cue.family == "negative" or _ended(view.denied, cue) for cue in view.cues)


def _still(analysis: Analysis, cue: Cue) -> bool:
    """True for "still", which affirms what goes on; "is still in office" is "has not left"."""
    if analysis.language is None:
        return False
    return analysis.tokens[cue.start].fold in lexicon(analysis.language).words["still"]


def _ended(analysis: Analysis, cue: Cue) -> bool:
    """True for "no longer": what is denied went on before."""
    if analysis.language is None or cue.family != "negator":
        return False
    ended = lexicon(analysis.language).words["ended"]
    near = analysis.tokens[max(cue.start - 1, 0) : cue.end + _ENDED_NEAR]
    return any(token.fold in ended for token in near)


def _numbered(view: Sides) -> bool:
    """True for "nobody was hurt" and "twelve people were hurt"."""
    heads = [head_of(view.denied, cue) for cue in view.cues]
    if not heads or not all(head in view.matched for head in heads) or not _none(view):
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
    return bool(levels & _COUNTED) and _none(view)


def _none(view: Sides) -> bool:
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


def _polar(view: Sides) -> bool:
    """True where the other side has a word of its own that may be the denied one's opposite."""
    shared_words = {token.fold for token in view.denied.tokens}
    return any(
        cue.family in ("antonyms", "oppositions") and cue.start not in view.answers
        for cue in view.stated.cues
        if cue.concept != "effect" and view.stated.tokens[cue.start].fold not in shared_words
    )


def _rephrased(view: Sides) -> bool:
    """True for "rejects" and "is against": the other side says no by a word of its own."""
    lone = all(_plain(view.denied, cue) for cue in view.cues)
    written = {token.fold for token in view.denied.tokens}
    fresh = [
        cue
        for cue in view.stated.cues
        if cue.start not in view.answers and view.stated.tokens[cue.start].fold not in written
    ]
    if lone and any((cue.concept, cue.sign) == ("first", -1) for cue in fresh):
        return True  # "has had none for years", "last had one years ago"
    if lone and any(cue.concept in _MISSED and cue.sign < 0 for cue in fresh):
        return True  # "did not go" is "stayed away"
    if lone and (_until(view) or any(_denies(view.stated, cue) for cue in fresh)):
        return True
    ended = all(_ended(view.denied, cue) for cue in view.cues)
    ended = ended or (lone and _since(view.denied))
    left = all(view.denied.tokens[cue.start].fold.startswith(_LEAVING) for cue in view.cues)
    concepts = _DENIALS | _ENDS if ended or left else _DENIALS
    negative = ended or all(cue.family == "negative" for cue in view.cues)
    counted = {cue.start for cue in view.stated.cues if cue.family in ("negator", "negative")}
    return negative and any(
        cue.sign < 0 and cue.concept in concepts for cue in fresh if cue.start not in counted
    )


def _plain(denied: Analysis, cue: Cue) -> bool:
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


def _covered(view: Sides) -> bool:
    """True where the denial speaks of nothing that the other side does not."""
    denying = {i for cue in view.cues for i in range(cue.start, cue.end)}
    return view.matched.issuperset(set(view.denied.content) - denying)


def _until(view: Sides) -> bool:
    """True for "until 1931 they could not" and "they could from 1931 on"."""
    orders = [
        {cue.sign for cue in side.cues if cue.family == "order"}
        for side in (view.denied, view.stated)
    ]
    moments = [{(m.part, m.value) for m in side.moments} for side in (view.denied, view.stated)]
    return -1 in orders[0] and -1 not in orders[1] and bool(moments[0] & moments[1])


def _not_all(view: Sides) -> bool:
    levels = {cue.start for cue in view.denied.cues if cue.concept == "all"}
    return any(cue.end in levels for cue in view.cues)


def _limited(analysis: Analysis) -> bool:
    return any(cue.family == "level" and cue.concept == "only" for cue in analysis.cues)


def excepting(analysis: Analysis) -> bool:
    """True for "all except", "bis auf zwei alle"."""
    if analysis.language is None:
        return False
    excepted = lexicon(analysis.language).words["excepted"]
    folds = [token.fold for token in analysis.tokens]
    pairs = ["_".join(folds[i : i + 2]) for i in range(len(folds))]
    every = any(cue.family == "level" and cue.concept in ("all", "idiom") for cue in analysis.cues)
    return every and any(word in excepted for word in (*folds, *pairs))


def _rooted(view: Sides) -> bool:
    """True where "invalid" answers "valid"."""
    tokens, others = view.denied.tokens, view.stated.tokens
    words = [tokens[cue.start].fold for cue in view.cues if cue.end - cue.start == 1]
    return any(negates(w, others[i].fold) for w in words for i in view.stated.content)


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
