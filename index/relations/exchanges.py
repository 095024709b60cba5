"""Agent and patient exchanged: the same words, two of them in each other's place."""

from __future__ import annotations

from collections.abc import Sequence

from index.lookup import DifferenceKind
from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.findings import Finding, finding
from index.relations.lexicon import lexicon
from index.relations.mutual import mutual
from index.relations.reorderings import ROMANCE, Swap, equated, taken_up

_REST = 2  # words left over on both sides together, at most
_FEWEST = 3
_CASES = frozenset(("den", "dem", "einen", "einem"))
_ACCENTED = frozenset(("à", "às"))
_WITH = frozenset("with mit avec con com z ze".split())
_REPLACED = ("replac", "substitut", "swap", "exchang", "compar")  # in which "with" has two sides
_CONTRACTED = {
    **dict.fromkeys(("al", "ao", "aos", "au", "aux", "alla", "allo", "all", "alle"), "a"),
    **dict.fromkeys(("ai", "agli"), "a"),
    **dict.fromkeys(("del", "do", "da", "du", "dos", "das"), "de"),
    **dict.fromkeys(("dal", "dallo", "dalla", "dall", "dai", "dagli", "dalle"), "da"),
    **dict.fromkeys(("nel", "nello", "nella", "nell", "nei", "negli", "nelle"), "in"),
    **dict.fromkeys(("dei", "degli", "della", "delle", "dello", "dell"), "di"),
}


def find_exchange(alignment: Alignment) -> list[Finding]:
    """Two words that changed places round a verb; a passive on one side turns that round."""
    rest = len(alignment.query_rest) + len(alignment.claim_rest)
    if _contrasts(alignment.query) and _contrasts(alignment.claim):
        return _contrasted(alignment)
    if alignment.query.denies != alignment.claim.denies:
        return []
    fewest = _FEWEST - _permuted(alignment)
    if rest > _REST or len(alignment.pairs) < fewest:
        return []
    ours = [i for i in alignment.query.content if i in alignment.pairs]
    places = sorted(alignment.pairs.values())
    order = [places.index(alignment.pairs[i]) for i in ours]
    if rest <= 1 and order == sorted(order):
        return _one_passive(alignment)
    swapped = _swapped(order)
    if swapped is None or _passive(alignment.query) != _passive(alignment.claim):
        return []
    whom = _preposition(alignment.query, ours[swapped.second])
    if _moved_clause(alignment.query, ours, swapped) or mutual(
        alignment.query, ours, swapped, whom
    ):
        return []  # "..., doctors warn" and "Doctors warn: ..."; "Ann met Bob"
    if equated(alignment, ours, places, swapped) or taken_up(alignment, ours, swapped):
        return []
    ends = ((ours[i], alignment.pairs[ours[i]]) for i in (swapped.low, swapped.high))
    cased = alignment.query.language == "pl" and not _lodged(alignment.query, ours, swapped)
    if cased and not any(_inflected(alignment, *end) for end in ends):
        return []  # both keep their case, so it is only the order that changed
    if not _trades(alignment, ours, places, order, swapped) or _cased(alignment, ours, swapped):
        return []
    query = alignment.query.words(ours[swapped.low], ours[swapped.high] + 1)
    claim = alignment.claim.words(places[swapped.low], places[swapped.high] + 1)
    return [finding(DifferenceKind.QUANTIFIER, query, claim, opposed=True)]


def _contrasts(analysis: Analysis) -> bool:
    """True for "in the barn, not in the hall", whose parts may stand in either order."""
    turned = [statement.turned for statement in analysis.statements]
    return any(turned) and not all(turned)


def _contrasted(alignment: Alignment) -> list[Finding]:
    """ "Bananas are, strawberries are not" and the reverse: each is where the other was."""
    clauses = [{cue.clause for cue in side.turns} for side in (alignment.query, alignment.claim)]
    if clauses[0] != clauses[1] or not _permuted(alignment):
        return []
    denied = _denied(alignment.query), _denied(alignment.claim)
    pairs = [(i, j) for i, j in alignment.pairs.items() if (i in denied[0]) != (j in denied[1])]
    moved = {i in denied[0]: (i, j) for i, j in pairs}
    if len(moved) < 2:
        return []
    one, other = moved[True]
    words = alignment.query.words(one, one + 1), alignment.claim.words(other, other + 1)
    return [finding(DifferenceKind.QUANTIFIER, *words, opposed=True)]


def _denied(analysis: Analysis) -> frozenset[int]:
    turned = [each.content for each in analysis.statements if each.turned]
    return frozenset[int]().union(*turned)


def _permuted(alignment: Alignment) -> bool:
    """True where both sides have the same words, but for articles, in another order."""
    sides = []
    for analysis in (alignment.query, alignment.claim):
        if analysis.language is None:
            return False
        articles = lexicon(analysis.language).words["articles"]
        folds = (token.fold for token in analysis.tokens if token.kind == "word")
        sides.append(sorted(fold for fold in folds if fold not in articles))
    return sides[0] == sides[1]


def _lodged(analysis: Analysis, ours: Sequence[int], swap: Swap) -> bool:
    """True for "w Paryżu ..., w Warszawie", whose prepositions ask for one case."""
    one, other = (_preposition(analysis, ours[end]) for end in (swap.low, swap.high))
    return swap.apart and bool(one) and one == other


