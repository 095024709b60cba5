"""Compared things exchanged: "A has more than B" and "B has more than A"."""

from __future__ import annotations

import re

from index.lookup import DifferenceKind
from index.relations.alignment import Alignment
from index.relations.analysis import Analysis
from index.relations.findings import Finding, finding

_OVERLAP = 0.6
_REACH = 9  # tokens from the comparative to its "than"
_PLAIN = frozenset(("than", "niz", "anizeli"))
_AFTER_MORE = frozenset(
    ("od", "als", "que", "qu", "che", "di", "do", "del", "dei", "degli", "dell", "delle", "della")
)
_OF = frozenset(("di", "del", "dei", "degli", "dell", "della", "delle"))  # beside "che"
_IRREGULAR = (
    "mayor menor mejor peor maior melhor pior meilleur mieux pire maggior minor miglior meglio "
    "peggior superior"
)
_POLISH = ("szy", "sza", "sze", "szych", "szym", "szej", "iej", "zej")
_STEMS = tuple(_IRREGULAR.split())
_EQUAL = re.compile(  # with up to four words between "as" and "as"
    r"\b(?:(?:just|exactly|every bit|about|almost|nearly|roughly) as \w+ (?:\w+ ){0,4}as|equally"
    r"|as (?!well|long|soon|far|early|late|part|such|\w+ as \d)\w+ (?:\w+ ){0,4}as"
    r"|(?:genauso|ebenso) \w+|so (?!gut wie|etwas)\w+ (?:\w+ ){0,4}wie|autant (?:de|d'|qu[e'’])"
    r"|gleich \w+ wie|aussi \w+ (?:\w+ ){0,4}qu[e'’]|(?:igual de|tan) \w+ (?:\w+ ){0,4}como"
    r"|tão \w+ (?:\w+ ){0,4}(?:quanto|como)|(?:tanto|così) \w+ (?:\w+ ){0,4}(?:quanto|come)"
    r"|altrettanto|tak samo|równie|prawie tak \w+ (?:\w+ ){0,4}jak)\b",
    re.IGNORECASE,
)

_UNEQUAL = re.compile(
    r"(?:\b(?:not|never)|n['’]t) (?:\w+ )?as \w+ (?:\w+ ){0,4}as\b"
    r"|\bnicht (?:\w+ )?so \w+ (?:\w+ ){0,4}wie\b|\bpas (?:aussi|autant)\b"
    r"|\bno (?:\w+ )?(?:tan|tant[oa]s?)\b|\bnão (?:\w+ )?(?:tão|tant[oa]s?)\b"
    r"|\bnon (?:\w+ )?(?:così|tant[oaie]|altrettant[oaie])\b|\bnie (?:\w+ )?(?:tak|tyle|tylu)\b",
    re.IGNORECASE,
)


def find_comparison(alignment: Alignment) -> list[Finding]:
    """The two things compared, each in the other's place."""
    exchanged = _exchanged(alignment) if alignment.overlap >= _OVERLAP else None
    if exchanged is None:
        return []
    one, other = exchanged
    words = alignment.query.words(one, one + 1), alignment.claim.words(other, other + 1)
    return [finding(DifferenceKind.QUANTIFIER, *words, opposed=True)]


def compared_otherwise(alignment: Alignment) -> bool:
    """True where what one side says is more is less on the other, or just as much, however the
    rest is put."""
    one, other = alignment.query, alignment.claim
    return _exchanged(alignment) is not None or _levelled(one, other) or _levelled(other, one)


def unequalled(alignment: Alignment) -> bool:
    """True for "B is not as healthy as A" and "A is healthier than B", which deny nothing."""
    one, other = alignment.query, alignment.claim
    return _fallen_short(one, other) or _fallen_short(other, one)


def _fallen_short(less: Analysis, more: Analysis) -> bool:
    return _UNEQUAL.search(less.text) is not None and comparand(more) is not None


def _levelled(equal: Analysis, unequal: Analysis) -> bool:
    """True for "just as healthy as" and "healthier than", where neither is denied."""
    if not _EQUAL.search(equal.text) or _EQUAL.search(unequal.text):  # soonest told
        return False
    return comparand(unequal) is not None and not (equal.denies or unequal.denies)


def _exchanged(alignment: Alignment) -> tuple[int, int] | None:
    """What follows either "than", where the other side has it before its own."""
    one, other = comparand(alignment.query), comparand(alignment.claim)
    if one is None or other is None:
        return None
    answer = alignment.pairs.get(one)
    back = next((i for i, j in alignment.pairs.items() if j == other), None)
    if answer is None or back is None or answer == other:
        return None
    if alignment.query.denies != alignment.claim.denies:
        return None  # "no peak is higher than A" is "A is the highest"
    if _signs(alignment.query) != _signs(alignment.claim):
        return None  # "more A than B" is "less B than A"
    return one, other


def comparand(analysis: Analysis) -> int | None:
    """The content word after a comparative's "than"."""
    marks = [i for i in range(len(analysis.tokens)) if _comparative(analysis, i)]
    for i, token in enumerate(analysis.tokens):
        near = any(0 < i - mark <= _REACH for mark in marks)
        if token.fold in _OF and any(later.fold == "che" for later in analysis.tokens[i:]):
            continue  # "più caffè in una tazza di peltro che in ..."
        if token.fold in _PLAIN or (near and token.fold in _AFTER_MORE):
            return next((j for j in analysis.content if j > i), None)
    return None


def _comparative(analysis: Analysis, i: int) -> bool:
    word = analysis.tokens[i].fold
    if any(cue.start == i and cue.concept == "more" for cue in analysis.cues):
        return True
    if analysis.language == "de":
        return len(word) > 4 and word.endswith(("er", "ere", "eren")) and word in _read(analysis)
    if analysis.language == "pl":
        return word.endswith(_POLISH)
    return word.startswith(_STEMS)


def _read(analysis: Analysis) -> frozenset[str]:
    """The lower-case content words, which in German are no nouns."""
    tokens = (analysis.tokens[i] for i in analysis.content)
    return frozenset(token.fold for token in tokens if not token.capital)


def _signs(analysis: Analysis) -> frozenset[tuple[str, int]]:
    return frozenset((cue.concept, cue.sign) for cue in analysis.cues if cue.concept == "more")
