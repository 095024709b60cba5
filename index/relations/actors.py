"""A name put in another's place, or a noun in a name's."""

from __future__ import annotations

from index.lookup import DifferenceKind
from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.cues import Cue
from index.relations.dates import Moment
from index.relations.findings import Finding, finding
from index.relations.lexicon import lexicon
from index.relations.names import Name, abbreviates, same_name
from index.relations.persons import others_named
from index.relations.quantities import Quantity
from index.relations.speakers import attributed, located
from index.relations.words import alike

_NAME_OVERLAP = 0.4
_GUESS_OVERLAP = 0.75  # for words that are perhaps no names
_ALL_ELSE = 0.99  # wherever the names stand
_FIRST_PART = 6  # letters that two German compounds share
_SUBJECT = 2  # tokens before which a sentence's subject stands, with its article
_LAST_PART = 6
_TOWNS = ("burg", "dorf", "stadt", "hausen", "heim", "bach", "feld", "berg", "kirchen")
_NOUN_OVERLAP = 0.6
_IS = frozenset(("is", "ist", "est", "es", "e", "jest"))
_TITLE = 4  # words: "is the hottest planet"


def find_names(alignment: Alignment) -> list[Finding]:
    """A name on either side that the other does not have, in the same place."""
    ours = _missing(alignment.query, alignment.claim)
    theirs = _missing(alignment.claim, alignment.query)
    if alignment.query.language != alignment.claim.language:
        return _across(alignment, ours, theirs)
    for one in ours:
        for other in theirs:
            if _substituted(alignment, one, other):
                return [_entity(alignment, one.start, one.end, other.start, other.end)]
    return find_nouns(alignment)


def _across(alignment: Alignment, ours: list[Name], theirs: list[Name]) -> list[Finding]:
    """Between languages only known places and bodies compare, and persons, one against one."""
    one = [name for name in ours if name.codes]
    other = [name for name in theirs if name.codes]
    pair = (one[0], other[0]) if len(one) == len(other) == 1 else None
    pair = pair or others_named(alignment, ours, theirs)
    if pair is None:
        return []
    return [_entity(alignment, pair[0].start, pair[0].end, pair[1].start, pair[1].end)]


def named_apart(one: Analysis, other: Analysis) -> bool:
    """Whether each of two sentences in two languages has a name that the other does not seem to
    have; names are often translated."""
    sides = (one, other), (other, one)
    return all(any(_likely(side[0], name) for name in _missing(*side)) for side in sides)


def _likely(analysis: Analysis, name: Name) -> bool:
    """True for "Sydney is" at the beginning, too, which is a name or, more seldom, a substance."""
    end = name.end
    first = name.start == 0 and end == 1 and len(analysis.tokens) > end
    return name.sure or (first and analysis.tokens[end].fold in _IS)


def _missing(analysis: Analysis, elsewhere: Analysis) -> list[Name]:
    words = [(i, token.fold) for i, token in enumerate(elsewhere.tokens) if len(token.fold) > 1]
    places = {i: n.codes for n in elsewhere.names if n.place for i in range(n.start, n.end)}
    spelt = [token.fold for token in elsewhere.tokens if token.kind == "word"]
    spelt += [elsewhere.tokens[i].fold for i in elsewhere.content]
    return [
        name
        for name in analysis.names
        # A known place is a name also where a part of it is a cue ("Pays-Bas").
        if (name.codes or not _closed(analysis, name))
        and not any(same_name(name, other) for other in elsewhere.names)
        and not (
            _single(name)
            and any(
                alike(name.words[-1], word)
                for i, word in words
                if not name.place or not name.codes.isdisjoint(places.get(i, name.codes))
            )
        )
        and not (_capitals(analysis, name) and abbreviates(name, spelt))
    ]


def _single(name: Name) -> bool:
    """False for a body known by all of its words: "Forza Italia" is not the Italia elsewhere."""
    return not name.codes or len(name.words) == 1


def _capitals(analysis: Analysis, name: Name) -> bool:
    return analysis.words(name.start, name.end).isupper()


def _closed(analysis: Analysis, name: Name) -> bool:
    """True where a part of a name is read as a number, a date or a cue already."""
    spans: list[Quantity | Moment | Cue]
    cues = [cue for cue in analysis.cues if not _party(analysis, name, cue)]
    spans = [*analysis.quantities, *analysis.moments, *cues]
    return any(span.start < name.end and name.start < span.end for span in spans)


