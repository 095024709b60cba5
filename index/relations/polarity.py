"""Whether one sentence says what the other denies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.lookup import DifferenceKind
from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.cues import Cue
from index.relations.findings import Finding, finding
from index.relations.lexicon import lexicon
from index.relations.prefixes import prefixed
from index.relations.sides import head_of, shared, sides
from index.relations.statements import Statement
from index.relations.trust import trusted, trusted_across
from index.relations.words import alike

_FEW = frozenset(("few", "a_few", "rarely"))
_NEAR = 5  # tokens from "nothing" to its "suggests"
_PREFIXED = 0.7  # content overlap for "even" and "uneven"
_WITHOUT = frozenset(("without", "ohne", "sans", "sin", "sem", "senza", "bez"))
_WHOLE = 0.85  # the sentences are the same but for the negation


@dataclass(frozen=True, slots=True)
class Polarity:
    """Whether one side has a negation more (`odd`), and the finding where that is trusted."""

    odd: bool
    findings: tuple[Finding, ...] = ()


def read_polarity(alignment: Alignment) -> Polarity:
    """A negation that only one side has, in what both sides say."""
    if alignment.query.language != alignment.claim.language:
        return _across(alignment)
    unproven = _unproven(alignment)
    if unproven and not _nearly(alignment, unproven):
        return Polarity(odd=True, findings=(_negation(alignment, unproven),))
    prefixes = list(prefixed(alignment))
    turned = [pair for pair in _turned(alignment) if not _nearly(alignment, pair)]
    if bool(turned) == (len(prefixes) % 2 == 1):
        return Polarity(odd=False)
    if turned:
        known = [pair for pair in turned if _known(alignment, pair)]
        return Polarity(True, tuple(_negation(alignment, pair) for pair in known[:1]))
    (one, other), *_ = prefixes
    if shared(alignment, {one}, {other}) < _PREFIXED:
        return Polarity(odd=True)
    words = alignment.query.words(one, one + 1), alignment.claim.words(other, other + 1)
    return Polarity(True, (finding(DifferenceKind.NEGATION, *words, opposed=True),))


def _known(alignment: Alignment, turned: tuple[Statement, Statement]) -> bool:
    if _required(alignment.query) or _required(alignment.claim):
        return False
    cues = [*turned[0].turns, *turned[1].turns]
    return trusted(alignment, sides(alignment, cues, query_denies=turned[0].turned))


def _nearly(alignment: Alignment, turned: tuple[Statement, Statement]) -> bool:
    """True for "hardly any" and "very few", which say the same."""
    denied, stated = alignment.query, alignment.claim
    if turned[1].turned:
        denied, stated = stated, denied
    few = any(cue.family == "level" and cue.concept in _FEW for cue in stated.cues)
    return few and all(_hedged(denied, cue) for s in turned for cue in s.turns)


def _hedged(analysis: Analysis, cue: Cue) -> bool:
    if analysis.language is None:
        return False
    nearly = lexicon(analysis.language).words["nearly"]
    near = analysis.tokens[max(cue.start - 1, 0) : cue.start + 1]
    return cue.family == "negator" and any(token.fold in nearly for token in near)


def _required(analysis: Analysis) -> bool:
    """True for "without a passport nobody may board", which denies nothing."""
    denials = [cue for cue in analysis.cues if cue.family in ("negator", "negative")]
    first = {analysis.tokens[cue.start].fold for cue in denials if cue.start == 0}
    return len(denials) > 1 and bool(first & _WITHOUT)


def _negation(alignment: Alignment, turned: tuple[Statement, Statement]) -> Finding:
    sides = zip((alignment.query, alignment.claim), turned, strict=True)
    query, claim = (
        ", ".join(side.words(cue.start, cue.end) for cue in statement.turns)
        for side, statement in sides
    )
    return finding(DifferenceKind.NEGATION, query, claim, opposed=True)


def _across(alignment: Alignment) -> Polarity:
    """Between languages: one side plain, and the negated word a cognate, or affirmed there."""
    ours, theirs = _whole(alignment.query), _whole(alignment.claim)
    if ours.turned == theirs.turned:
        return Polarity(odd=False)
    if ours.turns and theirs.turns:
        return Polarity(odd=True)
    cues = [*ours.turns, *theirs.turns]
    view = sides(alignment, cues, query_denies=ours.turned)
    known = trusted_across(view, cues)
    return Polarity(True, (_negation(alignment, (ours, theirs)),) if known else ())


def _whole(analysis: Analysis) -> Statement:
    return Statement(frozenset(analysis.content), analysis.turns)


def _unproven(alignment: Alignment) -> tuple[Statement, Statement] | None:
    """ "Nothing suggests that ..." against "The inquiry shows that ...", whatever follows."""
    ours, theirs = _whole(alignment.query), _whole(alignment.claim)
    if len(ours.turns) + len(theirs.turns) != 1:
        return None
    denied, stated = alignment.query, alignment.claim
    if theirs.turns:
        denied, stated = stated, denied
    cue = (ours.turns or theirs.turns)[0]
    reports = [c for c in denied.cues if c.family == "report"]
    near = any(0 <= c.start - cue.end <= _NEAR for c in reports)
    brief = cue.clause == 0  # the frame stands first
    if not (near and brief and cue.family == "negator") or not _evidence(denied):
        return None
    return ours, theirs


def _evidence(analysis: Analysis) -> bool:
    """True where the clause after the frame is "that ...", or there is none: "no proof of"."""
    first = next((i for i, place in enumerate(analysis.places) if place == 1), None)
    if first is None or analysis.language is None:
        return True
    opening = (t.fold for t in analysis.tokens[first - 1 : first + 2] if t.kind == "word")
    return any(word in lexicon(analysis.language).words["that"] for word in opening)


def _turned(alignment: Alignment) -> list[tuple[Statement, Statement]]:
    """Pairs of statements of the same thing of which only one is turned."""
    if _one_denied(alignment) or _evenly(alignment):
        return []
    pairs = list(_same_things(alignment))
    # A denial that is answered by a denial is not answered by the clause beside it as well.
    equal = {id(b): n for n, a, b in pairs if a.turned and b.turned}
    unequal = [(n, a, b) for n, a, b in pairs if a.turned != b.turned and n > equal.get(id(b), 0)]
    if shared(alignment, set(), set()) < _WHOLE:
        # Where much is reworded, only the statement that shares most decides.
        best = max((n for n, a, b in pairs if a.turned == b.turned), default=0)
        unequal = [pair for pair in unequal if pair[0] > best]
    return [(ours, theirs) for _, ours, theirs in unequal if _comparable(alignment, ours, theirs)]


def _comparable(alignment: Alignment, ours: Statement, theirs: Statement) -> bool:
    """False for "was not staged" and "is unfounded", three denials of different things."""
    if sorted((len(ours.turns), len(theirs.turns))) != [1, 2]:
        return True
    one = [_denial(alignment.query, cue) for cue in ours.turns]
    other = [_denial(alignment.claim, cue) for cue in theirs.turns]
    return any(alike(a, b) for a in one for b in other)


def _denial(analysis: Analysis, cue: Cue) -> str:
    """What a word of denial compares by; every "not" is one."""
    return "not" if cue.family == "negator" else analysis.tokens[cue.start].fold


def _one_denied(alignment: Alignment) -> bool:
    """True where either side denies one thing, and it is the same."""
    ours, theirs = _whole(alignment.query).turns, _whole(alignment.claim).turns
    if len(ours) != 1 or len(theirs) != 1:
        return False
    one, other = head_of(alignment.query, ours[0]), head_of(alignment.claim, theirs[0])
    return one is not None and alignment.pairs.get(one) == other


def _evenly(alignment: Alignment) -> bool:
    """True where both sides deny, and equally often: their clauses are only cut otherwise."""
    ours, theirs = _whole(alignment.query).turns, _whole(alignment.claim).turns
    if not ours or not theirs or (len(ours) - len(theirs)) % 2:
        return False
    if shared(alignment, set(), set()) < _WHOLE:
        return True
    # "A voted, but B did not" is not "A did not vote, but B did".
    heads = [head_of(alignment.query, cue) for cue in ours]
    others = {head_of(alignment.claim, cue) for cue in theirs}
    answers = {alignment.pairs.get(-1 if head is None else head) for head in heads}
    return None in answers or not others <= {*alignment.pairs.values()} or answers == others


def _same_things(alignment: Alignment) -> Iterator[tuple[int, Statement, Statement]]:
    """Every statement of the query with those of the claim that share most of its words."""
    claim = [statement for statement in alignment.claim.statements if not statement.frame]
    for ours in alignment.query.statements:
        if ours.frame:
            continue
        answers = {alignment.pairs[i] for i in ours.content if i in alignment.pairs}
        shares = [(len(answers & theirs.content), theirs) for theirs in claim]
        most = max((shared for shared, _ in shares), default=0)
        best = [theirs for shared, theirs in shares if shared == most and most > 0]
        equal = [theirs for theirs in best if theirs.turned == ours.turned]
        for theirs in (equal or best)[:1]:
            yield most, ours, theirs