def _cased(alignment: Alignment, ours: Sequence[int], swap: Swap) -> bool:
    """True where German articles keep their case: "Den Hund biss der Mann"."""
    if alignment.query.language != "de" or alignment.claim.language != "de":
        return False
    ends = (ours[swap.low], ours[swap.high])
    sides = [
        (_article(alignment.query, i), _article(alignment.claim, alignment.pairs[i])) for i in ends
    ]
    return any(one == other and one in _CASES for one, other in sides)


def _article(analysis: Analysis, i: int) -> str:
    return analysis.tokens[i - 1].fold if i else ""


def _inflected(alignment: Alignment, i: int, j: int) -> bool:
    return alignment.query.tokens[i].fold != alignment.claim.tokens[j].fold


def _moved_clause(analysis: Analysis, ours: Sequence[int], swap: Swap) -> bool:
    """True where a group that moved is a clause of its own, set off by a pause."""
    pauses = (
        token.text in (",", ":") for token in analysis.tokens[ours[swap.low] : ours[swap.high]]
    )
    if not any(pauses):
        return False
    groups = ((swap.low, swap.middle.start - 1), (swap.second, swap.high))
    clauses = [[i for i in analysis.content if analysis.places[i] == p] for p in (0, 1)]
    return any(
        len(c) > 1 and ours[first] <= c[0] and c[-1] <= ours[last]
        for c in clauses
        for first, last in groups
    )


def _one_passive(alignment: Alignment) -> list[Finding]:
    """The same order of words, but one side is a passive: "A sued B", "A was sued by B"."""
    if "pl" in (alignment.query.language, alignment.claim.language):
        return []  # in Polish the endings tell, not the order
    query, claim = _agent(alignment.query), _agent(alignment.claim)
    if (query is None) == (claim is None):
        return []
    back = {j: i for i, j in alignment.pairs.items()}
    plain, place = (
        (alignment.claim, alignment.pairs.get(query))
        if query is not None
        else (alignment.query, back.get(claim if claim is not None else -1))
    )
    if place is None or _preposition(plain, place) or place == plain.content[0]:
        return []
    words = alignment.query.text, alignment.claim.text
    return [finding(DifferenceKind.QUANTIFIER, *words, opposed=True)]


def _agent(analysis: Analysis) -> int | None:
    """The content word right after a passive's "by", articles skipped; not the first."""
    if analysis.language is None:
        return None
    words = lexicon(analysis.language)
    if not any(token.fold in words.words["auxiliaries"] for token in analysis.tokens):
        return None  # "von" is "of" as well
    for i in analysis.content[1:]:
        if _preposition(analysis, i) in words.words["passive"]:
            return i
    return None


def _swapped(order: Sequence[int]) -> Swap | None:
    moved = [i for i, place in enumerate(order) if i != place]
    if not moved:
        return None
    low, high = moved[0], moved[-1]
    part, sorted_part = list(order[low : high + 1]), list(range(low, high + 1))
    for i in range(1, len(part)):
        for j in range(len(part) - 1, i - 1, -1):
            if part[j:] + part[i:j] + part[:i] == sorted_part:
                return Swap(low, high, range(low + i, low + j))
    return None


def _trades(
    alignment: Alignment,
    ours: Sequence[int],
    places: Sequence[int],
    order: Sequence[int],
    swap: Swap,
) -> bool:
    """True where the prepositions stay while the words move, as they do in an exchange."""
    query, claim = alignment.query, alignment.claim
    second = order.index(swap.low)  # where the group begins that comes first in the claim
    third = order[swap.low]  # where the query's first group begins in the claim
    before = _preposition(query, ours[swap.low]), _preposition(query, ours[second])
    after = _preposition(claim, places[swap.low]), _preposition(claim, places[third])
    # Side by side, as at the end of a German clause, only a preposition tells the roles apart.
    return before == after and (swap.apart or _tells(query, before[1]))


def _tells(analysis: Analysis, preposition: str) -> bool:
    if analysis.language is None or not preposition:
        return False
    if preposition in _WITH:  # "mixing A with B" is "mixing B with A"
        return any(token.fold.startswith(_REPLACED) for token in analysis.tokens)
    return preposition not in lexicon(analysis.language).words["joins"]


def _preposition(analysis: Analysis, i: int) -> str:
    """The function word before a token, articles and numbers skipped."""
    if analysis.language is None:
        return ""
    words = lexicon(analysis.language)
    numbers = {n for q in analysis.quantities for n in range(q.start, q.end)}
    j = i - 1
    while j >= 0:
        if analysis.tokens[j].low in _ACCENTED:
            return "a"
        if analysis.language in ROMANCE and analysis.tokens[j].fold in _CONTRACTED:
            return _CONTRACTED[analysis.tokens[j].fold]
        if analysis.tokens[j].text == "'" or analysis.tokens[j].fold == "l":
            j -= 1
            continue
        if analysis.language == "fr" and analysis.tokens[j].fold == "d":
            return "de"
        if j not in numbers and analysis.tokens[j].fold not in words.words["articles"]:
            break
        j -= 1
    if j < 0 or analysis.tokens[j].kind != "word" or not words.stopped(analysis.tokens[j].fold):
        return ""
    return analysis.tokens[j].fold


def _passive(analysis: Analysis) -> bool:
    if analysis.language is None:
        return False
    marks = lexicon(analysis.language).words["passive"]
    return any(token.fold in marks for token in analysis.tokens)
