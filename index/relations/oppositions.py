"""Words that exclude each other: "rose" and "fell", "safe" and "harmful", "more" and "less"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from index.lookup import DifferenceKind
from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.cues import Cue
from index.relations.degrees import THAN, after_than, converse, halved, same_degree, turned
from index.relations.findings import Finding, finding

_OVERLAP = 0.55
_PLAIN_OVERLAP = 0.3  # for concepts whose words seldom mean anything else
_PLAIN = frozenset(("rise", "bound", "permit", "guilt", "ruling", "accord"))
# Of these, one is not the other: what is open is not closed, what causes an illness cures none.
_STATES = frozenset(("open", "hire", "love", "help", "cause", "create"))
_DECIDED = ("ruling", "vote2", "cont", "attend")
_DECIDED_OVERLAP = 0.7
_RULED = frozenset(("ruling", "cont"))
_RULED_OVERLAP = 0.6
_TRENDS = (
    ("more", "rise"),
    ("rise", "more"),
    ("more", "high"),
    ("high", "more"),
    ("price", "rise"),
    ("rise", "price"),
)
_DEGREES = frozenset(("more", "less", "limit", "rise", "high", "price", "big", "good", "freq"))
_COMPARED = ("er", "tansz", "drozsz", "taniej", "drozej")  # "cheaper", "billiger", "taniej"
_MORE = frozenset(("mais", "mas", "plus", "piu", "more", "bardziej"))
_REACH = 6  # tokens from "more" to its "than"

Opposed = tuple[Cue, Cue]


def opposed_cues(alignment: Alignment) -> list[Opposed]:
    """Cues of one concept, one on either side, that point in opposite directions."""
    same = {i: j for i, j in alignment.pairs.items() if _written(alignment, i, j)}
    ours = _signs(alignment.query, frozenset(same))
    theirs = _signs(alignment.claim, frozenset(same.values()))
    found: list[Opposed] = []
    for key, one in ours.items():
        other = theirs.get(key)
        if one is None or other is None or one.sign == other.sign:
            continue
        if all(one.start != before.start for before, _ in found):
            found.append((one, other))
    found = [pair for pair in found if not turned(alignment, *pair)]
    found = found or list(_trends(alignment, ours, theirs)) or list(_less(alignment))
    found = found or list(_decisions(ours, theirs))
    return [pair for pair in found if not _agree(alignment, *pair)]


def _agree(alignment: Alignment, one: Cue, other: Cue) -> bool:
    """True where two opposed words of degree say the same."""
    degrees = one.concept in _DEGREES and other.concept in _DEGREES
    return same_degree(alignment, one, other) or degrees and converse(alignment, one, other)


def _decisions(
    ours: dict[tuple[str, str], Cue | None], theirs: dict[tuple[str, str], Cue | None]
) -> Iterator[Opposed]:
    """ "Agreed to" against "stopped": both decide on it, in opposite ways."""
    sides = []
    for signs in (ours, theirs):
        cues = [signs.get(("antonyms", concept)) for concept in _DECIDED]
        sides.append([cue for cue in cues if cue is not None])
    one, other = sides
    if one and other and {cue.sign for cue in one} == {-cue.sign for cue in other}:
        if len({cue.sign for cue in one}) == 1:
            yield one[0], other[0]


def trusted(alignment: Alignment, opposed: Opposed) -> bool:
    """True where the sentences share enough for the two words to be about the same thing."""
    one, other = opposed
    if alignment.query.language != alignment.claim.language:
        return one.concept == other.concept and one.concept in _PLAIN
    if one.concept in _DECIDED and one.concept != other.concept:
        ruled = {one.concept, other.concept} <= _RULED
        return alignment.overlap >= (_RULED_OVERLAP if ruled else _DECIDED_OVERLAP)
    return one.concept != other.concept or _enough(alignment, one, other)


def _less(alignment: Alignment) -> Iterator[Opposed]:
    """ "Less dangerous than" against a comparative without a word for "more"."""
    for side, other_side in ((0, 1), (1, 0)):
        analyses = (alignment.query, alignment.claim)
        back = {j: i for i, j in alignment.pairs.items()}
        answers = (alignment.pairs, back)[side]
        less = [cue for cue in analyses[side].cues if cue.concept == "more"]
        if len(less) != 1 or less[0].sign > 0 or after_than(analyses[side], less[0]) is None:
            continue
        if any(cue.concept == "more" for cue in analyses[other_side].cues):
            continue
        place = answers.get(less[0].end)
        plain = Cue("oppositions", "less", 1, place or 0, (place or 0) + 1, 0)
        tokens = analyses[other_side].tokens
        if place is not None and place + 1 < len(tokens) and tokens[place + 1].fold in THAN:
            yield (less[0], plain) if side == 0 else (plain, less[0])


def _enough(alignment: Alignment, cue: Cue, other: Cue) -> bool:
    if cue.concept == "rise":
        return True
    only = set(alignment.query_rest) <= {*range(cue.start, cue.end)}
    if only and set(alignment.claim_rest) <= {*range(other.start, other.end)} and alignment.pairs:
        return True
    return alignment.overlap >= (_PLAIN_OVERLAP if cue.concept in _PLAIN else _OVERLAP)


def _written(alignment: Alignment, i: int, j: int) -> bool:
    return alignment.query.tokens[i].fold == alignment.claim.tokens[j].fold


def _signs(analysis: Analysis, common: frozenset[int]) -> dict[tuple[str, str], Cue | None]:
    """The one cue of every concept; None where a sentence has both of its signs.

    Words that both sentences have (`common`) do not tell them apart.
    """
    found: dict[tuple[str, str], Cue | None] = {}
    for cue in analysis.cues:
        if cue.family in ("antonyms", "oppositions") and not common >= {*range(cue.start, cue.end)}:
            key = (cue.family, cue.concept)
            if cue.concept == "more" and halved(analysis, cue):
                found.setdefault((cue.family, "most"), cue)
            if cue.concept == "limit":  # "under 30" is "less than 30", "under water" is not
                if not _numbered(analysis, cue):
                    continue
                key = (cue.family, "more")
            before = found.setdefault(key, cue)
            if before is not None and before.sign != cue.sign:
                found[key] = None
    return found


def _numbered(analysis: Analysis, cue: Cue) -> bool:
    return any(0 <= q.start - cue.end <= 2 for q in analysis.quantities)


def _trends(
    alignment: Alignment,
    ours: dict[tuple[str, str], Cue | None],
    theirs: dict[tuple[str, str], Cue | None],
) -> Iterator[Opposed]:
    """ "Fewer smoke than ten years ago" against "smoking has increased"."""
    for first, second in _TRENDS:
        one, other = ours.get(("oppositions", first)), theirs.get(("oppositions", second))
        if one is None or other is None or one.sign == other.sign:
            continue
        of_claim = first == "rise" or second == "high"
        side = (alignment.claim, other) if of_claim else (alignment.query, one)
        matched = alignment.pairs.values() if of_claim else alignment.pairs.keys()
        if _compares(*side, matched):
            yield one, other
            return


def _compares(analysis: Analysis, cue: Cue, matched: Collection[int]) -> bool:
    """True for "more ... than" and "17% more"."""
    if cue.concept == "limit" or _bounds(analysis, cue):
        return False
    if cue.concept == "price":
        word, before = analysis.tokens[cue.start].fold, analysis.tokens[cue.start - 1 : cue.start]
        if word.endswith(_COMPARED[0]) or word.startswith(_COMPARED[1:]):
            return True
        return bool(before) and before[0].fold in _MORE
    follows = analysis.tokens[cue.end : cue.end + _REACH]
    if cue.end in matched:  # "more break-ins"
        return True
    number = any(q.start == cue.end or q.end == cue.start for q in analysis.quantities)
    return number or any(token.fold in THAN for token in follows)


def _bounds(analysis: Analysis, cue: Cue) -> bool:
    """True for the "more" of "more than $4,000", which says how much and not which way."""
    than = analysis.tokens[cue.end : cue.end + 1]
    return bool(than) and than[0].fold in THAN and _numbered(analysis, cue)


def opposition(alignment: Alignment, one: Cue, other: Cue) -> Finding:
    """The finding for two opposed cues."""
    kind = DifferenceKind.QUANTIFIER
    if one.family == "antonyms" or one.concept in _STATES:
        kind = DifferenceKind.NEGATION
    query = alignment.query.words(one.start, one.end)
    return finding(kind, query, alignment.claim.words(other.start, other.end), opposed=True)