def _party(analysis: Analysis, name: Name, cue: Cue) -> bool:
    """True for a cue that is a name here: "Die Linke", "Chega", "Iniciativa Liberal"."""
    if cue.family not in ("antonyms", "oppositions"):
        return False
    sure = name.sure and (analysis.language != "de" or name.end - name.start > 1)
    return cue.concept == "side" or sure  # "Manuel Neuer"


def _substituted(alignment: Alignment, one: Name, other: Name) -> bool:
    if attributed(alignment.query, one) != attributed(alignment.claim, other):
        return False  # "according to Istat" tells who said it, "in Italy" where
    if bool(one.codes) != bool(other.codes) and located(alignment.query, one) != located(
        alignment.claim, other
    ):
        return False  # "in Afghanistan" and "the Taliban"
    beside = alignment.beside(one.start, other.start, one.end, other.end)
    if one.codes and other.codes and one.place != other.place and beside < 2:
        return False  # "the Fed" and "the US central bank"
    overlap = _without(alignment, one, other)
    if one.generic != other.generic and (beside < 2 or overlap < _GUESS_OVERLAP):
        return False  # "the Knesset" is "the Parliament" there
    if alignment.query.language == "de" and _compounds(one, other):
        return False
    if alignment.query.language == "de" and _nouns(one, other):
        return False
    # "The capital is Canberra", "Sydney is the capital"; but "Duda" and "Dudę"
    unlike = one.words[-1][:2] != other.words[-1][:2]
    if unlike and overlap >= _ALL_ELSE and (one.sure or other.sure):
        return True
    if unlike and _same_title(alignment, one, other):
        return True
    if one.sure and other.sure:
        return beside >= 1 and overlap >= _NAME_OVERLAP
    return beside == 2 and overlap >= _GUESS_OVERLAP


def _same_title(alignment: Alignment, one: Name, other: Name) -> bool:
    """True where both are "the hottest planet", which only one can be, whatever follows."""
    ours = [token.fold for token in alignment.query.tokens[one.end : one.end + _TITLE]]
    theirs = [token.fold for token in alignment.claim.tokens[other.end : other.end + _TITLE]]
    language = alignment.query.language
    if len(ours) < _TITLE or ours != theirs or language is None:
        return False
    return ours[1] in lexicon(language).words["articles"]


def _nouns(one: Name, other: Name) -> bool:
    """True for two German words that are names by no sign, and are not the subject either."""
    return not (one.sure or other.sure) and min(one.start, other.start) >= _SUBJECT


def _compounds(one: Name, other: Name) -> bool:
    """True for "Pflegekräfte" and "Pflegepersonal", nouns with one first part."""
    first = one.words[0][:_FIRST_PART]
    known = one.codes or other.codes or first == "bundes"  # Bundestag, Bundesrat
    last = one.words[-1][-_LAST_PART:]
    if len(last) == _LAST_PART and other.words[-1].endswith(last) and not last.endswith(_TOWNS):
        return not known  # "Radrennen" and "Frauenrennen"
    return not known and len(first) == _FIRST_PART and other.words[0].startswith(first)


def _without(alignment: Alignment, one: Name, other: Name) -> float:
    """The overlap of what is said besides the two names."""
    ours = set(alignment.query.content) - set(range(one.start, one.end))
    theirs = set(alignment.claim.content) - set(range(other.start, other.end))
    size = len(ours) + len(theirs)
    return 2 * len(alignment.pairs) / size if size else 1.0


def _entity(alignment: Alignment, start: int, end: int, other: int, other_end: int) -> Finding:
    words = alignment.query.words(start, end), alignment.claim.words(other, other_end)
    return finding(DifferenceKind.ENTITY, *words, opposed=False)


def find_nouns(alignment: Alignment) -> list[Finding]:
    """One noun after "of" replaced, all else equal: "lait d'amande", "lait de coco"."""
    if len(alignment.query_rest) != 1 or len(alignment.claim_rest) != 1:
        return []
    one, other = alignment.query_rest[0], alignment.claim_rest[0]
    linked = _linked(alignment.query, one) and _linked(alignment.claim, other)
    if not linked or alignment.overlap < _NOUN_OVERLAP:
        return []
    if alignment.beside(one, other, one + 1, other + 1) < 2:
        return []
    return [_entity(alignment, one, one + 1, other, other + 1)]


def _linked(analysis: Analysis, i: int) -> bool:
    if i == 0 or analysis.language is None:
        return False
    return analysis.tokens[i - 1].fold in lexicon(analysis.language).words["links"]
