"""A lone "not" that no word of the other side answers, so that the two cannot say the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.cues import Cue
from index.relations.denials import AGAINST
from index.relations.lexicon import lexicon
from index.relations.prefixes import prefixed
from index.relations.quantities import unit_at
from index.relations.sides import head_of

Sign = tuple[str, str, int]  # family, concept and sign of a cue
Signs = Mapping[int, frozenset[Sign]]  # by the token at which the cues begin

_FAMILIES = frozenset(("negator", "negative", "antonyms", "oppositions", "level"))
_CONCEPTS = frozenset(("antonyms", "oppositions"))
_EFFECTS = frozenset(("effect", "cause"))  # what cures nothing need not harm
_FAILED = frozenset((("antonyms", "exam", -1),))
_TURNED_DOWN = frozenset((("antonyms", "ruling", -1), ("antonyms", "vote2", -1)))
_HEALED = ("antonyms", "effect", 1)
# What is done, or done often, is no other word for what never is.
_DEEDS = frozenset(
    "rise win trade give open come create hire love help begin teach import2".split()
)
_ALSO = frozenset(("also", "temperature"))  # "a cold" answers nothing but "not hot"
_FREQUENT = frozenset(("often", "always", "sometimes", "many", "most", "all", "some"))


@dataclass(frozen=True, slots=True)
class Denial:
    """The side that says "not", the one that does not, and the words around that "not"."""

    denied: Analysis
    stated: Analysis
    nots: tuple[Cue, ...]
    own: Signs  # of the clauses denied
    opposites: frozenset[Sign]  # what would answer them in so many words

    @property
    def across(self) -> bool:
        """Whether the two are in different languages."""
        return self.denied.language != self.stated.language


def lopsided(alignment: Alignment) -> bool:
    """True where one side says "not" and the other has no word at all that could answer it."""
    denied, stated, matched = alignment.query, alignment.claim, set(alignment.pairs.values())
    ours, theirs = _nots(denied, stated), _nots(stated, denied)
    if len(theirs) % 2:
        denied, stated, matched = stated, denied, set(alignment.pairs)
        ours, theirs = theirs, ours
    if len(ours) % 2 == 0 or len(theirs) % 2:
        return False
    signs, clauses = _signs(denied), {cue.clause for cue in ours}
    own = {i: found for i, found in signs.items() if denied.places[i] in clauses}
    opposites = frozenset((f, concept, -sign) for f, concept, sign in _concepts(signs.values()))
    denial = Denial(denied, stated, ours, own, opposites)
    answers = {i: found for i, found in _signs(stated).items() if i not in matched}
    return not _answered(denial, _fresh(denial, answers)) and not any(prefixed(alignment))


def denied_otherwise(alignment: Alignment) -> bool:
    """True where each side says "not" once, and what one denies the other states: "never signed",
    "signed, but never ratified"."""
    one, other = alignment.query, alignment.claim
    if one.language != other.language:
        return False
    back = {theirs: ours for ours, theirs in alignment.pairs.items()}
    views = ((one, other, alignment.pairs), (other, one, back))
    return any(_stated_elsewhere(*view) for view in views)


def _stated_elsewhere(denied: Analysis, stated: Analysis, pairs: Mapping[int, int]) -> bool:
    ours, theirs = denied.turns, stated.turns
    if len(ours) != 1 or len(theirs) != 1 or {ours[0].family, theirs[0].family} != {"negator"}:
        return False
    head, other = head_of(denied, ours[0]), head_of(stated, theirs[0])
    answer = pairs.get(-1 if head is None else head)
    if answer is None or other is None or other in pairs.values():
        return False
    return stated.places[answer] != stated.places[other]


def _signs(analysis: Analysis) -> Signs:
    found: dict[int, frozenset[Sign]] = {}
    for cue in analysis.cues:
        if cue.family in _FAMILIES:
            sign = (cue.family, cue.concept, cue.sign)
            found[cue.start] = found.get(cue.start, frozenset()) | {sign}
    return found


def _negatives(signs: Signs) -> list[int]:
    return [i for i, own in signs.items() if any(family == "negative" for family, *_ in own)]


def _concepts(signs: Iterable[frozenset[Sign]]) -> frozenset[Sign]:
    return frozenset(sign for own in signs for sign in own if sign[0] in _CONCEPTS)


def _nots(analysis: Analysis, other: Analysis) -> tuple[Cue, ...]:
    """Every "not", less that of a "not impossible" where the other side has no "impossible"."""
    nots = tuple(cue for cue in analysis.turns if cue.family == "negator")
    if not nots:
        return ()
    own, others = _signs(analysis), _signs(other)
    said = _concepts(others.values())
    alone = [i for i in _negatives(own) if not own[i] & said][len(_negatives(others)) :]
    return tuple(cue for cue in nots if cue.end not in alone)


def _fresh(denial: Denial, answers: Signs) -> Signs:
    """The words of the other side that do not say again what is denied."""
    often = (cue for cue in denial.stated.cues if cue.concept == "often" and _never(denial))
    within = {i for cue in often for i in range(cue.start, cue.end)}  # "more than once"
    within |= {cue.start for cue in denial.stated.cues if _regular(denial.stated, cue)}
    clauses = {cue.clause for cue in denial.nots}
    inside = {
        i for cue in denial.nots for i in range(cue.start, cue.end)
    }  # the "nie" of "nie żyje"
    echoes = _concepts(signs for i, signs in denial.own.items() if i not in inside)
    places = zip(denial.denied.tokens, denial.denied.places, strict=True)
    written = {token.fold for token, place in places if place in clauses}
    return {
        i: signs
        for i, signs in answers.items()
        if i not in within
        and (denial.stated.tokens[i].fold not in written or any(f == "negator" for f, *_ in signs))
        and (not signs & echoes or signs & denial.opposites)
    }


def _regular(analysis: Analysis, cue: Cue) -> bool:
    """True for the "every" of "every day", which says how often and not of whom."""
    if cue.concept != "all":
        return False
    unit = unit_at([token.fold for token in analysis.tokens], cue.end)
    return unit is not None and unit[0] == "time"


def _answered(denial: Denial, fresh: Signs) -> bool:
    """True where one of these words may say in other words what is denied."""
    spelt = {token.fold for token in denial.stated.tokens}
    twice = [i for i in _negatives(denial.own) if denial.denied.tokens[i].fold not in spelt]
    known = _FAILED | _TURNED_DOWN if denial.across else _FAILED  # "abgewiesen" and "rejected"
    failed = [i for i, own in denial.own.items() if own & known and i not in twice]
    # "Not failed" and "failed": each such word takes one of the other side's with it.
    taken = _negatives(fresh)[: len(twice) + len(failed)]
    skipped = _skipped(denial) if len(twice) > len(taken) else _skipped(denial) | _EFFECTS
    effects = {cue.end for cue in denial.stated.cues if cue.concept in _EFFECTS}
    for i, signs in fresh.items():
        if i in taken or (i in effects and denial.stated.tokens[i].fold in AGAINST):
            continue  # the "against" of "protects against" opposes nothing
        if _open(denial, signs, skipped):
            return True
    return False


def _open(denial: Denial, signs: frozenset[Sign], skipped: frozenset[str]) -> bool:
    """True where a word with these signs may answer: the opposite of a word denied, if in doubt."""
    if skipped >= _EFFECTS and any(concept in _EFFECTS for _, concept, _ in signs):
        skipped |= {"help"}
        signs = frozenset(sign for sign in signs if sign[1] not in skipped)
    if signs & denial.opposites:
        return True
    return any(s[1] not in skipped and not (denial.across and s[0] == "oppositions") for s in signs)


def _skipped(denial: Denial) -> frozenset[str]:
    """The concepts that are no answer to these denials."""
    if _never(denial):
        return _ALSO | _DEEDS | _FREQUENT
    beside = {i for cue in denial.nots for i in (cue.start - 1, cue.end)}
    cures = any(_HEALED in denial.own.get(i, ()) for i in beside)
    return _ALSO | _DEEDS if cures else _ALSO  # "does not cure cancer", "destroys cancer cells"


def _never(denial: Denial) -> bool:
    """Whether what is denied is said never to be."""
    language, tokens = denial.denied.language, denial.denied.tokens
    nevers = lexicon(language).words["nevers"] if language else frozenset()
    return any(tokens[cue.start].fold in nevers for cue in denial.nots)
