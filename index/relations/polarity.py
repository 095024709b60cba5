"""Whether one sentence says what the other denies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.lookup import DifferenceKind
from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.cues import Cue
from index.relations.findings import Finding, finding
from index.relations.statements import Statement
from index.relations.words import alike

_PREFIXES = ("un", "in", "im", "il", "ir", "i", "nie", "dis", "mis", "des", "non", "anti", "bez")
_SUFFIXES = ("less", "los", "lose", "loser", "losen", "loses")
_SHORTEST_ROOT = 4
# Content overlap from which one negation more is a contradiction and not another wording:
_ANSWERED = 0.5  # the other side affirms in so many words ("refuses", "agrees")
_SAME_HEAD = 0.7  # the negated word stands on the other side too
_OTHER_HEAD = 0.8
_NEAR = 5  # tokens from "nothing" to its "suggests"
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
    if unproven := _unproven(alignment):
        return Polarity(odd=True, findings=(_negation(alignment, unproven),))
    prefixes = list(_prefixed(alignment))
    turned = _turned(alignment)
    if (turned is not None) == (len(prefixes) % 2 == 1):
        return Polarity(odd=False)
    if turned is not None:
        trusted = _trusted(alignment, turned)
        return Polarity(True, (_negation(alignment, turned),) if trusted else ())
    (one, other), *_ = prefixes
    if _overlap(alignment, {one}, {other}) < _SAME_HEAD:
        return Polarity(odd=True)
    words = alignment.query.words(one, one + 1), alignment.claim.words(other, other + 1)
    return Polarity(True, (finding(DifferenceKind.NEGATION, *words, opposed=True),))


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
    denied, stated, matched = _sides(alignment, ours)
    cues = [*ours.turns, *theirs.turns]
    affirmed = any(cue.family == "affirmative" for cue in stated.cues)
    cognate = any(_head(denied, cue) in matched for cue in cues)
    trusted = len(cues) == 1 and (cognate or affirmed)
    return Polarity(True, (_negation(alignment, (ours, theirs)),) if trusted else ())


def _sides(alignment: Alignment, ours: Statement) -> tuple[Analysis, Analysis, set[int]]:
    """The side that denies, the one that states, and the matched tokens of the first."""
    if ours.turned:
        return alignment.query, alignment.claim, set(alignment.pairs)
    return alignment.claim, alignment.query, set(alignment.pairs.values())


def _whole(analysis: Analysis) -> Statement:
    turns = [cue for statement in analysis.statements for cue in statement.turns]
    return Statement(frozenset(analysis.content), turns)


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
    return (ours, theirs) if near and brief and cue.family == "negator" else None


def _turned(alignment: Alignment) -> tuple[Statement, Statement] | None:
    """Two statements of the same thing of which only one is turned."""
    pairs = list(_same_things(alignment))
    if not pairs:
        return None
    unequal = [(n, a, b) for n, a, b in pairs if a.turned != b.turned]
    if _overlap(alignment, set(), set()) < _WHOLE:
        # Where much is reworded, only the statement that shares most decides.
        best = max((n for n, a, b in pairs if a.turned == b.turned), default=0)
        unequal = [pair for pair in unequal if pair[0] > best]
    return unequal[0][1:] if unequal else None


def _same_things(alignment: Alignment) -> Iterator[tuple[int, Statement, Statement]]:
    """Every statement of the query with those of the claim that share most of its words."""
    for ours in alignment.query.statements:
        answers = {alignment.pairs[i] for i in ours.content if i in alignment.pairs}
        shares = [(len(answers & theirs.content), theirs) for theirs in alignment.claim.statements]
        most = max((shared for shared, _ in shares), default=0)
        best = [theirs for shared, theirs in shares if shared == most and most > 0]
        equal = [theirs for theirs in best if theirs.turned == ours.turned]
        for theirs in (equal or best)[:1]:
            yield most, ours, theirs


def _trusted(alignment: Alignment, turned: tuple[Statement, Statement]) -> bool:
    """True where the overlap is enough for what is known of the negated word."""
    ours, theirs = turned
    denied, stated, matched = _sides(alignment, ours)
    if _limited(stated) and not _limited(denied):
        return False  # "only members may" is "others may not"
    overlap = _overlap(alignment, set(), set())
    cues = [cue for cue in [*ours.turns, *theirs.turns] if cue in denied.cues]
    if any(cue.family == "affirmative" for cue in stated.cues) or _rooted(denied, stated, cues):
        return overlap >= _ANSWERED
    heads = [_head(denied, cue) for cue in cues]
    known = all(head is None or head in matched for head in heads)
    return overlap >= (_SAME_HEAD if known else _OTHER_HEAD)


def _limited(analysis: Analysis) -> bool:
    return any(cue.family == "level" and cue.concept == "only" for cue in analysis.cues)


def _rooted(denied: Analysis, stated: Analysis, cues: Sequence[Cue]) -> bool:
    """True where "invalid" answers "valid"."""
    words = [denied.tokens[cue.start].fold for cue in cues if cue.end - cue.start == 1]
    return any(_negates(w, stated.tokens[i].fold) for w in words for i in stated.content)


def _head(analysis: Analysis, cue: Cue) -> int | None:
    """The content word that a cue negates: the next one, else the one before."""
    after = [i for i in analysis.content if i >= cue.end and analysis.places[i] == cue.clause]
    before = [i for i in analysis.content if i < cue.start and analysis.places[i] == cue.clause]
    return after[0] if after else before[-1] if before else None


def _overlap(alignment: Alignment, ours: set[int], theirs: set[int]) -> float:
    """The overlap of the content words, the given ones and places that differ left out."""
    ours, theirs = ours | _places(alignment.query), theirs | _places(alignment.claim)
    query = [i for i in alignment.query.content if i in alignment.pairs or i not in ours]
    claim = set(alignment.claim.content) - (theirs - set(alignment.pairs.values()))
    size = len(query) + len(claim)
    return 2 * len(alignment.pairs) / size if size else 1.0


def _places(analysis: Analysis) -> set[int]:
    return {i for name in analysis.names if name.codes for i in range(name.start, name.end)}


def _prefixed(alignment: Alignment) -> Iterator[tuple[int, int]]:
    """Pairs such as "ungerade" and "gerade"."""
    ours, theirs = _marked(alignment.query), _marked(alignment.claim)
    for i in alignment.query_rest:
        for j in alignment.claim_rest:
            if i in ours or j in theirs:
                continue
            one, other = alignment.query.tokens[i].fold, alignment.claim.tokens[j].fold
            if _negates(one, other) or _negates(other, one):
                yield i, j


def _marked(analysis: Analysis) -> set[int]:
    return {i for cue in analysis.cues for i in range(cue.start, cue.end)}


def _negates(longer: str, shorter: str) -> bool:
    for prefix in _PREFIXES:
        root = longer.removeprefix(prefix)
        if prefix == "i" and root[:1] not in ("l", "r", "n"):
            continue
        if root != longer and len(root) >= _SHORTEST_ROOT and alike(root, shorter):
            return True
    for suffix in _SUFFIXES:
        root = longer.removesuffix(suffix)
        if root != longer and len(root) >= 3 and shorter.startswith(root):
            return not shorter.startswith(longer[:-1])
    return False
